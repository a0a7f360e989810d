from guankao.web.reporting.models.calendars import Calendar, ExpectedReport, LateException
from guankao.web.reporting.models.evidence import EvidenceFile
from guankao.web.reporting.models.reports import Report, ReportStep, ReportVersion, Result
from guankao.web.reporting.models.sources import (
    ComputedFigure,
    InputSource,
    ProvidedFigure,
    SourceKind,
)
from guankao.web.reporting.models.tallies import PlanBurden, Tally

__all__ = [
    "Calendar",
    "ComputedFigure",
    "EvidenceFile",
    "ExpectedReport",
    "InputSource",
    "LateException",
    "PlanBurden",
    "ProvidedFigure",
    "Report",
    "ReportStep",
    "ReportVersion",
    "Result",
    "SourceKind",
    "Tally",
]
