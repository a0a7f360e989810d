"""A rate rests on a denominator that the report only assumes.

What it finds:
    若以 or 如以 with 計, 統計 or a number, before a percentage.

Why it matters:
    Whoever may choose the denominator chooses the rate.

Example:
    檢討 30 件，若以裁罰 50 件統計，比率為 60%

Instead:
    The denominator in the target itself

When it is right anyway:
    When the target states the same base.

Basis:
    Definition of a share: its denominator is fixed before the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import prose, quoted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_ASSUMED: Final = re.compile(r"[若如]以[^。;]{2,40}?\d[^。;]{0,30}?%")


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Percentages behind an assumption."""
    for measure in subject.plan.measures:
        report = measure.report or ""
        found = _ASSUMED.search(prose(report))
        if found:
            words = quoted(report, *found.span())
            yield Fault(subject.measure_id(measure), "report", {"words": words}, words)


RULE = ActionPlanRule(
    code="GK616",
    name="assumed-base",
    level=Level.NOTE,
    title=Words(
        "比率的分母出於假設",
        "A rate on an assumed base",
    ),
    sentence=Words(
        "「{words}」：分母以假設提出，分子未必是它的一部分",
        '"{words}": the base is only assumed, and the numerator need not be a part of it',
    ),
    chinese=Explanation(
        finds=("百分比之前有「若以」「如以」的分母。"),
        matters=("可以選分母的人，就可以選比率。"),
        instead=("在目標值寫明分母。"),
    ),
    check=check,
)
