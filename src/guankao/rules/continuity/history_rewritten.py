"""A value of the past is not what last year's plan said.

What it finds:
    An actual value of an earlier year that this plan and last year's plan state differently for
    one KPI.

Why it matters:
    Published figures may be corrected, but not quietly: whoever drew the old one into a chart has
    to know.

Example:
    106's plan: 104年 6,817人; 107's plan: 104年 6,871人

Instead:
    Correct the slip, or say that and why the figure was revised.

When it is right anyway:
    Revised statistics, when the remark says 修正數.

Basis:
    Comparison of two plans of one agency.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.documents.comparison.pairs import pairs
from guankao.figures import fold_width
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every value of a past year that changed."""
    if subject.previous is None:
        return
    for pair in pairs(subject.previous, subject.plan):
        earlier = {value.fiscal_year: value.value for value in pair.before.history}
        for value in pair.now.history:
            before = earlier.get(value.fiscal_year, value.value)
            if fold_width(before).replace(",", "") != fold_width(value.value).replace(",", ""):
                facts = {
                    "at": str(value.fiscal_year),
                    "year": str(subject.previous.fiscal_year),
                    "before": before,
                    "now": value.value,
                }
                yield Fault(subject.indicator_id(pair.now), "history", facts)


RULE = PlanRule(
    code="GK506",
    name="history-rewritten",
    level=Level.WARNING,
    title=Words("過去實績前後不一", "A past value was changed"),
    sentence=Words(
        "{at} 年實際值：{year} 年度計畫寫「{before}」，本年度寫「{now}」",
        "actual value of {at}: 「{before}」 in the plan of {year}, 「{now}」 in this one",
    ),
    chinese=Explanation(
        finds="同一指標同一年度的實際值，今年計畫與去年計畫所寫不同。",
        matters="已公布的數字可以更正，但不能悄悄更正。",
        instead="更正誤植，或註明修正及其原因。",
    ),
    check=check,
)
