"""The goals of a plan are not numbered one after the other.

What it finds:
    Goals whose numbers do not run 1, 2, 3 … in the order of the list: a number is left out, or
    stands in the wrong place.

Why it matters:
    Everything else in the plan points to a goal by its number: KPIs, reports and last year's
    results. A gap makes a reader look for the goal that is missing.

Example:
    一、二、四

Instead:
    一、二、三

When it is right anyway:
    When the plan is an excerpt of a longer one and says so.

Basis:
    The form of the annual plan (年度施政計畫), whose column 施政目標項次 is a running number.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """The first goal that does not carry the number of its place."""
    for number, goal in enumerate(subject.plan.goals, start=1):
        if goal.no != number:
            facts = {"number": str(goal.no), "expected": str(number)}
            yield Fault(subject.goal_id(goal), "no", facts)
            return  # all that follow would be off by the same step


RULE = PlanRule(
    code="GK101",
    name="goal-numbering-gap",
    level=Level.WARNING,
    title=Words("施政目標編號不連續", "Goals are not numbered one after the other"),
    sentence=Words(
        "此處應為第 {expected} 項施政目標，卻編為第 {number} 項",
        "this should be goal {expected}, and is numbered {number}",
    ),
    chinese=Explanation(
        finds="施政目標的項次未依序為一、二、三……：中間缺號或順序不對。",
        matters="指標、填報與去年成果都以項次指稱施政目標；缺號會讓讀者去找不存在的目標。",
        instead="依序重新編號，並檢查關鍵績效指標表的項次是否相符。",
    ),
    check=check,
    needs_whole_plan=True,
)
