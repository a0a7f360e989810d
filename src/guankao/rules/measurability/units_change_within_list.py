"""A list of yearly figures changes its unit on the way.

What it finds:
    Figures joined by 、 in one list whose units differ (人 and 人次).

Why it matters:
    The steps of the list cannot be compared; a target may seem to grow fivefold.

Example:
    800人、900、950人次

Instead:
    800人次、900人次、950人次

When it is right anyway:
    Never; figures of different things have words between them.

Basis:
    A figure has one unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_UNIT: Final = r"(?:人次|家次|場次|件次|項次|人|家|件|場|次|項|案|戶|團|%)"
_FIGURE: Final = rf"\d[\d,]*(?:\.\d+)?(?:萬[\d,]*)?{_UNIT}?"
_LIST: Final = re.compile(rf"(?<![\d.,]){_FIGURE}(?:[、及]{_FIGURE}){{1,8}}(?![^\W\d])")
_ENDS: Final = re.compile(rf"\d萬?({_UNIT})(?=[、及]|$)")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Lists of bare figures with two units."""
    for indicator in subject.plan.indicators:
        for found in _LIST.finditer(fold(indicator.standard)):
            units = list(dict.fromkeys(_ENDS.findall(found[0])))
            if len(units) > 1:
                facts = {"listed": found[0], "first": units[0], "second": units[1]}
                yield Fault(subject.indicator_id(indicator), "standard", facts, found[0])
                break


RULE = PlanRule(
    code="GK259",
    name="units-change-within-list",
    level=Level.WARNING,
    title=Words(
        "一列數字前後單位不同",
        "A list of figures changes its unit",
    ),
    sentence=Words(
        "「{listed}」一列數字用了「{first}」與「{second}」兩種單位",
        'the figures of "{listed}" are in "{first}" and in "{second}"',
    ),
    chinese=Explanation(
        finds=("以「、」並列的各年度數字，單位前後不同（人、人次）。"),
        matters=("各年度無從比較，看來像是成長了數倍。"),
        instead=("全列使用同一單位。"),
    ),
    check=check,
)
