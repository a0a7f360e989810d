"""The addresses of the import pages, under the desk."""

from django.urls import URLPattern, path

from guankao.web.importing.views.documents import DocumentPage, ElementPage
from guankao.web.importing.views.files import (
    ImportIndex,
    ImportPage,
    ImportProgress,
    ImportStep,
)
from guankao.web.importing.views.history import ImportHistory

urlpatterns: list[URLPattern] = [
    path("", ImportIndex.as_view(), name="imports"),
    path("<uuid:key>/", ImportPage.as_view(), name="import"),
    path("<uuid:key>/progress/", ImportProgress.as_view(), name="import-progress"),
    path("<uuid:key>/history/", ImportHistory.as_view(), name="import-history"),
    *(
        path(f"<uuid:key>/{step}/", ImportStep.as_view(), {"step": step}, name=f"import-{step}")
        for step in ("stop", "accept", "draft", "discard")
    ),
    path("<uuid:key>/<int:position>/", DocumentPage.as_view(), name="import-document"),
    path(
        "<uuid:key>/<int:position>/<path:element>/",
        ElementPage.as_view(),
        name="import-element",
    ),
]
