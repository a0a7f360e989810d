"""A total and its parts carry different units.

What it finds:
    A total with parts behind 其中 that make exactly its number, in another unit.

Why it matters:
    The number is right, and what it is a number of is not known.

Example:
    受理 100 線，其中核准 70 件、駁回 30 件

Instead:
    受理 100 件，其中核准 70 件、駁回 30 件

When it is right anyway:
    Never.

Basis:
    Parts are of the kind of their whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import figures, prose, quoted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_LEAD: Final = re.compile(r"\s*[,;:]\s*其中")


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Totals whose parts make them in another unit."""
    for measure in subject.plan.measures:
        report = measure.report or ""
        text = prose(report)
        found = figures(text)
        for place, total in enumerate(found):
            if not _LEAD.match(text, total.end):
                continue
            stop = text.find("。", total.end)
            parts = [it for it in found[place + 1 :] if it.unit != "%" and it.start < stop]
            for number in range(2, len(parts) + 1):
                first = parts[:number]
                units = {it.unit for it in first}
                whole = sum((it.value for it in first), Decimal(0))
                if len(units) == 1 and total.unit not in units and whole == total.value:
                    facts = {
                        "total": str(total),
                        "unit": first[0].unit,
                        "working": f"{'＋'.join(f'{it.value:,f}' for it in first)}＝{whole:,f}",
                    }
                    quote = quoted(report, total.start, first[-1].end)
                    yield Fault(subject.measure_id(measure), "report", facts, quote)


RULE = ActionPlanRule(
    code="GK622",
    name="parts-in-another-unit",
    level=Level.WARNING,
    title=Words(
        "總數與各項的單位不同",
        "A total and its parts in different units",
    ),
    sentence=Words(
        "總數寫 {total}，其中各項卻以「{unit}」計（{working}），必有一處單位有誤",
        'the total is {total}, and its parts count in "{unit}" ({working}): one of the units '
        "is wrong",
    ),
    chinese=Explanation(
        finds=("「其中」各項相加恰等於總數，單位卻不同。"),
        matters=("數字對，卻不知道是什麼的數。"),
        instead=("更正單位。"),
    ),
    check=check,
)
