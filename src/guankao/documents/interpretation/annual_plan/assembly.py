"""From the parts of an annual plan, as they were found, to the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guankao.documents.identifiers import goal_identifier, plan_identifier
from guankao.documents.interpretation.annual_plan.asides import (
    Asides,
    is_fictional_notice,
    sort_asides,
)
from guankao.documents.interpretation.annual_plan.columns import INDICATOR_FORM, PROJECT_FORM
from guankao.documents.interpretation.annual_plan.goals import FoundGoal, find_goals
from guankao.documents.interpretation.annual_plan.make_indicators import make_indicators
from guankao.documents.interpretation.annual_plan.make_projects import make_projects
from guankao.documents.interpretation.annual_plan.making import Making
from guankao.documents.interpretation.annual_plan.parts import Parts, take_apart
from guankao.documents.interpretation.annual_plan.rows import find_table
from guankao.documents.interpretation.cleaning import Cleaner
from guankao.documents.interpretation.progress import Progress
from guankao.documents.interpretation.results import Interpretation
from guankao.documents.interpretation.spacing import spaces_are_habit
from guankao.documents.papers import Paper
from guankao.documents.plan import Goal, Plan, Project, Strategy

_STEPS: Final = 4


def interpret(paper: Paper, progress: Progress) -> Interpretation:
    """The annual plan that a paper holds."""
    progress(0, _STEPS)
    parts = take_apart(paper)
    cleaner = Cleaner(copied=spaces_are_habit(paper))
    making = Making(parts.agency, parts.fiscal_year, cleaner)
    making.found_goals = find_goals(parts.goals, cleaner)
    progress(1, _STEPS)
    indicators = find_table(INDICATOR_FORM, paper)
    if indicators is not None:
        making.indicators = tuple(make_indicators(making, indicators))
    making.goals = tuple(_goals(making))
    # A goal that the model refuses takes its KPIs with it; both are among the uncertain.
    kept = {goal.key for goal in making.goals}
    making.indicators = tuple(one for one in making.indicators if one.goal in kept)
    progress(2, _STEPS)
    table = find_table(PROJECT_FORM, paper)
    projects = () if table is None else tuple(make_projects(making, table))
    progress(3, _STEPS)
    for what, found in (
        ("goals of the year (年度施政目標)", making.goals),
        ("a table of KPIs (年度關鍵績效指標)", indicators),
        ("a table of projects (年度重要計畫)", table),
    ):
        if not found:
            making.account.miss(what, plan_identifier(making.fiscal_year, making.agency))
    plan = _plan(making, parts, projects)
    progress(4, _STEPS)
    return making.account.closed(() if plan is None else (plan,))


def _goals(making: Making) -> Iterator[Goal]:
    for found in making.found_goals:
        made = _goal(making, found)
        if made is not None:
            yield made


def _goal(making: Making, found: FoundGoal) -> Goal | None:
    account, key = making.account, str(found.no)
    identifier = making.identifier(goal_identifier, key)
    account.place(identifier, "title", found.mark)
    for number, strategy in enumerate(found.strategies):
        account.place(identifier, "strategies", strategy.mark)
        account.place(identifier, f"strategies[{number}]", strategy.mark)
    if not found.strategies:
        account.miss("strategies (策略)", identifier, found.mark)
    return account.build(
        lambda: Goal(
            key=key,
            no=found.no,
            title=found.title,
            strategies=tuple(Strategy(text=one.text) for one in found.strategies),
        ),
        found.title,
        found.mark,
    )


def _plan(making: Making, parts: Parts, projects: tuple[Project, ...]) -> Plan | None:
    account = making.account
    asides = sort_asides(parts.elsewhere, making.cleaner)
    introduction, fictional = _introduction(making, parts)
    _place(making, parts, asides)
    account.found.update(
        goals=len(making.goals),
        strategies=sum(len(goal.strategies) for goal in making.goals),
        indicators=len(making.indicators),
        projects=len(projects),
        links=sum(len(project.indicators) for project in projects),
    )
    return account.build(
        lambda: Plan(
            agency=making.agency,
            fiscal_year=making.fiscal_year,
            fictional=fictional or asides.fictional,
            parent_agency=asides.parent_agency,
            chapter=asides.chapter,
            introduction=introduction,
            goals=making.goals,
            indicators=making.indicators,
            projects=projects,
        ),
        making.agency,
        parts.title_mark,
    )


def _introduction(making: Making, parts: Parts) -> tuple[tuple[str, ...], bool]:
    """The paragraphs before the goals, and whether one says that the plan is made up."""
    cleaner = making.cleaner
    notices = [is_fictional_notice(paragraph.text) for paragraph in parts.introduction]
    texts = (
        cleaner.prose(cleaner.lines(paragraph.text))
        for paragraph, notice in zip(parts.introduction, notices, strict=True)
        if not notice
    )
    return tuple(text for text in texts if text), any(notices)


def _place(making: Making, parts: Parts, asides: Asides) -> None:
    identifier = plan_identifier(making.fiscal_year, making.agency)
    for name in ("agency", "fiscal_year"):
        making.account.place(identifier, name, parts.title_mark)
    for number, paragraph in enumerate(parts.introduction):
        making.account.place(identifier, f"introduction[{number}]", paragraph.mark)
    for name, mark in asides.places.items():
        making.account.place(identifier, name, mark)
    for paragraph in asides.others:
        reason = "stands beside the tables in no known place"
        making.account.doubt(paragraph.text, reason, paragraph.mark)
