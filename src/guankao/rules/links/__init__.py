"""GK4: how KPIs, projects and their categories hang together."""

from typing import Final

from guankao.rules.links import (
    budget_stands_for_result,
    few_outcome_kpis,
    goal_without_project,
    kpi_carries_everything,
    kpi_without_project,
    linkage_without_project,
    no_medium_term_plan,
    obvious_link_missing,
    project_outside_linkage,
    project_without_kpi,
)
from guankao.rules.rule import PlanRule

RULES: Final[tuple[PlanRule, ...]] = (
    project_without_kpi.RULE,
    kpi_without_project.RULE,
    kpi_carries_everything.RULE,
    linkage_without_project.RULE,
    project_outside_linkage.RULE,
    few_outcome_kpis.RULE,
    no_medium_term_plan.RULE,
    goal_without_project.RULE,
    obvious_link_missing.RULE,
    budget_stands_for_result.RULE,
)
