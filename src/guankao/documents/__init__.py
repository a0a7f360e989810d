"""Documents: annual plans and their reports, policy guidelines, action plans, programmes.

One interchange format, held by frozen models. Everything that the other rooms need stands here.
"""

from guankao.documents.action_plan import (
    ActionPlan,
    ActionPlanStrategy,
    Actual,
    Approval,
    Measure,
    MeasureTarget,
    ResponsibleAgency,
    TargetPart,
)
from guankao.documents.fields import RESERVED_NAMES
from guankao.documents.formats.json_format import (
    Problem,
    UnreadableDocument,
    read_document,
    write_document,
)
from guankao.documents.guidelines import Clause, Guidelines, Section
from guankao.documents.identifiers import (
    Identifier,
    Subject,
    UnreadableIdentifier,
    action_plan_identifier,
    goal_identifier,
    guidelines_identifier,
    indicator_identifier,
    measure_identifier,
    parse_identifier,
    performance_report_identifier,
    plan_identifier,
    programme_identifier,
    project_identifier,
    report_identifier,
    section_identifier,
)
from guankao.documents.indicator_kinds import IndicatorKind, kind_of
from guankao.documents.kinds import KINDS, AnyDocument
from guankao.documents.marks import Mark
from guankao.documents.performance_report import (
    IndicatorResult,
    InputValue,
    PerformanceReport,
    ProjectProgress,
)
from guankao.documents.plan import (
    AnsweredClause,
    Goal,
    HistoryValue,
    Indicator,
    Plan,
    Project,
    Strategy,
)
from guankao.documents.plan_details import (
    Baseline,
    InputAccumulation,
    Milestone,
    PlannedProgress,
    YearTarget,
)
from guankao.documents.programme import (
    PlannedInspection,
    Programme,
    ProgrammeStrategy,
    ReportDue,
    Source,
    Step,
)
from guankao.documents.report import (
    Evidence,
    Report,
    ReportedIndicator,
    ReportedInput,
    ReportedMilestone,
    ReportedProject,
)
from guankao.documents.schemas import UnknownKind, json_schema

__all__ = [
    "KINDS",
    "RESERVED_NAMES",
    "ActionPlan",
    "ActionPlanStrategy",
    "Actual",
    "AnsweredClause",
    "AnyDocument",
    "Approval",
    "Baseline",
    "Clause",
    "Evidence",
    "Goal",
    "Guidelines",
    "HistoryValue",
    "Identifier",
    "Indicator",
    "IndicatorKind",
    "IndicatorResult",
    "InputAccumulation",
    "InputValue",
    "Mark",
    "Measure",
    "MeasureTarget",
    "Milestone",
    "PerformanceReport",
    "Plan",
    "PlannedInspection",
    "PlannedProgress",
    "Problem",
    "Programme",
    "ProgrammeStrategy",
    "Project",
    "ProjectProgress",
    "Report",
    "ReportDue",
    "ReportedIndicator",
    "ReportedInput",
    "ReportedMilestone",
    "ReportedProject",
    "ResponsibleAgency",
    "Section",
    "Source",
    "Step",
    "Strategy",
    "Subject",
    "TargetPart",
    "UnknownKind",
    "UnreadableDocument",
    "UnreadableIdentifier",
    "YearTarget",
    "action_plan_identifier",
    "goal_identifier",
    "guidelines_identifier",
    "indicator_identifier",
    "json_schema",
    "kind_of",
    "measure_identifier",
    "parse_identifier",
    "performance_report_identifier",
    "plan_identifier",
    "programme_identifier",
    "project_identifier",
    "read_document",
    "report_identifier",
    "section_identifier",
    "write_document",
]
