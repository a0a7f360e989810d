"""GK5: what changed since last year's plan."""

from typing import Final

from guankao.rules.continuity import (
    definition_changed,
    goal_dropped,
    history_rewritten,
    kpi_dropped,
    kpi_renamed,
    target_lowered,
)
from guankao.rules.rule import PlanRule

RULES: Final[tuple[PlanRule, ...]] = (
    definition_changed.RULE,
    target_lowered.RULE,
    kpi_dropped.RULE,
    kpi_renamed.RULE,
    goal_dropped.RULE,
    history_rewritten.RULE,
)
