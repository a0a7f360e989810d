"""The numbered items under a total name figures that do not make it.

What it finds:
    A total in front of a numbered list in which every item names a figure in its unit, where
    neither these figures nor any of their sums make the total.

Why it matters:
    Either an item counts more than it says, or the total is wrong.

Example:
    共計20案：1. 甲部6案。2. 乙部4案。3. 丙部7案。

Instead:
    共計17案：1. 甲部6案。2. 乙部4案。3. 丙部7案。

When it is right anyway:
    When an item tells of more deeds than it numbers.

Basis:
    Addition.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.heads import heads_of_items, total_before_items
from guankao.rules.reports.prose import prose, quoted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Totals over lists whose figures make another sum."""
    for measure in subject.plan.measures:
        report = measure.report or ""
        text = prose(report)
        for total in total_before_items(text):
            parts = heads_of_items(text, total.unit, every=True)
            whole = sum((part.value for part in parts), Decimal(0))
            if len(parts) > 1 and whole != total.value:
                working = f"{'＋'.join(f'{part.value:,f}' for part in parts)}＝{whole:,f}"
                facts = {"total": str(total), "working": working}
                quote = quoted(report, total.start, total.end)
                yield Fault(subject.measure_id(measure), "report", facts, quote)


RULE = ActionPlanRule(
    code="GK626",
    name="items-do-not-make-total",
    level=Level.NOTE,
    title=Words(
        "分項數字與總數不合",
        "The items do not make the total above them",
    ),
    sentence=Words(
        "總數寫 {total}，以下各項的數字是 {working}",
        "the total is {total}; the figures of the items below it are {working}",
    ),
    chinese=Explanation(
        finds=("總數之後條列各項，每項都有同單位的數字，相加不等於總數。"),
        matters=("不是有一項少寫，就是總數有誤。"),
        instead=("每一項寫明計入總數的數字。"),
    ),
    check=check,
)
