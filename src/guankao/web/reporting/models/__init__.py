from guankao.web.reporting.models.calendars import Calendar, ExpectedReport, LateException
from guankao.web.reporting.models.evidence import EvidenceFile
from guankao.web.reporting.models.reports import Report, ReportStep, ReportVersion, Result

__all__ = [
    "Calendar",
    "EvidenceFile",
    "ExpectedReport",
    "LateException",
    "Report",
    "ReportStep",
    "ReportVersion",
    "Result",
]
