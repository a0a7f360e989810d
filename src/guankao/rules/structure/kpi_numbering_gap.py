"""The KPIs of a goal are not numbered one after the other.

What it finds:
    KPIs under one goal whose numbers do not run 1, 2, 3 … in the order of the table, and two KPIs
    with one number.

Why it matters:
    Reports and last year's results point to a KPI by its number. A gap looks like a KPI that was
    taken out.

Example:
    KPIs 2-1, 2-2 and 2-4

Instead:
    KPIs 2-1, 2-2 and 2-3

When it is right anyway:
    When the plan is an excerpt of a longer one and says so.

Basis:
    The form of the annual plan (年度施政計畫), whose column of KPIs carries a running number
    under each goal.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """The first KPI of each goal that does not carry the number of its place."""
    for goal in subject.plan.goals:
        own = [one for one in subject.plan.indicators if one.goal == goal.key]
        for number, indicator in enumerate(own, start=1):
            if indicator.no != number:
                facts = {"number": str(indicator.no), "expected": str(number)}
                yield Fault(subject.indicator_id(indicator), "no", facts)
                break  # all that follow would be off by the same step


RULE = PlanRule(
    code="GK102",
    name="kpi-numbering-gap",
    level=Level.WARNING,
    title=Words("指標編號不連續", "The KPIs of a goal are not numbered one after the other"),
    sentence=Words(
        "此處應為該目標第 {expected} 項指標，卻編為第 {number} 項",
        "this should be KPI {expected} of its goal, and is numbered {number}",
    ),
    chinese=Explanation(
        finds="同一施政目標之下，指標未依序為 1、2、3……：缺號、順序不對或重號。",
        matters="填報與去年成果都以編號指稱指標；缺號看起來像是刪除了一項。",
        instead="依序重新編號。",
    ),
    check=check,
    needs_whole_plan=True,
)
