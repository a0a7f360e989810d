"""The addresses of reports, under the desk."""

from django.urls import URLPattern, path

from guankao.web.filing.views.workbook import WorkbookFile, WorkbookPage, WorkbookStore

urlpatterns: list[URLPattern] = [
    path("workbook/", WorkbookPage.as_view(), name="reports-workbook"),
    path("workbook/file.xlsx", WorkbookFile.as_view(), name="reports-workbook-file"),
    path("workbook/store/", WorkbookStore.as_view(), name="reports-workbook-store"),
]
