"""The formula is made of rates whose own computation is not stated.

What it finds:
    Inputs that are rates (妥善率, 及格率, 比率) without a definition in the standard or its
    remarks. Satisfaction is left to the rule on rates.

Why it matters:
    The check stops one step too early: a weighted mean of unknown rates is unknown.

Example:
    通報處理率×50%＋車輛妥善率×50%

Instead:
    已處理通報件數÷通報件數×50%＋妥善車輛數÷車輛總數×50%

When it is right anyway:
    When the rate is an official statistic.

Basis:
    Both parts of a percentage are stored and added up, never the percentage alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.figures.formulas.nodes import Defined, walk
from guankao.figures.formulas.operands import is_rate
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """The first rate of each formula that nothing defines."""
    for indicator, formula in subject.with_formulas():
        if indicator.standard_remark or indicator.note:
            continue
        if any(isinstance(node, Defined) for node in walk(formula.expression)):
            continue
        rates = [item.name for item in formula.inputs if is_rate(item.name.removesuffix("合計"))]
        if rates:
            yield Fault(subject.indicator_id(indicator), "standard", {"rate": rates[0]}, rates[0])


RULE = PlanRule(
    code="GK242",
    name="undefined-rate-input",
    level=Level.NOTE,
    title=Words(
        "算式由未定義的比率組成",
        "The formula adds rates that are not defined",
    ),
    sentence=Words(
        "算式的「{rate}」本身是比率，沒有說明如何計算",
        '"{rate}" in the formula is itself a rate, and how it comes is not stated',
    ),
    chinese=Explanation(
        finds=("算式的項目是某某率、比率，衡量標準與備註都沒有說明它的分子與分母。"),
        matters=("查核只能到此為止：未知比率的加權平均仍是未知。"),
        instead=("以分子÷分母取代。"),
    ),
    check=check,
)
