"""A target asks for more than the whole.

What it finds:
    A target above 100% for a share of a whole (合格率, 滿意度, 涵蓋率, 占比).

Why it matters:
    It can never be met, so either the target or the KPI is not what is meant.

Example:
    「抽驗合格率」, 目標值「105%」

Instead:
    目標值「99%」, or a KPI of growth, whose value may exceed 100%

When it is right anyway:
    Where the denominator is a plan, and more can be done than was planned: then call it 達成率.

Basis:
    A share of a whole is at most 100%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

SHARE: Final = re.compile(
    r"合格率|滿意度|涵蓋率|普及率|覆蓋率|占比|佔比|通過率|妥善率|參與率|就業率"
)
MAY_EXCEED: Final = re.compile(r"成長|增加|達成率|執行率|提升率|較.{0,12}年")
FULL: Final = Decimal(100)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every share that is to be more than the whole."""
    for indicator, _, quantity in subject.measured():
        texts = f"{indicator.name}\n{indicator.standard}"
        found = SHARE.search(texts)
        if found is None or MAY_EXCEED.search(texts):
            continue
        if quantity.unit == "%" and quantity.value > FULL:
            facts = {"word": found[0], "target": indicator.target}
            yield Fault(subject.indicator_id(indicator), "target", facts)


RULE = PlanRule(
    code="GK309",
    name="target-beyond-full",
    level=Level.WARNING,
    title=Words("目標值超過全部", "The target is more than the whole"),
    sentence=Words(
        "「{word}」是占全部的比率，目標值「{target}」超過 100%",
        "「{word}」 is a share of a whole, and the target is {target}",
    ),
    chinese=Explanation(
        finds="占全部之比率（合格率、滿意度、涵蓋率、占比），目標值卻超過 100%。",
        matters="永遠無法達成，目標值或指標必有一誤。",
        instead="更正目標值，或改為成長率、達成率。",
    ),
    check=check,
)
