"""GK3: whether the year's targets ask for something, and for how much."""

from typing import Final

from guankao.rules.rule import PlanRule
from guankao.rules.targets import (
    direction_not_written,
    history_not_comparable,
    milestone_without_stages,
    no_history,
    reachable_without_main_part,
    strategy_differs_from_target,
    target_below_own_plan,
    target_below_past_average,
    target_below_reached,
    target_beyond_full,
    target_is_the_ceiling,
    target_repeats_last_value,
)

RULES: Final[tuple[PlanRule, ...]] = (
    direction_not_written.RULE,
    target_below_reached.RULE,
    target_below_own_plan.RULE,
    target_is_the_ceiling.RULE,
    no_history.RULE,
    milestone_without_stages.RULE,
    reachable_without_main_part.RULE,
    target_below_past_average.RULE,
    target_beyond_full.RULE,
    history_not_comparable.RULE,
    target_repeats_last_value.RULE,
    strategy_differs_from_target.RULE,
)
