"""Averages that brackets and signs make: 【甲率＋乙率】之平均值."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from guankao.figures.formulas.nodes import (
    Add,
    Divide,
    Input,
    Multiply,
    Node,
    Number,
    Percent,
    Span,
    Subtract,
    addends,
    rebuilt,
    total,
    walk,
)
from guankao.figures.formulas.operands import is_rate

AVERAGE: Final = re.compile(r"(?:之|的)?(?:算[術數])?平均(?:值|數)?")


def mean(parts: list[Node], span: Span) -> Node:
    """The mean of two nodes or more.

    >>> mean([Input("甲率"), Input("乙率")], Span(0, 5)).right
    Number(value=Decimal('2'), unit='', span=Span(start=0, end=5))
    """
    return Divide(total(parts, span), Number(Decimal(len(parts)), span=span), span)


def mean_of_bracket(node: Node, span: Span) -> Node | None:
    """What the average of a bracket is, where it adds rates; ``None`` where that is open.

    Counts that are added are one quantity, and the words may mean its average over something
    that is not said; rates that are added only make sense as the parts of an average.
    """
    parts = addends(node)
    if len(parts) < 2 or not all(_gives_rate(part) for part in parts):
        return None
    return mean(parts, span)


def mean_of_differences(node: Node) -> Node | None:
    """An average of differences is the same of averages; of quotients it is not."""
    if not all(isinstance(item, Add | Subtract | Input) for item in walk(node)):
        return None
    if any(is_rate(item.name) for item in walk(node) if isinstance(item, Input)):
        return None

    def change(item: Input) -> Node:
        return Input(f"{item.name}（平均值）", item.default, item.unit, item.span)

    return rebuilt(node, change)


def _gives_rate(node: Node) -> bool:
    match node:
        case Input(name=name):
            return is_rate(name)
        case Divide():
            return True
        case Multiply(left=left, right=right):
            return Percent(Number(Decimal(100))) in (left, right) and (
                _gives_rate(left) or _gives_rate(right)
            )
        case _:
            return False
