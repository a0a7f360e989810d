"""Random formula trees for the property tests, and their value by another road."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from guankao.figures.formulas.nodes import (
    Add,
    Defined,
    Divide,
    Input,
    Maximum,
    Minimum,
    Multiply,
    Negate,
    Node,
    Number,
    Percent,
    Power,
    Subtract,
)

NAMES = [
    "甲件數",
    "乙人次（含離島）",
    "本年度丙額",
    "18歲以上人口數",
    "I1",
    "年度*停機時間",
    "縣（市）數",
]
VALUES = st.decimals(min_value="0", max_value="99999", places=2, allow_nan=False)

leaves = st.one_of(
    st.sampled_from(NAMES).map(Input),
    VALUES.map(Number),
    VALUES.map(lambda value: Percent(Number(value))),
    st.sampled_from(NAMES).map(lambda name: Percent(Input(name))),
)


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(lambda pair: Add(*pair)),
        pairs.map(lambda pair: Subtract(*pair)),
        pairs.map(lambda pair: Multiply(*pair)),
        pairs.map(lambda pair: Divide(*pair)),
        pairs.map(Minimum),
        pairs.map(Maximum),
        inner.map(Negate),
        st.tuples(inner, st.integers(0, 3)).map(lambda pair: Power(*pair)),
    )


trees: st.SearchStrategy[Node] = st.recursive(leaves, _grown, max_leaves=10)


def fraction_of(node: Node, values: dict[str, Decimal]) -> Fraction:
    """The value by plain recursion over fractions; raises ZeroDivisionError."""
    match node:
        case Number(value=value):
            return Fraction(value)
        case Input(name=name):
            return Fraction(values[name])
        case Percent(operand=operand):
            return fraction_of(operand, values) / 100
        case Negate(operand=operand):
            return -fraction_of(operand, values)
        case Defined(expression=expression):
            return fraction_of(expression, values)
        case Power(base=base, exponent=exponent):
            return fraction_of(base, values) ** exponent
        case Minimum(operands=operands):
            return min(fraction_of(operand, values) for operand in operands)
        case Maximum(operands=operands):
            return max(fraction_of(operand, values) for operand in operands)
    left, right = fraction_of(node.left, values), fraction_of(node.right, values)
    match node:
        case Add():
            return left + right
        case Subtract():
            return left - right
        case Multiply():
            return left * right
    return left / right
