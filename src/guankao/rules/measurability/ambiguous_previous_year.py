"""前年度 means last year to one reader and the year before last to another.

What it finds:
    前年度 or 前年 without a number in a standard that compares.

Why it matters:
    The two readings differ by a year, and the result with them.

Example:
    案件數較前年度減少5%

Instead:
    案件數較前一年度減少5%

When it is right anyway:
    Never.

Basis:
    In common use 前年 is the year before last; in budgets 前年度 is often the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_AMBIGUOUS: Final = re.compile(r"(?<![以目當\d一二兩三四五六])前年(?:度|底)?(?!\d)")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Standards that compare with 前年度."""
    for indicator in subject.plan.indicators:
        found = _AMBIGUOUS.search(indicator.standard)
        if found:
            yield Fault(subject.indicator_id(indicator), "standard", {}, found[0])


RULE = PlanRule(
    code="GK223",
    name="ambiguous-previous-year",
    level=Level.WARNING,
    title=Words(
        "「前年度」語意不明",
        "An ambiguous word for the previous year",
    ),
    sentence=Words(
        "「前年度」可以是前一年度，也可以是兩年前，請改寫為「前一年度」或年份",
        "「前年度」 may be last year or the year before last; write 「前一年度」 or the year",
    ),
    chinese=Explanation(
        finds=("衡量標準以「前年度」或「前年」為比較基準，沒有寫「前一」或年份。"),
        matters=("口語的前年是兩年前，公文裡的前年度常指去年，差一年，結果就不同。"),
        instead=("改寫為「前一年度」或「106年度」。"),
    ),
    check=check,
)
