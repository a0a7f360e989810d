"""A goal of last year is gone.

What it finds:
    A goal of last year's plan that no goal of this year's is like by its title.

Why it matters:
    A goal stands for years; when it goes, its KPIs and projects lose their reason.

Example:
    106: goal 「健全司法保護」; 107: no such goal

Instead:
    Say in the plan which goal takes its place.

When it is right anyway:
    After a change of government or of the agency's tasks.

Basis:
    Comparison of two plans of one agency.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.documents.comparison.pairs import dropped_goals
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every goal of last year without a successor."""
    if subject.previous is None:
        return
    for goal in dropped_goals(subject.previous, subject.plan):
        facts = {
            "no": str(goal.no),
            "title": goal.title,
            "year": str(subject.previous.fiscal_year),
        }
        yield Fault(subject.plan.identifier, "goals", facts)


RULE = PlanRule(
    code="GK505",
    name="goal-dropped",
    level=Level.NOTE,
    title=Words("施政目標刪除", "A goal of last year is gone"),
    sentence=Words(
        "{year} 年度的施政目標 {no}「{title}」在本年度計畫中沒有對應的目標",
        "goal {no} 「{title}」 of {year} has no successor in this plan",
    ),
    chinese=Explanation(
        finds="去年有、今年依名稱找不到對應的施政目標。",
        matters="施政目標是多年的承諾，刪除後其指標與計畫失去依據。",
        instead="於計畫書說明由哪一項目標承接。",
    ),
    check=check,
    needs_whole_plan=True,
)
