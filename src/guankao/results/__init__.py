"""Results: what follows from the reports on a KPI or a project, with what is wrong with them.

Pure: the same plan, reports and rules give the same results for ever, so that every stored result
can be computed again and compared.
"""

from guankao.results.curves import CurvePoint, curve_of, planned_at
from guankao.results.definitions import Definition, definition_of
from guankao.results.history import Outlier, outlier_of
from guankao.results.indicators import Against, IndicatorOutcome, compute_indicator
from guankao.results.performance import LastReported, performance_report_of
from guankao.results.problems import ReportProblem, ReportProblemCode, hindering
from guankao.results.projects import ProjectOutcome, compute_project
from guankao.results.provided import Provided, outdated, with_provided
from guankao.results.risks import Risk, RiskLevel, Triggered, risk_of
from guankao.results.texts import text_findings
from guankao.results.triggers import Trigger
from guankao.results.warnings import (
    UnknownWarningRules,
    WarningRules,
    read_warning_rules,
    warning_rules,
    warning_rules_for,
)

__all__ = [
    "Against",
    "CurvePoint",
    "Definition",
    "IndicatorOutcome",
    "LastReported",
    "Outlier",
    "ProjectOutcome",
    "Provided",
    "ReportProblem",
    "ReportProblemCode",
    "Risk",
    "RiskLevel",
    "Trigger",
    "Triggered",
    "UnknownWarningRules",
    "WarningRules",
    "compute_indicator",
    "compute_project",
    "curve_of",
    "definition_of",
    "hindering",
    "outdated",
    "outlier_of",
    "performance_report_of",
    "planned_at",
    "read_warning_rules",
    "risk_of",
    "text_findings",
    "warning_rules",
    "warning_rules_for",
    "with_provided",
]
