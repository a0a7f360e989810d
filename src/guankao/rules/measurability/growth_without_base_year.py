"""A growth or a reduction that does not say against which year.

What it finds:
    成長率, 增加比率, 減少比率 and the like in a standard that names no earlier year, base or
    comparison.

Why it matters:
    Against last year, against the mean of three years and against the year of the plan are three
    different results.

Example:
    參與團體數成長率

Instead:
    （本年度參與團體數－前一年度參與團體數）÷前一年度參與團體數×100%

When it is right anyway:
    When the name of the KPI says the base; then repeat it in the standard.

Basis:
    Definition of a growth rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.periods import names_base
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_GROWTH: Final = re.compile(
    r"[^,。;:、()（）【】+＋×÷/\d]{0,12}(?:(?:成長|增加|減少|下降)(?:比率|率|比例|幅度)|[升降]幅)"
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Standards with a growth and no base."""
    for indicator in subject.plan.indicators:
        text = fold(indicator.standard)
        found = _GROWTH.search(text)
        if found and not names_base(text) and not names_base(fold(indicator.name)):
            facts = {"growth": found[0]}
            quote = indicator.standard[found.start() : found.end()]
            yield Fault(subject.indicator_id(indicator), "standard", facts, quote)


RULE = PlanRule(
    code="GK221",
    name="growth-without-base-year",
    level=Level.WARNING,
    title=Words(
        "成長率未說明與哪一年比較",
        "A growth rate without a base year",
    ),
    sentence=Words(
        "「{growth}」沒有說明與哪一年（或哪個基準）比較",
        '"{growth}" does not say against which year or base',
    ),
    chinese=Explanation(
        finds=("衡量標準有成長率、增加比率、減少比率等用語，卻沒有前一年、基期或「較…」等字。"),
        matters=("與去年比、與三年平均比、與計畫首年比，是三種不同的結果。"),
        instead=("寫明基期，並寫成（本年度－基期）÷基期×100%。"),
    ),
    check=check,
)
