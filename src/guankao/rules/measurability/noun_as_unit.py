"""The target's unit is a noun that means number, or two units at once.

What it finds:
    A target whose unit ends in 數 (家數, 站數, 增加數), or names two units with 或.

Why it matters:
    Reports repeat the target's unit. 「已達 240站數」 is no Chinese, and a program that adds up 站
    does not find it.

Example:
    240站數

Instead:
    240站

When it is right anyway:
    Never.

Basis:
    The form of the annual plan: the column 年度目標值 holds a number and its unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_NOUN_OR_CHOICE: Final = re.compile(r"\d\s*([^\d\s]*數|[^\d\s]+或[^\d\s]+)$")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Targets with such a unit."""
    for indicator in subject.plan.indicators:
        found = _NOUN_OR_CHOICE.search(fold(indicator.target.strip()))
        if found:
            facts = {"target": indicator.target, "unit": found[1]}
            yield Fault(subject.indicator_id(indicator), "target", facts, found[1])


RULE = PlanRule(
    code="GK207",
    name="noun-as-unit",
    level=Level.WARNING,
    title=Words(
        "目標值以「○○數」為單位",
        "The target's unit is a noun for a number",
    ),
    sentence=Words(
        "目標值「{target}」的「{unit}」不是一個單位",
        'the "{unit}" of the target "{target}" is not one unit',
    ),
    chinese=Explanation(
        finds=("目標值的單位以「數」結尾（家數、站數、增加數），或以「或」並列兩個單位。"),
        matters=("報告會沿用目標值的單位，「已達 240站數」不成語句，彙總也認不出單位。"),
        instead=("改用單位本身，例如「240站」；累計或增加等字寫在衡量標準。"),
    ),
    check=check,
)
