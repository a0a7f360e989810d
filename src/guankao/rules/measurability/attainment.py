"""What a formula gives when every part of it is fully reached, and the terms that it adds up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from guankao.figures.formulas import Formula
from guankao.figures.formulas.nodes import (
    Add,
    Defined,
    Divide,
    Input,
    Multiply,
    Node,
    Number,
    Percent,
    Subtract,
    walk,
)
from guankao.figures.formulas.operands import is_rate

_GROWTH = re.compile(r"(?:成長|增加|減少|下降|增減)(?:比?率|比例|幅度)$")


def terms(node: Node) -> Iterator[Node]:
    """What a sum adds, from left to right; the whole where it is no sum.

    >>> [term.name for term in terms(Add(Add(Input("甲"), Input("乙")), Input("丙")))]
    ['甲', '乙', '丙']
    """
    match node:
        case Add(left=left, right=right):
            yield from terms(left)
            yield from terms(right)
        case Defined(expression=expression):
            yield from terms(expression)
        case Multiply(left=left, right=Percent(operand=Number())) if isinstance(left, Add):
            yield from terms(left)
        case _:
            yield node


def quotients(node: Node) -> Iterator[tuple[Input, Input]]:
    """The quotients of two inputs that a formula is, or that it adds up with weights."""
    for term in terms(node):
        inner = term
        while isinstance(inner, Multiply) and not inputs_under(inner.right):
            inner = inner.left
        if inner is not term and isinstance(inner, Add):
            yield from quotients(inner)
        elif (
            isinstance(inner, Divide)
            and isinstance(inner.left, Input)
            and isinstance(inner.right, Input)
        ):
            yield inner.left, inner.right


def inputs_under(node: Node) -> list[Input]:
    """The inputs of a piece of a formula, from left to right."""
    return [inner for inner in walk(node) if isinstance(inner, Input)]


def weight_of(term: Node) -> Fraction:
    """The weight of a term of a sum, 0.7 for 70%; 0 where it has none.

    >>> from decimal import Decimal
    >>> weight_of(Multiply(Input("甲"), Percent(Number(Decimal(70)))))
    Fraction(7, 10)
    """
    if isinstance(term, Multiply):
        for factor in (term.right, term.left):
            if isinstance(factor, Percent) and isinstance(factor.operand, Number):
                return Fraction(factor.operand.value) / 100
            if isinstance(factor, Number) and 0 < factor.value < 1:
                return Fraction(factor.value)
    return Fraction(0)


def is_growth(node: Node) -> bool:
    """Whether a piece of a formula is a growth rate, by its arithmetic or by its name."""
    for inner in walk(node):
        if isinstance(inner, Divide) and isinstance(inner.left, Subtract):
            return True
        if isinstance(inner, Input) and _GROWTH.search(inner.name):
            return True
    return False


def full_attainment(formula: Formula) -> Fraction | None:
    """The result, in the formula's unit, when each of its ratios is 1 and each rate 100%.

    None where that says nothing: a growth, a complement, a count.

    >>> from decimal import Decimal
    >>> part = Multiply(Divide(Input("甲"), Input("乙")), Number(Decimal("0.6")))
    >>> other = Multiply(Divide(Input("丙"), Input("丁")), Number(Decimal("0.5")))
    >>> full_attainment(Formula("", Add(part, other), Decimal(100), "%"))
    Fraction(110, 1)
    """
    if is_growth(formula.expression):
        return None
    value = _full(formula.expression, Fraction(100) / Fraction(formula.factor))
    return None if value is None else value * Fraction(formula.factor)


def _full(node: Node, rate: Fraction) -> Fraction | None:  # noqa: PLR0911  one case a node
    """The value of a node when all is reached; `rate` is what a full rate is worth."""
    match node:
        case Number(value=value):
            return Fraction(value)
        case Percent(operand=Number(value=value)):
            return Fraction(value) / 100
        case Percent():
            return Fraction(1)
        case Input(name=name):
            return rate if is_rate(name) else None
        case Defined(expression=expression):
            return _full(expression, rate)
        case Divide(left=left, right=right):
            if isinstance(right, Percent) or inputs_under(right):
                return Fraction(1)
            if not all(is_rate(it.name) for it in inputs_under(left)):
                return Fraction(1)
            return _both(_full(left, rate), _full(right, rate), "÷")
        case Add(left=left, right=right):
            return _both(_full(left, rate), _full(right, rate), "+")
        case Multiply(left=left, right=right):
            return _both(_full(left, rate), _full(right, rate), "×")
        case Subtract(left=left, right=right) if not isinstance(left, Number):
            # What is taken away is a penalty, and none is due where all went well.
            penalty = not any(isinstance(inner, Divide) for inner in walk(right))
            return _full(left, rate) if penalty else None
        case _:
            return None


def _both(left: Fraction | None, right: Fraction | None, sign: str) -> Fraction | None:
    if left is None or right is None or (sign == "÷" and not right):
        return None
    return {"+": left + right, "×": left * right}.get(sign) if sign != "÷" else left / right
