"""A formula as MathML, for the page: fractions as fractions, names as text."""

from __future__ import annotations

from html import escape
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
from guankao.figures.formulas.render import needs_bracket, written

_SIGNS: Final = {Add: "+", Subtract: "−", Multiply: "×"}


def to_mathml(node: Node) -> str:
    """An expression as one ``<math>`` element; every text in it is escaped.

    A name that the standard defines (I1) stands as itself: show ``Formula.definitions`` beside it.

    >>> print(to_mathml(Divide(Input("甲<乙"), Input("丙"))))
    <math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mfrac>\
<mtext>甲&lt;乙</mtext><mtext>丙</mtext></mfrac></math>
    """
    inner = _element(node)
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">{inner}</math>'


def _element(node: Node) -> str:  # noqa: PLR0911  one case a node
    match node:
        case Number():
            unit = f"<mtext>{escape(node.unit)}</mtext>" if node.unit else ""
            number = f"<mn>{written(node.value)}</mn>"
            return f"<mrow>{number}{unit}</mrow>" if unit else number
        case Input() | Defined():
            return f"<mtext>{escape(node.name)}</mtext>"
        case Percent(operand=Number(value=value)):
            return f"<mrow><mn>{written(value)}</mn><mo>%</mo></mrow>"
        case Percent():
            return f"<mrow>{_inside(node.operand, node)}<mo>%</mo></mrow>"
        case Negate():
            return f"<mrow><mo>−</mo>{_inside(node.operand, node)}</mrow>"
        case Power():
            return f"<msup>{_inside(node.base, node)}<mn>{node.exponent}</mn></msup>"
        case Divide():
            return f"<mfrac>{_element(node.left)}{_element(node.right)}</mfrac>"
        case Minimum() | Maximum():
            name = "min" if isinstance(node, Minimum) else "max"
            operands = "<mo>,</mo>".join(_element(item) for item in node.operands)
            return f"<mrow><mi>{name}</mi><mo>(</mo>{operands}<mo>)</mo></mrow>"
        case Add() | Subtract() | Multiply():
            left, right = _inside(node.left, node), _inside(node.right, node, right=True)
            return f"<mrow>{left}<mo>{_SIGNS[type(node)]}</mo>{right}</mrow>"


def _inside(child: Node, parent: Node, *, right: bool = False) -> str:
    element = _element(child)
    if isinstance(child, Defined):
        return element
    fraction = isinstance(child, Divide) and isinstance(parent, Multiply)
    if needs_bracket(child, parent, right=right) and not fraction:
        return f"<mrow><mo>(</mo>{element}<mo>)</mo></mrow>"
    return element
