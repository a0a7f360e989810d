"""An average or a number for each item, without the sum and the number of items.

What it finds:
    平均, 每則, 每件 or 每人 in a standard without arithmetic.

Why it matters:
    The mean of twelve monthly means is not the mean of the year; every item above 1,500 is not the
    same as 1,500 on average.

Example:
    新聞稿每則點閱數

Instead:
    新聞稿總點閱數÷新聞稿則數

When it is right anyway:
    When the average is published by another office (年平均濃度).

Basis:
    Ratio of sums, never the mean of means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures.formulas import RefusalCode, RefusedFormula
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import clause_before, fold, without_remarks
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_AVERAGE: Final = re.compile(
    r"[^,。;:]*?(?:平均(?!地權)|每[則件人案場戶次站](?=[^\d]))[^,。;:\d]{0,12}"
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Averages without arithmetic."""
    for indicator in subject.plan.indicators:
        refused = subject.formulas[indicator.key]
        if not isinstance(refused, RefusedFormula) or refused.code is not RefusalCode.NO_ARITHMETIC:
            continue
        found = _AVERAGE.search(without_remarks(fold(indicator.standard)))
        if found:
            facts = {"average": clause_before(found[0], len(found[0]))}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK243",
    name="average-without-parts",
    level=Level.NOTE,
    title=Words(
        "平均數未說明如何平均",
        "An average that does not say of what",
    ),
    sentence=Words(
        "「{average}」沒有說明由哪些數相加、除以多少",
        '"{average}" does not say what is added, and by what it is divided',
    ),
    chinese=Explanation(
        finds=("衡量標準有「平均」「每則」「每件」「每人」，沒有算式。"),
        matters=("十二個月平均的平均，不是全年平均；每則都達到，與平均達到也不同。"),
        instead=("寫成總和÷個數。"),
    ),
    check=check,
)
