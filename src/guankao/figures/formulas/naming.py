"""Names: equal inputs share one, different things never do."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from guankao.figures.formulas.errors import RefusalCode, RefusedFormula
from guankao.figures.formulas.lexer import fold
from guankao.figures.formulas.nodes import (
    Add,
    Defined,
    Divide,
    Input,
    Maximum,
    Minimum,
    Negate,
    Node,
    Number,
    Percent,
    Power,
    rebuilt,
    walk,
)
from guankao.figures.formulas.operands import Place, is_measure, quantity_at
from guankao.figures.formulas.sums import complete

MOST_NODES: Final = 600
"""Nodes of a tree with its definitions put in; definitions that double each other are refused."""

_GENERIC: Final = re.compile(
    r"(?:各|該)?(?:項目?)?(?:本|當)?(?:年度?)?(?:預定|預計|設定)?(?:目標值|目標數|預定值|預計值|基準值)"
)
_TARGETS: Final = re.compile(r"目標值|目標數")
_NUMBERS: Final = re.compile(
    r"(?<![\d.,A-Za-z第⊖-])(?P<value>\d[\d,]*(?:\.\d+)?(?:[百千]?[萬億])?[^\W\d]{0,3})"
)
_DATE: Final = re.compile(
    r"\d{2,3}(?:\s*[-~至到⊖、]\s*\d{2,3})*\s*(?:年|學年)度?|[(]\s*\d{1,2}\s*[)]|[前近第]\d+"
)


def substituted(whole: str, node: Node, definitions: dict[str, Node]) -> Node:
    """The tree with every defined name replaced by its definition.

    Raises:
        RefusedFormula: definitions that go round in a circle, or grow without end.
    """

    def within(inner: Node, open_names: frozenset[str]) -> Node:
        def change(item: Input) -> Node:
            key = fold(item.name)
            if key not in definitions:
                return item
            if key in open_names:
                code, expected = RefusalCode.SAME_NAME, f"a definition of {item.name} without it"
                raise RefusedFormula(whole, item.span.start, code, expected)
            inner = within(definitions[key], open_names | {key})
            return inner if isinstance(inner, Input) else Defined(item.name, inner, item.span)

        changed = rebuilt(inner, change)
        if sum(1 for _ in walk(changed)) > MOST_NODES:
            expected = f"at most {MOST_NODES} quantities and signs"
            raise RefusedFormula(whole, 0, RefusalCode.TOO_LONG, expected)
        return changed

    return within(node, frozenset())


def one_name_each(whole: str, node: Node) -> Node:
    """Give different things different names, and equal ones the same.

    Raises:
        RefusedFormula: one name stands for two things, and nothing tells them apart.
    """
    node = _constants_apart(_targets_apart(node))
    return _ellipses_filled(whole, _same_spelling(node))


def _same_spelling(node: Node) -> Node:
    """One spelling for names that differ only in width or spaces."""
    spelling: dict[str, str] = {}

    def change(item: Input) -> Node:
        name = spelling.setdefault(fold(item.name).replace(" ", ""), item.name)
        return Input(name, item.default, item.unit, item.span)

    return rebuilt(node, change)


def _constants_apart(node: Node) -> Node:
    """One name with two constants (每公頃8.5公噸, 每公頃8.0公噸) names no input: plain numbers."""
    values: dict[str, set[Decimal | None]] = {}
    for item in walk(node):
        if isinstance(item, Input):
            values.setdefault(item.name, set()).add(item.default)

    def change(item: Input) -> Node:
        if item.default is None or len(values[item.name]) == 1:
            return item
        return Number(item.default, item.unit, item.span)

    return rebuilt(node, change)


def _targets_apart(node: Node) -> Node:
    """甲÷年度目標值＋乙÷年度目標值: two targets, named after what they are the target of."""
    parts = {
        item.left.name
        for item in walk(node)
        if isinstance(item, Divide) and _is_share_of_target(item) and isinstance(item.left, Input)
    }
    if len(parts) < 2:
        return node
    return _renamed(node)


def _is_share_of_target(node: Divide) -> bool:
    return (
        isinstance(node.left, Input)
        and isinstance(node.right, Input)
        and _GENERIC.fullmatch(fold(node.right.name)) is not None
    )


def _renamed(node: Node) -> Node:  # noqa: PLR0911  one case a node
    match node:
        case Divide(left=Input() as left, right=Input() as right) if _is_share_of_target(node):
            name = f"{right.name}（{left.name}）"
            return Divide(left, Input(name, right.default, right.unit, right.span), node.span)
        case Number() | Input():
            return node
        case Percent() | Negate():
            return type(node)(_renamed(node.operand), node.span)
        case Defined():
            return Defined(node.name, _renamed(node.expression), node.span)
        case Power():
            return Power(_renamed(node.base), node.exponent, node.span)
        case Minimum() | Maximum():
            return type(node)(tuple(_renamed(item) for item in node.operands), node.span)
        case _:
            return type(node)(_renamed(node.left), _renamed(node.right), node.span)


def _chains(node: Node) -> list[list[Input]]:
    """The names that are added to each other, chain by chain."""
    found: list[list[Input]] = []
    inside: set[int] = set()
    for item in walk(node):
        if isinstance(item, Add) and id(item) not in inside:
            chain: list[Input] = []
            left: Node = item
            while isinstance(left, Add):
                inside.add(id(left))
                if isinstance(left.right, Input):
                    chain.insert(0, left.right)
                left = left.left
            if isinstance(left, Input):
                chain.insert(0, left)
            found.append(chain)
    return found


def _ellipses_filled(whole: str, node: Node) -> Node:
    """代理訴訟＋輔導訴訟勝訴件數 and 代理訴訟＋輔導訴訟結案件數: 代理訴訟 is two things."""
    chains = _chains(node)
    short: dict[str, set[str]] = {}
    for chain in chains:
        for item in chain[:-1]:
            if item.default is None and not is_measure(item.name) and is_measure(chain[-1].name):
                short.setdefault(item.name, set()).add(chain[-1].name)
    doubtful = {name for name, lasts in short.items() if len(lasts) > 1}
    if not doubtful:
        return node
    full: dict[int, str] = {}
    for chain in chains:
        for item in chain[:-1]:
            if item.name in doubtful:
                name = complete(item.name, chain[-1].name)
                if name is None:
                    expected = f"two names: {item.name} seems to stand for two things"
                    code = RefusalCode.SAME_NAME
                    raise RefusedFormula(whole, item.span.start, code, expected)
                full[item.span.start] = name

    def change(item: Input) -> Node:
        if item.name not in doubtful:
            return item
        return Input(full.get(item.span.start, item.name), None, item.unit, item.span)

    return rebuilt(node, change)


def with_defaults(node: Node, prose: list[str]) -> Node:
    """Take values for inputs from the sentences beside the formula."""
    targets = [
        item.name
        for item in _inputs(node)
        if item.default is None and _TARGETS.search(fold(item.name).split("(")[0][-4:])
    ]
    given = _stated(node, prose)
    numbers = _target_numbers(prose) if targets else []
    if targets and len(numbers) == len(targets):
        given |= dict(zip(targets, numbers, strict=True))

    def change(item: Input) -> Node:
        if item.default is not None or item.name not in given:
            return item
        value, unit = given[item.name]
        return Input(item.name, value, unit, item.span)

    return rebuilt(node, change)


def _inputs(node: Node) -> list[Input]:
    found: dict[str, Input] = {}
    for item in walk(node):
        if isinstance(item, Input):
            found.setdefault(item.name, item)
    return list(found.values())


def _stated(node: Node, prose: list[str]) -> dict[str, tuple[Decimal, str]]:
    """以10,000件為基準件數, and 家數以1.5為目標值計算."""
    found: dict[str, tuple[Decimal, str]] = {}
    for item in _inputs(node):
        name = re.escape(fold(item.name))
        for pattern in (
            rf"以(?P<value>\d[\d,.]*[^\W\d]{{0,3}}?)為{name}(?:$|[,。;])",
            rf"{name}(?:均?以|為)(?P<value>\d[\d,.]*[^\W\d]{{0,3}}?)(?:為目標值)?(?:計算?|估算)",
        ):
            for text in prose:
                if match := re.search(pattern, text):
                    quantity = quantity_at(Place(match["value"], 0, len(match["value"])))
                    if quantity is not None and not quantity[1]:
                        found[item.name] = (quantity[0].value, quantity[0].unit)
    return found


def _target_numbers(prose: list[str]) -> list[tuple[Decimal, str]]:
    """The figures that the sentences about 目標值 name, in their order."""
    found: list[tuple[Decimal, str]] = []
    begun = False
    for text in prose:
        begun = begun or _TARGETS.search(text) is not None
        if not begun:
            continue
        for match in _NUMBERS.finditer(_DATE.sub(lambda date: " " * len(date[0]), text)):
            quantity = quantity_at(Place(match["value"], 0, len(match["value"])))
            if quantity is not None and not quantity[1] and quantity[0].unit:
                found.append((quantity[0].value, quantity[0].unit))
    return found
