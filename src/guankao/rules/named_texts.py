"""The names and other texts of a plan, with their places: what several rules look through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guankao.documents import Plan, goal_identifier, indicator_identifier, project_identifier
from guankao.rules.findings import Words

GOAL = Words("施政目標", "goal")
KPI = Words("指標", "KPI")
WORK_PLAN = Words("工作計畫", "work plan")
PROJECT = Words("重要計畫項目", "project")


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text of the plan and where it stands."""

    element: str
    field: str
    text: str
    what: Words


def names(plan: Plan) -> Iterator[NamedText]:
    """Every title of a goal, name of a KPI, work plan (once) and title of a project."""
    year, agency = plan.fiscal_year, plan.agency
    for goal in plan.goals:
        yield NamedText(goal_identifier(year, agency, goal.key), "title", goal.title, GOAL)
    for indicator in plan.indicators:
        element = indicator_identifier(year, agency, indicator.key)
        yield NamedText(element, "name", indicator.name, KPI)
    work_plans: set[str] = set()
    for project in plan.projects:
        element = project_identifier(year, agency, project.key)
        if project.work_plan not in work_plans:
            work_plans.add(project.work_plan)
            yield NamedText(element, "work_plan", project.work_plan, WORK_PLAN)
        yield NamedText(element, "title", project.title, PROJECT)


def other_texts(plan: Plan) -> Iterator[NamedText]:
    """Strategies and contents, and what a KPI says of itself beside its name."""
    year, agency = plan.fiscal_year, plan.agency
    for goal in plan.goals:
        element = goal_identifier(year, agency, goal.key)
        for strategy in goal.strategies:
            yield NamedText(element, "strategies", strategy.text, GOAL)
    for project in plan.projects:
        element = project_identifier(year, agency, project.key)
        for item in project.contents:
            yield NamedText(element, "contents", item, PROJECT)
    for indicator in plan.indicators:
        element = indicator_identifier(year, agency, indicator.key)
        fields = {
            "standard": indicator.standard,
            "standard_remark": indicator.standard_remark,
            "target": indicator.target,
            "note": indicator.note,
        }
        for field, text in fields.items():
            if text is not None:
                yield NamedText(element, field, text, KPI)
