"""Σ before a quantity: Σ各案執行數÷Σ各案預算數. Its total is one figure, named with its Σ.

Σ甲÷乙 is open: the total of 甲 by 乙, or the total of the quotients. It is certain where nothing
but numbers follow, where what follows is a total itself, or where the divisor is one figure for
all (總預算數), so that both ways give the same.
"""

from __future__ import annotations

import re
from typing import Final

from guankao.figures.formulas.items import Group, Item, Sign, Word
from guankao.figures.formulas.lexer import fold
from guankao.figures.formulas.nodes import Add, Input, Node, Span, Subtract, rebuilt, walk
from guankao.figures.formulas.operands import is_rate

_ONE_FOR_ALL: Final = re.compile(r"(?:本|當|全)?年?度?(?:總|全部|全體|全國|合計|總計)|\d")
_NUMBER: Final = re.compile(r"\d")
_EACH_ITEM: Final = re.compile(r"Σ[各每](?P<item>[^\W\d]{2})")
_EACH: Final = re.compile(r"[各每]")


def total_of(node: Node, start: int) -> Node | None:
    """The tree of totals: Σ（甲＋乙） is Σ甲＋Σ乙. ``None`` where Σ does not go over so.

    >>> total_of(Input("各案執行數"), 0).name
    'Σ各案執行數'
    """
    if not all(isinstance(item, Add | Subtract | Input) for item in walk(node)):
        return None
    if any(isinstance(item, Input) and item.default is not None for item in walk(node)):
        return None

    def change(item: Input) -> Node:
        return Input(f"Σ{item.name}", None, item.unit, Span(start, item.span.end))

    return rebuilt(node, change)


def scope_is_certain(items: tuple[Item, ...], position: int, node: Node) -> bool:
    """Whether what follows at ``position`` leaves no doubt where Σ ends."""
    if position >= len(items):
        return True
    sign = items[position]
    following = items[position + 1] if position + 1 < len(items) else None
    if not isinstance(sign, Sign):
        return True
    if sign.text == "*":
        return isinstance(following, Word) and _NUMBER.match(fold(following.text)) is not None
    if sign.text == "/":
        return _is_one_for_all(following) or _counts_items(node, following)
    each = isinstance(node, Input) and _EACH.match(node.name[1:]) is not None
    return sign.text in "+-" and (each or _is_total(following))


def _counts_items(node: Node, item: Item | None) -> bool:
    """Whether the divisor is the number of items: Σ各機關達成率÷機關數 is their mean."""
    if not isinstance(node, Input) or not isinstance(item, Word):
        return False
    divisor = fold(item.text)
    if is_rate(node.name):
        return divisor.endswith("數")
    each = _EACH_ITEM.match(node.name)
    return each is not None and each["item"] in divisor


def _is_total(item: Item | None) -> bool:
    if isinstance(item, Group):
        return bool(item.items) and _is_total(item.items[0])
    return isinstance(item, Sign) and item.text == "Σ"


def _is_one_for_all(item: Item | None) -> bool:
    if _is_total(item):
        return True
    word = item.items[0] if isinstance(item, Group) and len(item.items) == 1 else item
    return isinstance(word, Word) and _ONE_FOR_ALL.match(fold(word.text)) is not None
