"""Addresses of the API: what is read is answered conditionally, what is computed is bounded."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.views.generic import RedirectView

from guankao.web.api import routes
from guankao.web.api.computing import PATHS, computing
from guankao.web.api.conditional import conditional
from guankao.web.api.interface import api
from guankao.web.api.views import docs

_patterns, _app_name, _namespace = api.urls
for _pattern in _patterns:
    if isinstance(_pattern, URLPattern):
        around = computing if f"/{_pattern.pattern}" in PATHS else conditional
        _pattern.callback = around(_pattern.callback)

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="api-docs")),
    path("docs/", docs, name="api-docs"),
    path("", (_patterns, _app_name, _namespace)),
]

__all__ = ["routes", "urlpatterns"]
