"""The addresses of the boards, under the desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from guankao.web.overview.views.board import BoardPage
from guankao.web.overview.views.burden import BurdenPage
from guankao.web.overview.views.reports import ReportList

_PAGES = (
    ("", "overview", "board", BoardPage),
    ("reports/", "overview-reports", "reports", ReportList),
    ("burden/", "burden", "burden", BurdenPage),
)

urlpatterns: list[URLPattern] = [
    *(path(route, view.as_view(), name=name) for route, name, _file, view in _PAGES),
    *(
        path(f"{file}.{kind}", view.as_view(), {"kind": kind}, name=f"{name}-{kind}")
        for _route, name, file, view in _PAGES
        for kind in ("csv", "json")
    ),
]
