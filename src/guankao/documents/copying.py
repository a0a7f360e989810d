"""Last year's plan as the beginning of next year's, and what in it has to change.

Keys stay, so that the same KPI is known again in both years. What is only true of last year is
taken out or moved on where that can be told, and everything else that repeats last year is pointed
at until somebody changes it. Nothing is guessed: a result that nobody stated stays missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from guankao.documents.element import Element
from guankao.documents.plan import Goal, HistoryValue, Indicator, Plan, Project

One = TypeVar("One", bound=Element)

_YEAR: Final = re.compile(r"(?<![0-9])[0-9]{2,4}(?=\s*(?:學)?年)")
_BEFORE_THE_REPUBLIC: Final = 1911


class ChangeReason(StrEnum):
    """Why something that was copied has to be looked at."""

    YEAR_IN_TEXT = "year-in-text"
    """A text names last year or the one before, as it did last year."""
    SAME_TARGET = "same-target"
    """The target is last year's."""
    RESULT_MISSING = "result-missing"
    """What was reached last year is not among the earlier values."""
    SAME_BUDGET = "same-budget"
    """The budget is last year's."""


@dataclass(frozen=True, slots=True)
class ToChange:
    """One thing to change: where it is, why, and what stands there."""

    element: str
    field: str
    reason: ChangeReason
    quote: str


def copied(plan: Plan, fiscal_year: int, results: Mapping[str, str] | None = None) -> Plan:
    """The plan as the beginning of another year's.

    Args:
        plan: the earlier year's.
        fiscal_year: the year to begin.
        results: what was reached in the earlier year, by the keys of KPIs, where it was reported.
    """
    reached = results or {}
    return Plan(
        fiscal_year=fiscal_year,
        fictional=plan.fictional,
        agency=plan.agency,
        parent_agency=plan.parent_agency,
        chapter=plan.chapter,
        introduction=plan.introduction,
        goals=tuple(_copied_goal(goal) for goal in plan.goals),
        indicators=tuple(
            _copied_indicator(one, plan.fiscal_year, fiscal_year, reached.get(one.key))
            for one in plan.indicators
        ),
        projects=tuple(
            _copied_project(one, fiscal_year - plan.fiscal_year) for one in plan.projects
        ),
    )


def what_must_change(plan: Plan, before: Plan) -> tuple[ToChange, ...]:
    """What of a plan still says what the plan of an earlier year said, and no longer can."""
    return tuple(_found(plan, before))


def _copied_goal(goal: Goal) -> Goal:
    strategies = tuple(_without_mark(one) for one in goal.strategies)
    # The guidelines of another year have other clauses: what a goal answers is confirmed anew.
    return goal.model_copy(update={"mark": None, "strategies": strategies, "answers": ()})


def _copied_indicator(
    one: Indicator, from_year: int, to_year: int, result: str | None
) -> Indicator:
    history = {past.fiscal_year: _without_mark(past) for past in one.history}
    if result:
        history[from_year] = HistoryValue(fiscal_year=from_year, value=result)
    ahead = {target.fiscal_year: target for target in one.year_targets}
    planned = ahead.get(to_year)
    return one.model_copy(
        update={
            "mark": None,
            "goal_no_in_table": None,
            "target": planned.target if planned else one.target,
            "history": tuple(history.values()),
            "year_targets": tuple(
                target for target in one.year_targets if target.fiscal_year >= to_year
            ),
            # It was a reason for last year's target.
            "weaker_target_reason": None,
        }
    )


def _copied_project(one: Project, years: int) -> Project:
    milestones = tuple(
        step.model_copy(update={"mark": None, "due": _years_later(step.due, years)})
        for step in one.milestones
    )
    return one.model_copy(update={"mark": None, "milestones": milestones})


def _years_later(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _without_mark(element: One) -> One:
    return element.model_copy(update={"mark": None})


def _found(plan: Plan, before: Plan) -> Iterator[ToChange]:
    years = _names_of({before.fiscal_year, before.fiscal_year - 1})
    for text in plan.introduction:
        if text in before.introduction:
            yield from _years_in(text, "plan", "introduction", years)
    goals = {goal.key: goal for goal in before.goals}
    for goal in plan.goals:
        if old_goal := goals.get(goal.key):
            element = f"goal/{goal.key}"
            if goal.title == old_goal.title:
                yield from _years_in(goal.title, element, "title", years)
            same = {one.text for one in old_goal.strategies}
            for strategy in goal.strategies:
                if strategy.text in same:
                    yield from _years_in(strategy.text, element, "strategies", years)
    indicators = {one.key: one for one in before.indicators}
    for one in plan.indicators:
        if old := indicators.get(one.key):
            yield from _of_indicator(one, old, before.fiscal_year, years)
    projects = {one.key: one for one in before.projects}
    for project in plan.projects:
        if old_project := projects.get(project.key):
            yield from _of_project(project, old_project, years)


def _of_indicator(
    one: Indicator, old: Indicator, year: int, years: frozenset[str]
) -> Iterator[ToChange]:
    element = f"kpi/{one.key}"
    if one.target == old.target:
        yield ToChange(element, "target", ChangeReason.SAME_TARGET, one.target)
    if all(past.fiscal_year != year for past in one.history):
        yield ToChange(element, "history", ChangeReason.RESULT_MISSING, f"{year}年：{old.target}")
    for name in ("name", "standard", "standard_remark", "note"):
        text = getattr(one, name)
        if text and text == getattr(old, name):
            yield from _years_in(text, element, name, years)


def _of_project(one: Project, old: Project, years: frozenset[str]) -> Iterator[ToChange]:
    element = f"project/{one.key}"
    if one.title == old.title:
        yield from _years_in(one.title, element, "title", years)
    for text in one.contents:
        if text in old.contents:
            yield from _years_in(text, element, "contents", years)
    if one.budget is not None and one.budget == old.budget:
        yield ToChange(element, "budget", ChangeReason.SAME_BUDGET, str(one.budget))


def _names_of(years: set[int]) -> frozenset[str]:
    """The years as a text may write them, by either calendar."""
    return frozenset(str(name) for year in years for name in (year, year + _BEFORE_THE_REPUBLIC))


def _years_in(text: str, element: str, field: str, years: frozenset[str]) -> Iterator[ToChange]:
    """One finding a text, quoting the words around the first such year."""
    for found in _YEAR.finditer(text):
        if found.group() in years:
            quote = text[max(0, found.start() - 8) : found.end() + 12].replace("\n", " ")
            yield ToChange(element, field, ChangeReason.YEAR_IN_TEXT, quote)
            return
