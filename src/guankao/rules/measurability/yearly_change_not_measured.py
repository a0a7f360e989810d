"""The name promises a change year by year, and the standard measures one year.

What it finds:
    逐年提升, 逐年下降 and the like in a name whose formula holds no earlier year.

Why it matters:
    The level can fall and the KPI still be met.

Example:
    name 覆實度逐年提升, standard 核定經費÷申請經費

Instead:
    本年度覆實度－前一年度覆實度, or the name 覆實度

When it is right anyway:
    When the targets of the following years carry the rise.

Basis:
    A change is measured from a base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures.formulas import Formula
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.periods import names_base
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_BY_THE_YEAR: Final = re.compile(r"逐年(?:提升|提高|成長|增加|下降|降低|減少|改善)")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Names with a yearly change over formulas of one year."""
    for indicator in subject.plan.indicators:
        found = _BY_THE_YEAR.search(indicator.name)
        formula = subject.formulas[indicator.key]
        if found and isinstance(formula, Formula) and not names_base(fold(indicator.standard)):
            facts = {"promised": found[0]}
            yield Fault(subject.indicator_id(indicator), "name", facts, found[0])


RULE = PlanRule(
    code="GK249",
    name="yearly-change-not-measured",
    level=Level.NOTE,
    title=Words(
        "名稱為逐年變動，衡量的卻是單年",
        "A change by the year that is not measured",
    ),
    sentence=Words(
        "指標名稱說「{promised}」，衡量標準只計算單一年度，沒有與以前年度比較",
        'the name says "{promised}", and the standard computes a single year without comparing',
    ),
    chinese=Explanation(
        finds=("名稱有「逐年提升」「逐年下降」等字，算式沒有以前年度的數。"),
        matters=("水準下降，指標仍可能達成。"),
        instead=("改為與前一年度比較，或刪去「逐年」。"),
    ),
    check=check,
)
