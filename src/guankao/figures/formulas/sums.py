"""Sums that are only implied: Σ over a list, and numbered parts with their weights."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import zip_longest
from typing import Final

from guankao.figures.formulas.entries import Entry, entries_after, refused_sum
from guankao.figures.formulas.errors import RefusalCode, RefusedFormula
from guankao.figures.formulas.items import Group, Item, Sign, Word
from guankao.figures.formulas.lexer import fold
from guankao.figures.formulas.nodes import (
    Divide,
    Input,
    Minimum,
    Multiply,
    Node,
    Number,
    Percent,
    addends,
    rebuilt,
    total,
    walk,
)
from guankao.figures.formulas.operands import is_measure
from guankao.figures.formulas.parser import parse, parse_group
from guankao.figures.formulas.segments import Segment, has_sign
from guankao.figures.formulas.weights import WHOLE, bracketed_weight, says_weight, weight_in

_ACTUAL: Final = re.compile(r"(?:達成|實際|執行|完成)(?:達成|完成)?[值數]?$|達成值$|實際值$")
_TARGET: Final = re.compile(r"(?:目標|預定|預計|應達成?)[值數]?$")
_WEIGHT: Final = re.compile(r"(?:權重|配分|比重|權值)$")
_CAP: Final = re.compile(
    r"max\s*=\s*1(?![\d.])|(?:上限|最高)(?:以|為)?\s*(?:1(?![\d.])|100%)", re.IGNORECASE
)
_EACH: Final = re.compile(r"各?[占佔]\s*(?P<weight>[\d.]+)\s*%")
_BARE: Final = re.compile(
    r"^(?:本|當|上|前|去|該|累計)?\s*\d?\s*(?:[一二三]|\d)?\s*(?:年度|年|學年|期)?(?:平均|實際|計畫|預定)?.{0,3}$"
)


def runs_over_list(items: tuple[Item, ...]) -> bool:
    """Whether Σ stands before a bracket with products or quotients, which only a list can fill."""
    for item, following in zip_longest(items, items[1:]):
        if isinstance(item, Group) and runs_over_list(item.items):
            return True
        if isinstance(item, Sign) and item.text == "Σ" and isinstance(following, Group):
            return any(has_sign(following.items, sign) for sign in "/*")
    return False


def sum_over_list(
    whole: str, items: tuple[Item, ...], segment: Segment, *, fiscal_year: int | None
) -> Node:
    """Σ〔（各項達成值÷各項目標值）×各項權重〕 over the list that follows.

    Raises:
        RefusedFormula: no list follows, or its weights do not make a whole.
    """

    def read(group: Group) -> Node:
        template = parse_group(whole, group)
        roles = [item.name for item in walk(template) if isinstance(item, Input)]
        if not roles or any(_role(name) is None for name in roles):
            raise refused_sum(whole, group.start)
        found = entries_after(whole, items, segment.end, fiscal_year=fiscal_year)
        if len(found) < 2:
            raise refused_sum(whole, group.start)
        _require_whole(whole, [entry.weight for entry in found], group.start)
        capped = _CAP.search(fold(whole)) is not None
        return total([_filled(template, entry, capped=capped) for entry in found], template.span)

    return parse(whole, segment.items, read)


def _role(name: str) -> str | None:
    for role, pattern in (("weight", _WEIGHT), ("target", _TARGET), ("actual", _ACTUAL)):
        if pattern.search(fold(name)):
            return role
    return None


def _filled(template: Node, entry: Entry, *, capped: bool) -> Node:
    def fill(item: Input) -> Node:
        role = _role(item.name)
        if role == "weight":
            return entry.weight
        return entry.actual if role == "actual" or entry.target is None else entry.target

    filled = rebuilt(template, fill)
    if not capped:
        return filled
    return _with_cap(filled)


def _with_cap(node: Node) -> Node:
    match node:
        case Divide():
            return Minimum((node, Number(Decimal(1))), node.span)
        case Multiply():
            return Multiply(_with_cap(node.left), node.right, node.span)
        case _:
            return node


def _require_whole(whole: str, weights: list[Node], position: int) -> None:
    summed = sum((_share(weight) for weight in weights), Decimal(0))
    if summed not in (Decimal(1), Decimal(100)):
        expected = f"weights that add up to 100%, and they make {summed.normalize():f}"
        raise RefusedFormula(whole, position, RefusalCode.WEIGHTS, expected)


def _share(weight: Node) -> Decimal:
    match weight:
        case Percent(operand=Number(value=value)):
            return value / 100
        case Number(value=value):
            return value
    return Decimal(0)


def weighted_parts(whole: str, parts: list[Segment]) -> Node | None:
    """1.（甲÷乙）×50%。2.丙率×50%。: their sum, where the weights make a whole.

    ``None`` where the parts carry no weights.

    Raises:
        RefusedFormula: they do, and do not add up.
    """
    nodes = [parse(whole, part.items) for part in parts]
    weights = [_weight_of(node) for node in nodes]
    if any(weight is None for weight in weights):
        return None
    _require_whole(whole, [weight for weight in weights if weight is not None], parts[0].start)
    headings = [_heading(part) for part in parts]
    return total(_told_apart(nodes, headings))


def parts_with_weights_as_factors(whole: str, parts: list[Segment]) -> Node | None:
    """甲÷乙×60%；丙÷丁×40%: their sum, without numbers, only where the weights make a whole."""
    labels = [fold(part.label) for part in parts if part.label]
    if any(part.number for part in parts) or len(parts) < 2 or len(set(labels)) < len(labels):
        return None
    nodes = [parse(whole, part.items) for part in parts]
    used = {fold(item.name) for node in nodes for item in walk(node) if isinstance(item, Input)}
    if used & set(labels):
        return None
    weights = [_weight_of(node) for node in nodes]
    known = [_share(weight) for weight in weights if weight is not None]
    if len(known) < len(parts) or sum(known, Decimal(0)) != 1:
        return None
    return total(_told_apart(nodes, [_heading(part) for part in parts]))


def parts_with_stated_weights(whole: str, segments: list[Segment]) -> Node | None:
    """甲率（權重60%）：甲÷乙。乙率（權重40%）：丙÷丁。: their sum, each by its weight.

    A weight stands behind the name of the part, at its end, or in the clause after it.

    Returns:
        ``None`` where the parts say no weights of this kind.

    Raises:
        RefusedFormula: some do, and some do not; or they make no whole; or a part with a weight
            calculates nothing.
    """
    parts = [segment for segment in segments if segment.calculates]
    stated = [_stated(whole, segments, part) for part in parts]
    weights = [weight for weight, _ in stated if weight is not None]
    others = [part for part in segments if not part.calculates and _weighs_alone(whole, part)]
    if len(parts) == len(weights) > 1 and sum(weights) == WHOLE and not others:
        nodes = [_without_weight(whole, part) for part in parts]
        apart = _told_apart(nodes, [_heading(part) for part in parts])
        return total(
            [
                Multiply(node, Percent(Number(weight)), node.span)
                for node, weight in zip(apart, weights, strict=True)
            ]
        )
    if others and (parts[0].number or weights):
        expected = "a calculation for every part that has a weight"
        raise RefusedFormula(whole, others[0].start, RefusalCode.CONDITION, expected)
    if len(parts) > 1 and any(said for _, said in stated):
        expected = "a weight for each part, and that they add up to 100%"
        raise RefusedFormula(whole, parts[0].start, RefusalCode.WEIGHTS, expected)
    return None


def _stated(whole: str, segments: list[Segment], part: Segment) -> tuple[Decimal | None, bool]:
    """The weight beside a part, in percent, and whether it is called a weight."""
    if (weight := weight_in(part.remark)) is not None:
        return weight, says_weight(part.remark)
    if (said := _LABEL_WEIGHT.search(part.label)) is not None:
        return Decimal(said["weight"]), True
    last = part.items[-1]
    if isinstance(last, Word) and says_weight(fold(last.text)):
        return weight_in(fold(last.text)), True
    if (weight := bracketed_weight(whole, last)) is not None:
        return weight, says_weight(fold(whole[last.start + 1 : last.end - 1]))
    following = segments.index(part) + 1
    if following < len(segments) and segments[following].soft:
        text = fold(whole[segments[following].start : segments[following].end])
        if says_weight(text):
            return weight_in(text), True
    return None, False


def _without_weight(whole: str, part: Segment) -> Node:
    last = part.items[-1]
    weighs = bracketed_weight(whole, last) is not None or (
        isinstance(last, Word) and says_weight(fold(last.text))
    )
    return parse(whole, part.items[:-1] if weighs else part.items)


_LABEL_WEIGHT: Final = re.compile(r"(?:權重|權數|比重|配分|[占佔])為?(?P<weight>\d+(?:\.\d+)?)%$")


_PART_WITH_WEIGHT: Final = re.compile(
    r"(?:權重|權數|配分|比重|(?<!各)[占佔])\s*(?:為|:)?\s*[\d.]+\s*%\)?$|\([\d.]+\s*%\)$"
)


def require_all_weights(whole: str, node: Node, segments: list[Segment]) -> None:
    """Refuse 甲÷乙×60%，另完成丙占40%: what weighs the rest is not calculated.

    Raises:
        RefusedFormula: the weights in the formula leave a rest, and the prose speaks of weights.
    """
    weights = [_weight_of(item) for item in addends(node)]
    known = sum((_share(weight) for weight in weights if weight is not None), Decimal(0))
    if not 0 < known < 1:
        return
    for segment in segments:
        text = fold(whole[segment.start : segment.end])
        if not segment.calculates and _PART_WITH_WEIGHT.search(text):
            expected = "a calculation for every part that has a weight"
            raise RefusedFormula(whole, segment.start, RefusalCode.CONDITION, expected)


def _weighs_alone(whole: str, part: Segment) -> bool:
    """Whether a numbered part that calculates nothing has a weight."""
    text = fold(whole[part.start : part.end])
    if not part.number or says_weight(text):
        return False
    return _PART_WITH_WEIGHT.search(text) is not None


def _weight_of(node: Node) -> Node | None:
    if not isinstance(node, Multiply):
        return None
    for side in (node.right, node.left):
        if isinstance(side, Percent) and isinstance(side.operand, Number):
            return side if side.operand.value != WHOLE else None
        if isinstance(side, Number) and side.value < 1:
            return side
    return None


def _heading(part: Segment) -> str:
    if part.label:
        return part.label
    first = part.items[0]
    following = part.items[1] if len(part.items) > 1 else None
    if isinstance(first, Word) and isinstance(following, Group) and following.calculates:
        return first.text
    return ""


def _told_apart(nodes: list[Node], headings: list[str]) -> list[Node]:
    """Names that stand in several parts, or say only a year, take the heading of their part."""
    seen: dict[str, int] = {}
    for node in nodes:
        for name in {item.name for item in walk(node) if isinstance(item, Input)}:
            seen[name] = seen.get(name, 0) + 1

    def apart(node: Node, heading: str) -> Node:
        def change(item: Input) -> Node:
            if not heading or not (seen[item.name] > 1 or _BARE.fullmatch(fold(item.name))):
                return item
            return Input(f"{heading}：{item.name}", item.default, item.unit, item.span)

        return rebuilt(node, change)

    return [apart(node, heading) for node, heading in zip(nodes, headings, strict=True)]


def equal_parts(whole: str, parts: list[Segment], prose: str) -> Node | None:
    """Two results that 各占50%: the sum of each with that weight."""
    match = _EACH.search(prose)
    if match is None or "各" not in match[0]:
        return None
    weight = Percent(Number(Decimal(match["weight"])))
    _require_whole(whole, [weight for _ in parts], parts[0].start)
    return total([Multiply(parse(whole, part.items), weight) for part in parts])


def complete(name: str, last: str) -> str | None:
    """The full name of an addend whose end is said only once: 代理訴訟＋輔導訴訟結案件數.

    >>> complete("代理訴訟", "輔導訴訟結案件數")
    '代理訴訟（結案件數）'
    """
    if is_measure(name):
        return None
    for length in range(min(len(name), 6), 1, -1):
        place = last.find(name[-length:])
        if place >= 0 and (tail := last[place + length :]):
            return f"{name}（{tail}）"
    return None
