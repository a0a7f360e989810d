"""A sign of arithmetic stands inside a name.

What it finds:
    * or ^ between two words that together make one name, so that a multiplication would have no
    sense.

Why it matters:
    A program multiplies where the writer meant nothing.

Example:
    各站*年故障時間÷站數

Instead:
    各站年故障時間÷站數

When it is right anyway:
    Never.

Basis:
    Guankao's notation for formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_SIGN: Final = re.compile(r"(?<=[^\d\s])[*^=＊](?=[^\d\s])")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Inputs with such a sign in their names."""
    for indicator, formula in subject.with_formulas():
        for item in formula.inputs:
            found = _SIGN.search(fold(item.name))
            if found:
                facts = {"name": item.name, "sign": found[0]}
                yield Fault(subject.indicator_id(indicator), "standard", facts)
                break


RULE = PlanRule(
    code="GK239",
    name="stray-sign-in-name",
    level=Level.WARNING,
    title=Words(
        "名稱裡夾有運算符號",
        "A sign of arithmetic inside a name",
    ),
    sentence=Words(
        "「{name}」裡的「{sign}」不知是運算還是誤植",
        'the "{sign}" in "{name}" is either arithmetic or a slip',
    ),
    chinese=Explanation(
        finds=("一個名稱中間夾有「*」「^」等符號，照乘法讀沒有意義。"),
        matters=("程式會當成乘法計算。"),
        instead=("刪去符號，或寫成真正的乘法。"),
    ),
    check=check,
)
