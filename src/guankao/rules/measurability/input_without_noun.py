"""An input of the formula is only a period, without the thing that is counted.

What it finds:
    A quotient in which a name ends after 本年度, 當年 or the like.

Why it matters:
    It has to be guessed from the rest, and the guess is not written anywhere.

Example:
    本年度÷前2年度平均件數

Instead:
    本年度件數÷前2年度平均件數

When it is right anyway:
    Never.

Basis:
    The form of the annual plan: the column 衡量標準 states how the KPI is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_ONLY_PERIOD: Final = re.compile(
    r"(?:.*[:：])?(?:[本當各每]年?度?|去年|上年度?|前\d?年度?|當期|本期)"
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Inputs that are only a period."""
    for indicator, formula in subject.with_formulas():
        for item in formula.inputs:
            if _ONLY_PERIOD.fullmatch(fold(item.name)):
                yield Fault(subject.indicator_id(indicator), "standard", {"name": item.name})
                break


RULE = PlanRule(
    code="GK235",
    name="input-without-noun",
    level=Level.WARNING,
    title=Words(
        "算式的項目只有期間，沒有名稱",
        "An input of the formula has no noun",
    ),
    sentence=Words(
        "算式的「{name}」只有期間，沒有說明是什麼的數",
        '"{name}" in the formula is only a period, and does not say of what',
    ),
    chinese=Explanation(
        finds=("算式的某一項只寫「本年度」「當年」，沒有名詞。"),
        matters=("只能從別處猜，而猜測沒有寫下來。"),
        instead=("補上名詞，例如「本年度件數」。"),
    ),
    check=check,
)
