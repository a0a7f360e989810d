"""A KPI of last year is gone.

What it finds:
    A KPI of last year's plan that no KPI of this year's is like, neither by name nor by standard.

Why it matters:
    What is no longer measured was perhaps going badly. The public cannot ask what became of it.

Example:
    106: KPI 「縮短審理日數」; 107: no such KPI

Instead:
    Keep it, or say in the plan why it ended and with what result.

When it is right anyway:
    A task that is finished, or was handed to another agency.

Basis:
    Comparison of two plans of one agency.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.documents.comparison.pairs import pairs
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every KPI of last year without a successor."""
    if subject.previous is None:
        return
    kept = {pair.before.key for pair in pairs(subject.previous, subject.plan)}
    for indicator in subject.previous.indicators:
        if indicator.key not in kept:
            facts = {
                "key": indicator.key,
                "name": indicator.name,
                "year": str(subject.previous.fiscal_year),
            }
            yield Fault(subject.plan.identifier, "indicators", facts)


RULE = PlanRule(
    code="GK503",
    name="kpi-dropped",
    level=Level.WARNING,
    title=Words("指標刪除", "A KPI of last year is gone"),
    sentence=Words(
        "{year} 年度的指標 {key}「{name}」在本年度計畫中沒有對應的指標",
        "KPI {key} 「{name}」 of {year} has no successor in this plan",
    ),
    chinese=Explanation(
        finds="去年有、今年依名稱與衡量標準都找不到對應的指標。",
        matters="不再衡量的，也許正是表現不佳的；外界無從追問結果。",
        instead="保留，或於計畫書說明停列原因與結果。",
    ),
    check=check,
    needs_whole_plan=True,
)
