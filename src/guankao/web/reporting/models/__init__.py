from guankao.web.reporting.models.calendars import Calendar, ExpectedReport, LateException
from guankao.web.reporting.models.evidence import EvidenceFile
from guankao.web.reporting.models.reports import Report, ReportStep, ReportVersion, Result
from guankao.web.reporting.models.tallies import PlanBurden, Tally

__all__ = [
    "Calendar",
    "EvidenceFile",
    "ExpectedReport",
    "LateException",
    "PlanBurden",
    "Report",
    "ReportStep",
    "ReportVersion",
    "Result",
    "Tally",
]
