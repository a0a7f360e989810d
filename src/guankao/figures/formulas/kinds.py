"""What kind of number a tree gives: a ratio, a percentage, a count; and the unit of the result.

Government adds a ratio and a percentage without a word: 甲÷乙×70%＋滿意度×30%, where the
satisfaction is stated as 90 and the quotient is 0.9. Both are brought to ratios here, by
marking the input as a percentage; the tree says so, and so does the working.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum, auto
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
from guankao.figures.formulas.operands import is_measure, is_rate

_VALUE: Final = re.compile(r"(?:目標|達成|實際|標準|基準|平均|指標)值$")
"""A value of whatever the target is stated in: a percentage or a count."""
HUNDRED: Final = Decimal(100)
ONE: Final = Decimal(1)


class Kind(Enum):
    """What a node's value counts."""

    PLAIN = auto()
    """A number of the text."""
    RATIO = auto()
    """Parts of one: 0.9."""
    PERCENTAGE = auto()
    """Parts of a hundred: 90."""
    COUNT = auto()
    """Persons, cases, amounts."""
    UNKNOWN = auto()
    """An input whose name does not say."""
    MIXED = auto()
    """A count added to a ratio: not right, whatever was meant."""


def settle(node: Node) -> tuple[Node, Kind]:  # noqa: PLR0911  one case a node
    """The tree with its percentages marked where they meet ratios, and what it gives.

    >>> share = Divide(Input("甲數"), Input("乙數"))
    >>> whole, kind = settle(Add(share, Input("滿意度")))
    >>> kind.name, whole.right == Percent(Input("滿意度"))
    ('RATIO', True)
    """
    match node:
        case Number():
            return node, Kind.PLAIN
        case Input():
            return node, _kind_of_input(node)
        case Percent():
            return node, Kind.RATIO
        case Negate():
            inner, kind = settle(node.operand)
            return Negate(inner, node.span), kind
        case Defined():
            inner, kind = settle(node.expression)
            return Defined(node.name, inner, node.span), kind
        case Power():
            inner, kind = settle(node.base)
            return Power(inner, node.exponent, node.span), kind
        case Minimum() | Maximum():
            return _of_several(node)
        case Add() | Subtract():
            return _sum(node)
        case Multiply():
            return _product(node)
        case Divide():
            return _quotient(node)


def _kind_of_input(node: Input) -> Kind:
    if node.unit == "次" and node.default is None:
        return Kind.PLAIN  # an occurrence: each costs what the text says
    if is_rate(node.name):
        return Kind.PERCENTAGE
    if node.default is not None:
        return Kind.COUNT
    return Kind.COUNT if is_measure(node.name) and not _VALUE.search(node.name) else Kind.UNKNOWN


def _of_several(node: Minimum | Maximum) -> tuple[Node, Kind]:
    settled = [settle(operand) for operand in node.operands]
    kinds = {kind for _, kind in settled}
    if Kind.RATIO in kinds:
        operands = tuple(_as_ratio(operand, kind) for operand, kind in settled)
        return type(node)(operands, node.span), Kind.RATIO
    kind = next((kind for kind in kinds if kind is not Kind.PLAIN), Kind.PLAIN)
    return type(node)(tuple(operand for operand, _ in settled), node.span), kind


def _sum(node: Add | Subtract) -> tuple[Node, Kind]:
    left, first = settle(node.left)
    right, second = settle(node.right)
    kinds = {first, second}
    if _deducts(node, first, second):
        kind = Kind.RATIO
    elif Kind.MIXED in kinds or kinds in ({Kind.COUNT, Kind.RATIO}, {Kind.COUNT, Kind.PERCENTAGE}):
        kind = Kind.MIXED
    elif Kind.RATIO in kinds or (kinds == {Kind.PLAIN, Kind.PERCENTAGE} and _is_one(left)):
        kind = Kind.RATIO
        left, right = _as_ratio(left, first), _as_ratio(right, second)
    else:
        order = (Kind.PERCENTAGE, Kind.COUNT, Kind.UNKNOWN, Kind.PLAIN)
        kind = next(kind for kind in order if kind in kinds)
    return type(node)(left, right, node.span), kind


def _product(node: Multiply) -> tuple[Node, Kind]:
    left, first = settle(node.left)
    right, second = settle(node.right)
    whole = Multiply(left, right, node.span)
    kinds = {first, second}
    if Kind.MIXED in kinds:
        return whole, Kind.MIXED
    if _is_whole(left) or _is_whole(right):
        return whole, Kind.RATIO  # ×100% says that what it follows is a ratio
    for kind in (Kind.COUNT, Kind.PERCENTAGE, Kind.UNKNOWN):
        if kind in kinds:
            return whole, kind
    if kinds == {Kind.RATIO, Kind.PLAIN}:
        number = left if first is Kind.PLAIN else right
        return whole, _scaled(number)
    return whole, Kind.RATIO if Kind.RATIO in kinds else Kind.PLAIN


def _scaled(number: Node) -> Kind:
    """What a ratio times a number is: a percentage by 100, a ratio still by a weight below 1."""
    if not isinstance(number, Number):
        return Kind.RATIO  # so many occurrences at 2% each
    if number.value == HUNDRED:
        return Kind.PERCENTAGE
    return Kind.RATIO if number.value <= ONE else Kind.PLAIN


def _quotient(node: Divide) -> tuple[Node, Kind]:
    left, first = settle(node.left)
    right, second = settle(node.right)
    if Kind.MIXED in (first, second):
        return Divide(left, right, node.span), Kind.MIXED
    if isinstance(right, Number) and right.value == HUNDRED and first is not Kind.COUNT:
        return Divide(left, right, node.span), Kind.RATIO  # 滿意度÷100 is a ratio
    if second is Kind.COUNT and first is Kind.COUNT and _hundredfold(left):
        return Divide(left, right, node.span), Kind.PERCENTAGE  # 甲數×100÷乙數
    if second is Kind.PLAIN or (first, second) == (Kind.PERCENTAGE, Kind.COUNT):
        # Rates added up, by how many there are, are a rate.
        kind = Kind.RATIO if first is Kind.COUNT else first
        return Divide(left, right, node.span), kind
    if second is Kind.RATIO:
        left = _as_ratio(left, first)
    elif first is Kind.RATIO and (second is not Kind.UNKNOWN or _is_value(right)):
        right = _as_ratio(right, second)
    return Divide(left, right, node.span), Kind.RATIO


def _is_value(node: Node) -> bool:
    """Whether a node is a 目標值, which stands in the unit of what it is compared with."""
    return isinstance(node, Input) and _VALUE.search(node.name) is not None


def _deducts(node: Add | Subtract, first: Kind, second: Kind) -> bool:
    """Whether 100%－違規次數×2% stands there: each occurrence costs its percentage."""
    taken = node.right
    return (
        isinstance(node, Subtract)
        and (first, second) == (Kind.RATIO, Kind.COUNT)
        and isinstance(taken, Multiply)
        and isinstance(taken.left, Input)
        and taken.left.default is None
        and isinstance(taken.right, Percent)
        and isinstance(taken.right.operand, Number)
        and not _is_whole(taken.right)
    )


def _hundredfold(node: Node) -> bool:
    return isinstance(node, Multiply) and any(
        isinstance(side, Number) and side.value == HUNDRED for side in (node.left, node.right)
    )


def _as_ratio(node: Node, kind: Kind) -> Node:  # noqa: PLR0911  one case a node
    """A tree that gives a percentage, made to give a ratio: its inputs are marked."""
    if kind not in (Kind.PERCENTAGE, Kind.UNKNOWN):
        return node
    match node:
        case Input():
            return Percent(node, node.span)
        case Add() | Subtract():
            return type(node)(_as_ratio(node.left, kind), _as_ratio(node.right, kind), node.span)
        case Multiply() if _stays(node.right):
            return Multiply(_as_ratio(node.left, kind), node.right, node.span)
        case Multiply() if _stays(node.left):
            return Multiply(node.left, _as_ratio(node.right, kind), node.span)
        case Divide() if isinstance(node.right, Number):
            return Divide(_as_ratio(node.left, kind), node.right, node.span)
        case Negate():
            return Negate(_as_ratio(node.operand, kind), node.span)
        case _:
            return Percent(node, node.span)


def _stays(node: Node) -> bool:
    return isinstance(node, Number) or (
        isinstance(node, Percent) and isinstance(node.operand, Number)
    )


def _is_whole(node: Node) -> bool:
    return (
        isinstance(node, Percent)
        and isinstance(node.operand, Number)
        and node.operand.value == HUNDRED
    )


def _is_one(node: Node) -> bool:
    return isinstance(node, Number) and node.value == ONE
