"""A target asks for no more than the last value.

What it finds:
    A target that is exactly the latest value of its history.

Why it matters:
    Then the year is meant to change nothing.

Example:
    目標值「85%」; actual value of 105: 85%

Instead:
    Set a target beyond the last value, or say why keeping it is an effort.

When it is right anyway:
    A value that cannot be better, such as the first rank.

Basis:
    Comparison with the actual values of past years that the plan itself states (過去年度實際值).
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject
from guankao.rules.targets.past_values import past_values


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every target that equals the latest known value."""
    for indicator, _, quantity in subject.measured():
        known = past_values(indicator, quantity.unit)
        if known and known[-1][1] == quantity.value:
            facts = {"target": indicator.target, "year": str(known[-1][0].fiscal_year)}
            yield Fault(subject.indicator_id(indicator), "target", facts)


RULE = PlanRule(
    code="GK311",
    name="target-repeats-last-value",
    level=Level.NOTE,
    title=Words("目標值與最近實績相同", "The target repeats the last value"),
    sentence=Words(
        "目標值「{target}」與 {year} 年實際值相同",
        "target 「{target}」 is the actual value of {year}",
    ),
    chinese=Explanation(
        finds="目標值恰等於最近一年的實際值。",
        matters="表示本年度不打算有任何改變。",
        instead="訂定優於最近實績的目標值，或說明維持現況的理由。",
    ),
    check=check,
)
