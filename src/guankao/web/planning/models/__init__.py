from guankao.web.planning.models.drafts import (
    Comment,
    Draft,
    DraftAnswer,
    PlanStep,
    PlanVersion,
    Waiver,
)
from guankao.web.planning.models.guidelines import Clause, Guidelines, Section
from guankao.web.planning.models.indicators import HistoryValue, Indicator
from guankao.web.planning.models.plans import Answer, Goal, Plan, Strategy
from guankao.web.planning.models.projects import Project, ProjectIndicator

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
    "Plan",
    "PlanStep",
    "PlanVersion",
    "Project",
    "ProjectIndicator",
    "Section",
    "Strategy",
    "Waiver",
]
