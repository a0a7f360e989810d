"""Two goals of a plan have the same title.

What it finds:
    Goals with the same title, whatever the width of their brackets and letters.

Why it matters:
    Then KPIs cannot be told apart by the goal that they serve, and one goal looks like two.

Example:
    Goals 2 and 4 are both called 「健全財政」

Instead:
    Merge them, or say in each title what it alone is about.

When it is right anyway:
    Never within one plan.

Basis:
    The form of the annual plan (年度施政計畫): section 壹 lists each goal once.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.figures import fold_width
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every goal whose title an earlier one has."""
    first: dict[str, int] = {}
    for goal in subject.plan.goals:
        title = fold_width(goal.title).replace(" ", "")
        if title in first:
            facts = {"no": str(goal.no), "other": str(first[title]), "title": goal.title}
            yield Fault(subject.goal_id(goal), "title", facts)
        first.setdefault(title, goal.no)


RULE = PlanRule(
    code="GK107",
    name="duplicate-goal-title",
    level=Level.WARNING,
    title=Words("施政目標名稱重複", "Two goals have the same title"),
    sentence=Words(
        "施政目標 {no} 與施政目標 {other} 同名：「{title}」",
        "goal {no} has the same title as goal {other}: 「{title}」",
    ),
    chinese=Explanation(
        finds="同一計畫內名稱相同的施政目標。",
        matters="指標無法依目標區分，一個目標看起來像兩個。",
        instead="合併，或在名稱中寫出各自的重點。",
    ),
    check=check,
)
