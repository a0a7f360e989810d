"""A document as it was read, with the findings and the places beside each element."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from guankao.documents import (
    ActionPlan,
    ActionPlanStrategy,
    Goal,
    Indicator,
    Measure,
    Plan,
    Project,
    goal_identifier,
    indicator_identifier,
    measure_identifier,
    project_identifier,
)
from guankao.rules import Finding


@dataclass(frozen=True)
class Reviewed:
    """One element: its name in the address, what is wrong with it and where it stood."""

    element: str
    identifier: str
    thing: Goal | Indicator | Project | Measure | None
    findings: Sequence[Finding]
    place: Mapping[str, int]
    links: Sequence[Indicator] = ()


@dataclass(frozen=True)
class GoalReview:
    """A goal with its KPIs."""

    goal: Reviewed
    indicators: Sequence[Reviewed]


@dataclass(frozen=True)
class PlanReview:
    """A plan, element by element."""

    plan: Plan
    whole: Sequence[Finding]
    goals: Sequence[GoalReview]
    projects: Sequence[Reviewed]
    levels: Mapping[str, int] = field(default_factory=dict)

    def at(self, element: str) -> Reviewed | None:
        """The element of this name, such as kpi/1-2; None for the plan itself and a new one."""
        of_goals = (one for goal in self.goals for one in (goal.goal, *goal.indicators))
        return next((one for one in (*of_goals, *self.projects) if one.element == element), None)


def review_of(
    plan: Plan, findings: Sequence[Finding], places: Mapping[str, Mapping[str, int]]
) -> PlanReview:
    """Put findings and places beside the elements that they speak of."""
    of_element: dict[str, list[Finding]] = defaultdict(list)
    levels: dict[str, int] = {"error": 0, "warning": 0, "note": 0}
    for finding in findings:
        of_element[finding.element].append(finding)
        levels[finding.level.value] += 1
    year, agency = plan.fiscal_year, plan.agency
    by_key = {one.key: one for one in plan.indicators}

    def reviewed(element: str, identifier: str, thing: Goal | Indicator | Project) -> Reviewed:
        links = [by_key[key] for key in thing.indicators] if isinstance(thing, Project) else []
        return Reviewed(
            element,
            identifier,
            thing,
            of_element.pop(identifier, []),
            _place(identifier, places),
            links,
        )

    goals = [
        GoalReview(
            reviewed(f"goal/{goal.key}", goal_identifier(year, agency, goal.key), goal),
            [
                reviewed(f"kpi/{one.key}", indicator_identifier(year, agency, one.key), one)
                for one in plan.indicators
                if one.goal == goal.key
            ],
        )
        for goal in plan.goals
    ]
    projects = [
        reviewed(f"project/{one.key}", project_identifier(year, agency, one.key), one)
        for one in plan.projects
    ]
    # What is left speaks of the plan itself.
    whole = [finding for found in of_element.values() for finding in found]
    return PlanReview(plan, whole, goals, projects, levels)


@dataclass(frozen=True)
class StrategyReview:
    """A strategy of an action plan with its measures."""

    strategy: ActionPlanStrategy
    measures: Sequence[Reviewed]


@dataclass(frozen=True)
class MeasuresReview:
    """An action plan, measure by measure."""

    whole: Sequence[Finding]
    strategies: Sequence[StrategyReview]


def review_of_measures(
    plan: ActionPlan, findings: Sequence[Finding], places: Mapping[str, Mapping[str, int]]
) -> MeasuresReview:
    """Put findings and places beside the measures that they speak of."""
    of_element: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        of_element[finding.element].append(finding)

    def reviewed(measure: Measure) -> Reviewed:
        name = measure_identifier(plan.fiscal_year, plan.code, measure.key)
        found = of_element.pop(name, [])
        return Reviewed(f"measure/{measure.key}", name, measure, found, _place(name, places))

    strategies = [
        StrategyReview(
            strategy, [reviewed(one) for one in plan.measures if one.strategy_no == strategy.no]
        )
        for strategy in plan.strategies
    ]
    whole = [finding for found in of_element.values() for finding in found]
    return MeasuresReview(whole, strategies)


def _place(identifier: str, places: Mapping[str, Mapping[str, int]]) -> Mapping[str, int]:
    """Where the element stood; its first field stands for it where it has no place of its own."""
    for name in ("", "name", "title", "text"):
        if place := places.get(f"{identifier}#{name}"):
            return place
    return {}
