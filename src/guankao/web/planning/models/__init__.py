from guankao.web.planning.models.drafts import (
    Comment,
    Draft,
    DraftAnswer,
    Mention,
    PlanStep,
    PlanVersion,
    Waiver,
)
from guankao.web.planning.models.guidelines import Clause, Guidelines, Section
from guankao.web.planning.models.indicators import HistoryValue, Indicator, YearTarget
from guankao.web.planning.models.plans import Answer, Goal, Plan, Strategy
from guankao.web.planning.models.projects import (
    Milestone,
    PlannedProgress,
    Project,
    ProjectIndicator,
)
from guankao.web.planning.models.published import PublishedVersion

__all__ = [
    "Answer",
    "Clause",
    "Comment",
    "Draft",
    "DraftAnswer",
    "Goal",
    "Guidelines",
    "HistoryValue",
    "Indicator",
    "Mention",
    "Milestone",
    "Plan",
    "PlanStep",
    "PlanVersion",
    "PlannedProgress",
    "Project",
    "ProjectIndicator",
    "PublishedVersion",
    "Section",
    "Strategy",
    "Waiver",
    "YearTarget",
]
