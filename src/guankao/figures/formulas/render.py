"""A formula as text that the reader reads again: （「甲」＋「乙」）÷「丙」×100%."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from guankao.figures.formulas.nodes import (
    Add,
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

_SIGNS: Final = {Add: "＋", Subtract: "－", Multiply: "×", Divide: "÷"}


def written(value: Decimal) -> str:
    """A number with thousands separated, without an exponent.

    >>> written(Decimal("1E+3")), written(Decimal("0.50"))
    ('1,000', '0.50')
    """
    return f"{value:,f}"


def to_text(node: Node) -> str:
    """The expression in one line, names in 「」, with no more brackets than it needs.

    >>> to_text(Divide(Add(Input("甲"), Input("乙")), Number(Decimal(2))))
    '（「甲」＋「乙」）÷2'
    """
    return _text(node)[0]


def binding(node: Node) -> int:
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


def _text(node: Node) -> tuple[str, int]:  # noqa: PLR0911  one case a node
    match node:
        case Number():
            return written(node.value), ATOM
        case Input():
            return f"「{node.name}」", ATOM
        case Percent():
            return f"{_inside(node.operand, node)}%", ATOM
        case Negate():
            return f"－{_inside(node.operand, node)}", SIGNED
        case Power():
            return f"{_inside(node.base, node)}^{node.exponent}", RAISED
        case Minimum() | Maximum():
            name = "min" if isinstance(node, Minimum) else "max"
            return f"{name}（{'，'.join(to_text(item) for item in node.operands)}）", ATOM
        case _:
            left = _inside(node.left, node)
            right = _inside(node.right, node, right=True)
            return f"{left}{_SIGNS[type(node)]}{right}", binding(node)


def _inside(child: Node, parent: Node, *, right: bool = False) -> str:
    text = to_text(child)
    return f"（{text}）" if needs_bracket(child, parent, right=right) else text
