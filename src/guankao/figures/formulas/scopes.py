"""One name in two labelled brackets: 本館（人次÷目標）×50%＋分館（人次÷目標）×50%.

The label says whose figures these are, so two of the same name are two things. They are kept
apart only where that is sure: where the labels are years, where the whole brackets are alike, or
where the name says nothing by itself (目標值). 登記率（登記數÷推估數） and 絕育率（絕育數÷登記數）
speak of one 登記數.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from guankao.figures.formulas.items import Group, Item, Word
from guankao.figures.formulas.lexer import fold
from guankao.figures.formulas.nodes import Input, Node, rebuilt, walk

_YEAR: Final = re.compile(
    r"(?:本|當|上|前|去|今|該|基期|次)[一1]?(?:年度?|期|季|月|學年度?)|期初|期末|(?:第\d季)|"
    r"\d{2,3}(?:學)?年度?|(?:前|近)\d年(?:平均)?"
)
_SAYS_NOTHING: Final = re.compile(
    r"(?:各項|年度|本年度|當年度)?(?:實際|目標|達成|預定|預計|執行|完成|應|已)"
    r"(?:達成|完成|執行|辦理)?[^\W\d]{0,2}"
)


@dataclass(frozen=True, slots=True)
class _Labelled:
    label: str
    group: Group


def told_apart(whole: str, node: Node, items: tuple[Item, ...]) -> Node:
    """The tree, where names that stand in several labelled brackets take their label."""
    brackets = list(_labelled(whole, items))
    if len({bracket.label for bracket in brackets}) < 2:
        return node
    inside = {
        bracket.group.start: [item for item in _inputs(node) if _holds(bracket.group, item)]
        for bracket in brackets
    }
    texts = {
        bracket.group.start: fold(whole[slice(*bracket.group.inner)]).replace(" ", "")
        for bracket in brackets
    }
    full: dict[int, str] = {}
    for bracket in brackets:
        others = [other for other in brackets if other.label != bracket.label]
        alike = any(texts[other.group.start] == texts[bracket.group.start] for other in others)
        for item in inside[bracket.group.start]:
            shared = [
                other
                for other in others
                if any(item.name == one.name for one in inside[other.group.start])
            ]
            by_year = _YEAR.fullmatch(fold(bracket.label)) is not None
            if shared and (alike or by_year or _SAYS_NOTHING.fullmatch(fold(item.name))):
                full[item.span.start] = f"{bracket.label}：{item.name}"

    def change(item: Input) -> Node:
        return Input(full.get(item.span.start, item.name), item.default, item.unit, item.span)

    return rebuilt(node, change)


def _inputs(node: Node) -> list[Input]:
    return [item for item in walk(node) if isinstance(item, Input)]


def _holds(group: Group, item: Input) -> bool:
    return group.start < item.span.start and item.span.end < group.end


def _labelled(whole: str, items: tuple[Item, ...]) -> Iterator[_Labelled]:
    for before, item in pairwise((None, *items)):
        if not isinstance(item, Group) or not item.calculates:
            continue
        if isinstance(before, Word):
            yield _Labelled(whole[before.start : before.end].strip(), item)
        yield from _labelled(whole, item.items)
