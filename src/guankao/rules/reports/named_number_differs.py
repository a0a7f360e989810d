"""Target and report number the same things differently.

What it finds:
    六大…, 五大… and the like in the target or indicator, and the same words behind another number
    in the report.

Why it matters:
    Either the scope changed during the year, or one of the two is wrong.

Example:
    target 五大重點產業; report 六大重點產業

Instead:
    The same number in both, or a word on the change

When it is right anyway:
    When the report says why one was added.

Basis:
    The report answers the target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import prose, quoted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_NUMBERED: Final = re.compile(r"([二三四五六七八九十]{1,2})大([^\W\d「」]{4,8})")
_SHARED: Final = 4
"""Characters behind the number that make it the same thing."""


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Things that are numbered in two ways."""
    for measure in subject.plan.measures:
        asked = {
            found[2][:_SHARED]: found
            for text in (*measure.indicators, *(target.text for target in measure.targets))
            for found in _NUMBERED.finditer(prose(text))
        }
        report = measure.report or ""
        for found in _NUMBERED.finditer(prose(report)):
            other = asked.get(found[2][:_SHARED])
            if other and other[1] != found[1]:
                told = quoted(report, *found.span())
                facts = {"asked": other[0], "told": told}
                yield Fault(subject.measure_id(measure), "report", facts, told)
                break


RULE = ActionPlanRule(
    code="GK627",
    name="named-number-differs",
    level=Level.WARNING,
    title=Words(
        "目標與報告對同一事項的數目不同",
        "Target and report number one thing differently",
    ),
    sentence=Words(
        "目標寫「{asked}」，報告寫「{told}」",
        'the target says "{asked}", the report "{told}"',
    ),
    chinese=Explanation(
        finds=("目標或指標寫「五大某某」，報告寫「六大某某」。"),
        matters=("不是範圍在年中改變，就是有一處寫錯。"),
        instead=("統一數目，或說明為何增減。"),
    ),
    check=check,
)
