"""×100% stands at one term of a difference, and 1 at the other.

What it finds:
    1 － 甲÷乙×100%, without a bracket around the difference.

Why it matters:
    Typed as it stands, 1 － 34.5 gives －33.5.

Example:
    1－（漏水量÷配水量）×100%

Instead:
    〔1－（漏水量÷配水量）〕×100%

When it is right anyway:
    When a program computes it, which knows 100% to be 1.

Basis:
    Multiplication comes before subtraction.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.figures.formulas.nodes import Add, Multiply, Number, Percent, Subtract, walk
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.attainment import inputs_under
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Differences from 1 whose other side alone is in percent."""
    for indicator, formula in subject.with_formulas():
        for node in walk(formula.expression):
            if not isinstance(node, Subtract | Add):
                continue
            number, other = node.left, node.right
            if not isinstance(number, Number) or number.value != 1:
                continue
            hundred = isinstance(other, Multiply) and isinstance(other.right, Percent)
            names = inputs_under(other)
            if hundred and names:
                facts = {"term": names[0].name, "number": f"{number.value:f}"}
                yield Fault(subject.indicator_id(indicator), "standard", facts)
                break


RULE = PlanRule(
    code="GK256",
    name="percent-factor-on-one-term",
    level=Level.NOTE,
    title=Words(
        "「×100%」只乘在其中一項",
        "×100% at one term only",
    ),
    sentence=Words(
        "「×100%」只乘在「{term}」，另一項仍寫 {number}：應先相減再乘 100%",
        '×100% is written at "{term}" only, beside a bare {number}: subtract first, then multiply',
    ),
    chinese=Explanation(
        finds=("「1－甲÷乙×100%」，相減的兩項沒有括起來。"),
        matters=("照按計算機，1－34.5＝－33.5。"),
        instead=("把差括起來再乘 100%。"),
    ),
    check=check,
)
