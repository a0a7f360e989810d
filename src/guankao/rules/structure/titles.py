"""The names and titles of a plan, with their places: what several rules look through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guankao.rules.findings import Words
from guankao.rules.subjects import PlanSubject

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


def names(subject: PlanSubject) -> Iterator[NamedText]:
    """Every title of a goal, name of a KPI, work plan (once) and title of a project."""
    for goal in subject.plan.goals:
        yield NamedText(subject.goal_id(goal), "title", goal.title, GOAL)
    for indicator in subject.plan.indicators:
        yield NamedText(subject.indicator_id(indicator), "name", indicator.name, KPI)
    work_plans: set[str] = set()
    for project in subject.plan.projects:
        element = subject.project_id(project)
        if project.work_plan not in work_plans:
            work_plans.add(project.work_plan)
            yield NamedText(element, "work_plan", project.work_plan, WORK_PLAN)
        yield NamedText(element, "title", project.title, PROJECT)


def texts(subject: PlanSubject) -> Iterator[NamedText]:
    """Every name and title, strategies and contents, and what a KPI says of itself."""
    yield from names(subject)
    for goal in subject.plan.goals:
        for strategy in goal.strategies:
            yield NamedText(subject.goal_id(goal), "strategies", strategy.text, GOAL)
    for project in subject.plan.projects:
        for item in project.contents:
            yield NamedText(subject.project_id(project), "contents", item, PROJECT)
    for indicator in subject.plan.indicators:
        element = subject.indicator_id(indicator)
        fields = {
            "standard": indicator.standard,
            "standard_remark": indicator.standard_remark,
            "target": indicator.target,
            "note": indicator.note,
        }
        for field, text in fields.items():
            if text is not None:
                yield NamedText(element, field, text, KPI)
