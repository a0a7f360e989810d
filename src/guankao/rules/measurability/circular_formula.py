"""The result does not depend on anything that is measured.

What it finds:
    A formula that gives one and the same result for different values of all its inputs but the
    target.

Why it matters:
    The KPI is met by definition. Nobody has to do anything.

Example:
    〔基準件數×（100%＋目標值）－基準件數〕÷基準件數×100%

Instead:
    （本年度件數－基準件數）÷基準件數×100%

When it is right anyway:
    Never.

Basis:
    Arithmetic: computed with two sets of values.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal
from functools import lru_cache
from typing import Final

from guankao.figures.formulas import Formula, Input, evaluate
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_TARGET_VALUE: Final = Decimal(7)
_SHOWN: Final = Context(prec=12)
"""Enough to tell two results apart, and no more than division leaves exact."""


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Formulas whose result stays the same for two sets of values."""
    for indicator, formula in subject.with_formulas():
        trial = _same_for_both(formula)
        if trial is not None:
            yield Fault(subject.indicator_id(indicator), "standard", {"trial": trial})


@lru_cache(maxsize=1024)
def _same_for_both(formula: Formula) -> str | None:
    """Two sets of values and the one result that both give; None where there are two results."""
    measured = [item for item in formula.inputs if "目標值" not in item.name]
    if not measured:
        return None
    first, second = (_result(formula, measured, step) for step in (37, 53))
    if first is None or first != second:
        return None
    return f"{measured[0].name}＝{_value(37, 0)}、{_value(53, 0)} → {first}{formula.unit}"


def _result(formula: Formula, measured: list[Input], step: int) -> str | None:
    values = {item.name: _value(step, place) for place, item in enumerate(measured)}
    for item in formula.inputs:
        values.setdefault(item.name, _TARGET_VALUE)
    value = evaluate(formula, values).value
    return None if value is None else f"{value.normalize(_SHOWN):f}"


def _value(step: int, place: int) -> Decimal:
    """A figure for the input at a place; no two inputs, and no two trials, stay in proportion."""
    return Decimal(step * 10 + place * place * step // 7 + place * (step % 11))


RULE = PlanRule(
    code="GK215",
    name="circular-formula",
    level=Level.ERROR,
    title=Words(
        "算式循環：結果與實際執行無關",
        "The formula is circular",
    ),
    sentence=Words(
        "算式代入任何實際值，結果都一樣（試算：{trial}），沒有一個數字來自執行成果",
        "whatever is reported, the formula gives the same (tried: {trial}); no figure in it "
        "comes from the work",
    ),
    chinese=Explanation(
        finds=("除了目標值以外，所有項目代入不同的數，算式的結果都相同。"),
        matters=("指標依定義必然達成，做不做都一樣。"),
        instead=("分子改用實際達成的數。"),
    ),
    check=check,
)
