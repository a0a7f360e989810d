"""A project is called like a KPI or goal and is not linked to it.

What it finds:
    A project without any KPI whose title is nearly the name of a KPI, or the title of a goal that
    has KPIs.

Why it matters:
    The link was forgotten, and the KPI or goal looks as if nobody worked on it.

Example:
    Project 「落實文書簡化作業」 with an empty link; goal 8 is called 「落實文書簡化作業」

Instead:
    Fill in the KPI in the column 與KPI關聯.

When it is right anyway:
    Where the likeness of names is chance.

Basis:
    The column 與KPI關聯 of the form of the annual plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz

from guankao.rules.findings import Fact, Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

ALIKE: Final = 70
"""Percent of characters in common, by the normalised similarity of rapidfuzz."""


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every project without a link whose title names one."""
    named = [(Words("指標", "KPI"), one.name) for one in subject.plan.indicators]
    measured = {one.goal for one in subject.plan.indicators}
    goals = [goal for goal in subject.plan.goals if goal.key in measured]
    named += [(Words("施政目標", "goal"), goal.title) for goal in goals]
    for project in subject.plan.projects:
        if project.indicators:
            continue
        for what, name in named:
            likeness = round(fuzz.ratio(project.title, name))
            if likeness >= ALIKE:
                facts: dict[str, Fact] = {
                    "title": project.title,
                    "what": what,
                    "name": name,
                    "likeness": str(likeness),
                }
                yield Fault(subject.project_id(project), "indicators", facts)
                break


RULE = PlanRule(
    code="GK409",
    name="obvious-link-missing",
    level=Level.NOTE,
    title=Words(
        "計畫名稱與指標或目標相同卻未連結", "A project named like a KPI or goal is not linked to it"
    ),
    sentence=Words(
        "重要計畫項目「{title}」與{what}「{name}」名稱相近（{likeness}%），卻未填與KPI關聯",
        "project 「{title}」 is called like {what} 「{name}」 ({likeness}% alike) and names no KPI",
    ),
    chinese=Explanation(
        finds="名稱與某項指標或施政目標幾乎相同、卻未連結任何指標的重要計畫項目。",
        matters="多半是漏填，使該指標或目標看似無人推動。",
        instead="於「與KPI關聯」欄補填該指標。",
    ),
    check=check,
)
