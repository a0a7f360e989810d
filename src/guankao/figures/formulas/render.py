"""A formula as text that the reader reads again: （「甲」＋「乙」）÷「丙」×100%."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

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

SUM: Final = 1
PRODUCT: Final = 2
SIGNED: Final = 3
RAISED: Final = 4
ATOM: Final = 5

SIGNS: Final[Mapping[type[Node], str]] = {Add: "＋", Subtract: "－", Multiply: "×", Divide: "÷"}


def written(value: Decimal) -> str:
    """A number with thousands separated, without an exponent.

    >>> written(Decimal("1E+3")), written(Decimal("0.50"))
    ('1,000', '0.50')
    """
    return f"{value:,f}"


def to_text(node: Node, *, brief: bool = False) -> str:
    """The expression in one line, names in 「」, with no more brackets than it needs.

    Args:
        node: what is written.
        brief: leave a name that the text defines as it is (I1), in place of its definition.

    >>> to_text(Divide(Add(Input("甲"), Input("乙")), Number(Decimal(2))))
    '（「甲」＋「乙」）÷2'
    """
    match node:
        case Number():
            return written(node.value)
        case Input():
            return f"「{node.name}」"
        case Defined():
            return f"「{node.name}」" if brief else to_text(node.expression)
        case _:
            return _composed(node, brief=brief)


def binding(node: Node) -> int:  # noqa: PLR0911  one case a node
    """How tightly a node holds together, from a sum to an atom."""
    match node:
        case Add() | Subtract():
            return SUM
        case Multiply() | Divide():
            return PRODUCT
        case Negate():
            return SIGNED
        case Number(value=value) if value < 0:
            return SIGNED
        case Power():
            return RAISED
        case Defined():
            return binding(node.expression)
        case _:
            return ATOM


def needs_bracket(child: Node, parent: Node, *, right: bool) -> bool:
    """Whether ``child`` stands in brackets under ``parent``."""
    inner, outer = binding(child), binding(parent)
    if isinstance(parent, Power | Percent):
        return inner < ATOM or (isinstance(parent, Power) and isinstance(child, Percent))
    if isinstance(parent, Negate):
        return inner <= SIGNED
    if inner == SIGNED:
        return True
    return inner <= outer if right else inner < outer


def _composed(node: Node, *, brief: bool) -> str:
    match node:
        case Percent():
            return f"{_inside(node.operand, node, brief=brief)}%"
        case Negate():
            return f"－{_inside(node.operand, node, brief=brief)}"
        case Power():
            return f"{_inside(node.base, node, brief=brief)}^{node.exponent}"
        case Minimum() | Maximum():
            name = "min" if isinstance(node, Minimum) else "max"
            operands = "，".join(to_text(item, brief=brief) for item in node.operands)
            return f"{name}（{operands}）"
        case Add() | Subtract() | Multiply() | Divide():
            left = _inside(node.left, node, brief=brief)
            right = _inside(node.right, node, right=True, brief=brief)
            return f"{left}{SIGNS[type(node)]}{right}"
    return to_text(node, brief=brief)


def _inside(child: Node, parent: Node, *, brief: bool, right: bool = False) -> str:
    text = to_text(child, brief=brief)
    if brief and isinstance(child, Defined):
        return text
    return f"（{text}）" if needs_bracket(child, parent, right=right) else text
