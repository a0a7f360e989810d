"""A document as it was read, with the findings and the places beside each element."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from guankao.documents import (
    Goal,
    Indicator,
    Plan,
    Project,
    goal_identifier,
    indicator_identifier,
    project_identifier,
)
from guankao.rules import Finding


@dataclass(frozen=True)
class Reviewed:
    """One element: its name in the address, what is wrong with it and where it stood."""

    element: str
    identifier: str
    thing: Goal | Indicator | Project | None
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


def _place(identifier: str, places: Mapping[str, Mapping[str, int]]) -> Mapping[str, int]:
    """Where the element stood; its first field stands for it where it has no place of its own."""
    for name in ("", "name", "title"):
        if place := places.get(f"{identifier}#{name}"):
            return place
    return {}
