"""The target is one figure, and the report gives parts without their total.

What it finds:
    A target with one figure, and two or more figures in its unit in different items of the report,
    without 共計, 合計 or 總計 and none of them the sum.

Why it matters:
    The reader has to add, and may add what overlaps.

Example:
    target 50場; report 1. 東區 30 場。2. 西區 25 場。

Instead:
    合計 55 場（東區 30 場、西區 25 場）

When it is right anyway:
    When each part has its own target in the report.

Basis:
    The result is stated for the target.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.heads import has_overall_total, heads_of_items
from guankao.rules.reports.prose import prose
from guankao.rules.reports.results import wanted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_BEYOND = 20
"""A figure so many times the target is of something else."""


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Measures with one target whose report leaves the addition to the reader."""
    for measure in subject.plan.measures:
        asked = list(wanted(measure))
        if len(asked) != 1 or len(measure.targets) != 1:
            continue
        text = prose(measure.report or "")
        parts = heads_of_items(text, asked[0].unit)
        whole = sum((part.value for part in parts), Decimal(0))
        if len(parts) < 2 or has_overall_total(text, parts):
            continue
        if any(part.value > _BEYOND * asked[0].value for part in parts):
            continue
        working = f"{'＋'.join(f'{part.value:,f}' for part in parts)}＝{whole:,f}"
        facts = {"target": str(asked[0]), "working": working}
        yield Fault(subject.measure_id(measure), "report", facts)


RULE = ActionPlanRule(
    code="GK615",
    name="total-not-stated",
    level=Level.NOTE,
    title=Words(
        "未填報總數",
        "The total is not stated",
    ),
    sentence=Words(
        "目標是 {target}，報告只分別列出 {working}，沒有總數",
        "the target is {target}; the report gives {working}, and no total",
    ),
    chinese=Explanation(
        finds=("目標只有一個數字，報告分項列出兩個以上同單位的數，沒有「合計」「共計」。"),
        matters=("讀者得自己加，也可能把重複的加進去。"),
        instead=("先寫總數，再分項說明。"),
    ),
    check=check,
)
