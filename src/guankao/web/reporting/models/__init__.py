from guankao.web.reporting.models.calendars import Calendar, ExpectedReport, LateException
from guankao.web.reporting.models.evidence import EvidenceFile
from guankao.web.reporting.models.reports import Report, ReportStep, ReportVersion, Result
from guankao.web.reporting.models.sources import (
    ComputedFigure,
    InputSource,
    ProvidedFigure,
    SourceKind,
)

__all__ = [
    "Calendar",
    "ComputedFigure",
    "EvidenceFile",
    "ExpectedReport",
    "InputSource",
    "LateException",
    "ProvidedFigure",
    "Report",
    "ReportStep",
    "ReportVersion",
    "Result",
    "SourceKind",
]
