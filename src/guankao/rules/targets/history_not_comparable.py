"""A value of an earlier year cannot be held against the target.

What it finds:
    A value of an earlier year in words, or in a unit that does not convert to that of the target.

Why it matters:
    The history is there so that the target can be judged; in another unit it only looks as if it
    were.

Example:
    目標值「11日」; actual value of 105: 「截止日後約半個月」

Instead:
    State past values in the unit of the target.

When it is right anyway:
    After a change of the definition, when the remark says so.

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
    """The latest value of each history that cannot be compared."""
    for indicator, _, quantity in subject.measured():
        known = [value for value, _ in past_values(indicator, quantity.unit)]
        lost = [value for value in indicator.history if value not in known]
        if lost:
            latest = max(lost, key=lambda value: value.fiscal_year)
            facts = {
                "value": latest.value,
                "year": str(latest.fiscal_year),
                "target": indicator.target,
            }
            yield Fault(subject.indicator_id(indicator), "history", facts)


RULE = PlanRule(
    code="GK310",
    name="history-not-comparable",
    level=Level.NOTE,
    title=Words("過去實績無法與目標值比較", "A past value cannot be compared with the target"),
    sentence=Words(
        "過去實績「{value}」（{year}年）無法與目標值「{target}」比較",
        "「{value}」 of {year} cannot be compared with the target 「{target}」",
    ),
    chinese=Explanation(
        finds="過去年度實際值為文字，或單位無法換算為目標值單位。",
        matters="列出歷年值是為了判斷目標值高低；單位不同就只是徒具形式。",
        instead="以目標值的單位列出歷年值。",
    ),
    check=check,
)
