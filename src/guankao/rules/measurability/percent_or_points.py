"""A rate is to fall or rise by a percentage: percent of it, or percentage points.

What it finds:
    比率 … 減少之百分比 (增加, 降低, 提升): the change of a rate that is itself in percent, without
    百分點; or 成長率 for the difference of two quotients.

Why it matters:
    From 4% to 3.7% is 0.3 points and 7.5 percent. A target of 0.3% is hard in one reading and
    nothing in the other.

Example:
    逾期比率較基期（4%）減少之百分比

Instead:
    逾期比率較基期（4%）減少之百分點

When it is right anyway:
    When the formula is written out beside it.

Basis:
    百分點 is the difference of two percentages, 百分比 their ratio.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures.formulas import Formula, RefusedFormula
from guankao.figures.formulas.nodes import Divide, Subtract, walk
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_CHANGE_OF_RATE: Final = re.compile(
    r"[^,。;]{0,8}比[率例][^,。;]{0,24}?(?:減少|增加|降低|提升|下降|提高)(?:之|的)?百分比"
)


_GROWTH: Final = re.compile(r"(?:成長|增加|減少)(?:比率|率|比例)")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Changes of a rate in percent, and differences of two rates that are called a growth."""
    for indicator in subject.plan.indicators:
        text = fold(indicator.standard)
        found = _CHANGE_OF_RATE.search(text)
        growth = _GROWTH.search(indicator.name)
        if "百分點" in text + indicator.name:
            continue
        if found:
            piece = indicator.standard[found.start() : found.end()]
            yield Fault(subject.indicator_id(indicator), "standard", {"phrase": piece}, piece)
        elif growth and _is_difference_of_rates(subject.formulas[indicator.key]):
            facts = {"phrase": growth[0]}
            yield Fault(subject.indicator_id(indicator), "name", facts, growth[0])


def _is_difference_of_rates(formula: Formula | RefusedFormula) -> bool:
    """Whether one quotient is taken from another, and nothing divides the difference."""
    if not isinstance(formula, Formula) or not isinstance(formula.expression, Subtract):
        return False
    sides = (formula.expression.left, formula.expression.right)
    return all(any(isinstance(node, Divide) for node in walk(side)) for side in sides)


RULE = PlanRule(
    code="GK250",
    name="percent-or-points",
    level=Level.WARNING,
    title=Words(
        "增減的是百分比還是百分點",
        "Percent or percentage points",
    ),
    sentence=Words(
        "「{phrase}」可以是相對的百分比，也可以是百分點，結果相差很多",
        '"{phrase}" may be a relative percentage or percentage points, which are far apart',
    ),
    chinese=Explanation(
        finds=("衡量標準為某比率「減少之百分比」「提升百分比」，沒有寫百分點，也沒有算式。"),
        matters=(
            "4% 降為 3.7%，是 0.3 個百分點，也是 7.5%；0.3% 的目標，一種讀法很難，一種讀法等於沒"
            "有。"
        ),
        instead=("寫「百分點」，或寫出算式。"),
    ),
    check=check,
)
