"""The addresses of reports, under the desk."""

from django.urls import URLPattern, path

from guankao.web.filing.views.calendars import CalendarAdoption, Calendars, ListsWorkedOut
from guankao.web.filing.views.correcting import ReportCorrection
from guankao.web.filing.views.due import ReportList
from guankao.web.filing.views.evidence import ReportEvidence, ReportEvidenceFile
from guankao.web.filing.views.exceptions import ExceptionList, ReportException
from guankao.web.filing.views.history import ReportHistory
from guankao.web.filing.views.queue import BulkDecision, ReviewQueue
from guankao.web.filing.views.report import ReportPage, ReportPreview
from guankao.web.filing.views.reviewing import ReportReview
from guankao.web.filing.views.sources import ReportSources
from guankao.web.filing.views.steps import ReportSubmit, ReportWithdraw
from guankao.web.filing.views.workbook import WorkbookFile, WorkbookPage, WorkbookStore

urlpatterns: list[URLPattern] = [
    path("", ReportList.as_view(), name="reports"),
    path("<int:expected>/", ReportPage.as_view(), name="report"),
    path("<int:expected>/preview/", ReportPreview.as_view(), name="report-preview"),
    path("<int:expected>/submit/", ReportSubmit.as_view(), name="report-submit"),
    path("<int:expected>/withdraw/", ReportWithdraw.as_view(), name="report-withdraw"),
    path("<int:expected>/sources/", ReportSources.as_view(), name="report-sources"),
    path("<int:expected>/evidence/", ReportEvidence.as_view(), name="report-evidence"),
    path(
        "<int:expected>/evidence/<slug:digest>/",
        ReportEvidenceFile.as_view(),
        name="report-evidence-file",
    ),
    path("<int:expected>/history/", ReportHistory.as_view(), name="report-history"),
    path("review/", ReviewQueue.as_view(), name="reports-review"),
    path("review/accept/", BulkDecision.as_view(), name="reports-accept"),
    path("calendars/", Calendars.as_view(), name="calendars"),
    path("calendars/adopt/", CalendarAdoption.as_view(), name="calendar-adopt"),
    path("calendars/lists/", ListsWorkedOut.as_view(), name="calendar-lists"),
    path("exceptions/", ExceptionList.as_view(), name="reports-exceptions"),
    path("<int:expected>/review/", ReportReview.as_view(), name="report-review"),
    path("workbook/", WorkbookPage.as_view(), name="reports-workbook"),
    path("workbook/file.xlsx", WorkbookFile.as_view(), name="reports-workbook-file"),
    path("workbook/store/", WorkbookStore.as_view(), name="reports-workbook-store"),
    path("<int:expected>/exception/", ReportException.as_view(), name="report-exception"),
    path("<int:expected>/correct/", ReportCorrection.as_view(), name="report-correct"),
]
