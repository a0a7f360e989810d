"""What is multiplied by 100% is a percentage already, or is multiplied twice.

What it finds:
    ×100% over inputs that are all rates, where nothing divides them by another quantity; or ×100%
    twice in one product.

Why it matters:
    Read to the letter the result is a hundred times too large, so every reporter mends the formula
    silently, each in his own way.

Example:
    （甲校及格率＋乙校及格率）÷2×100%

Instead:
    （甲校及格率＋乙校及格率）÷2

When it is right anyway:
    When the inputs are stated as fractions (0.9), and the plan says so.

Basis:
    Arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from guankao.figures.formulas.nodes import Divide, Input, Multiply, Node, Number, Percent, walk
from guankao.figures.formulas.operands import is_rate
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Products with 100% whose other factor is in percent already."""
    for indicator, formula in subject.with_formulas():
        for node in walk(formula.expression):
            if isinstance(node, Multiply) and _is_hundred_percent(node.right):
                name = _name_of_percentage(node.left)
                if name is not None:
                    facts = {"name": name}
                    yield Fault(subject.indicator_id(indicator), "standard", facts)
                    break


def _is_hundred_percent(node: Node) -> bool:
    return isinstance(node, Percent) and node.operand == Number(Decimal(100))


def _name_of_percentage(node: Node) -> str | None:
    """The rate that the whole of an expression consists of, or None."""
    if any(
        isinstance(inner, Divide) and any(isinstance(it, Input) for it in walk(inner.right))
        for inner in walk(node)
    ):
        return None
    inputs = [inner for inner in walk(node) if isinstance(inner, Input)]
    if not inputs or any(_said(it) is None for it in inputs):
        return None
    return inputs[0].name


def _said(item: Input) -> str | None:
    bare = item.name.removesuffix("合計").removesuffix("總和").removesuffix("之")
    return item.name if is_rate(bare) else None


RULE = PlanRule(
    code="GK205",
    name="percent-factor-doubled",
    level=Level.WARNING,
    title=Words(
        "百分比重複乘 100%",
        "A percentage is multiplied by 100% again",
    ),
    sentence=Words(
        "「{name}」已是百分比，算式又乘 100%：例如 90 會變成 9,000",
        '"{name}" is a percentage already, and the formula multiplies by 100% again: 90 '
        "becomes 9,000",
    ),
    chinese=Explanation(
        finds=("算式乘 100%，而乘的數本身就是比率；或同一乘積乘了兩次 100%。"),
        matters=("照字面計算會放大一百倍，填報人各自暗中修正算式。"),
        instead=("刪去多餘的「×100%」，或把比率改寫為分子÷分母。"),
    ),
    check=check,
)
