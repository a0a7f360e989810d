"""One thing is counted twice, with two results.

What it finds:
    A number with its unit and a second number with another unit in brackets right behind it, of
    nearly the same size.

Why it matters:
    A total over several agencies adds one of them as cases and another as pieces.

Example:
    審議 200 案（206 件）

Instead:
    One of the two, the same throughout the report

When it is right anyway:
    When the report says which of the two its totals use.

Basis:
    A figure has one unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import figures, prose, quoted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_NEARLY: Final = Decimal("1.2")
"""Two counts of one thing differ by less than a fifth."""


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Pairs of figures, the second in brackets, that count one thing differently."""
    for measure in subject.plan.measures:
        report = measure.report or ""
        text = prose(report)
        found = figures(text)
        for one, other in pairwise(found):
            if not re.fullmatch(r"\s*\(\s*", text[one.end : other.start]):
                continue
            if text[other.end : other.end + 1] != ")" or one.unit == other.unit:
                continue
            small, large = sorted((one.value, other.value))
            if small != large and small and large / small < _NEARLY:
                figure = quoted(report, one.start, other.end + 1)
                facts = {"figure": figure, "gap": f"{large - small:,f}"}
                yield Fault(subject.measure_id(measure), "report", facts, figure)


RULE = ActionPlanRule(
    code="GK614",
    name="two-counts-of-one-thing",
    level=Level.NOTE,
    title=Words(
        "同一事項有兩個計數",
        "One thing with two counts",
    ),
    sentence=Words(
        "「{figure}」同一事項以兩種單位計，數目不同（差 {gap}），總數用哪一個會影響結果",
        '"{figure}" counts one thing in two units with two results ({gap} apart): a total '
        "depends on the choice",
    ),
    chinese=Explanation(
        finds=("數字後的括號內是同一事項以另一單位計的數，兩者接近但不同。"),
        matters=("加總時有的用案、有的用件，結果不同。"),
        instead=("全文統一用一種單位。"),
    ),
    check=check,
)
