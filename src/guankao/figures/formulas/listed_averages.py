"""The average of several rates: 甲、乙業務申辦率之平均數, with what each rate is.

Two forms are certain. Either the text says once how the rate of a single item is calculated
(單項業務申辦率＝…) and lists the items; or it calculates each rate, and says that the average of
these counts. An average over items that are not listed stays open.
"""

from __future__ import annotations

import re
from typing import Final

from guankao.figures.formulas.averages import mean
from guankao.figures.formulas.errors import RefusalCode, RefusedFormula
from guankao.figures.formulas.lexer import fold
from guankao.figures.formulas.nodes import Defined, Input, Node, Span, rebuilt
from guankao.figures.formulas.operands import is_rate
from guankao.figures.formulas.parser import parse
from guankao.figures.formulas.segments import Segment

_AVERAGE: Final = re.compile(r"(?P<what>.+?)(?:之|的)?(?:算術)?平均(?:數|值)?(?:計算|計之|計)?")
_OF_ALL: Final = re.compile(
    r"(?:本項)?(?:係|為|取|採|以)?(?:以上|上列|上述|上開|前述|前開|前揭|前列)"
    r"(?P<number>[\d一二兩三四五六七八九十]{0,2})(?:項|者|類)?(?:指標|比率|比例|達成率|百分比|率)?"
)
_SINGLE: Final = re.compile(
    r"(?:單一?項?|各單項|各項|每項|個別|各該|該項|單類|各類|每類|各別|分項|各|每)(?P<what>.+)"
)
_JOINT: Final = re.compile(r"[、與和暨]|及(?![格時早])")
_COUNTED: Final = re.compile(r"等?(?P<number>[\d一二兩三四五六七八九十]{1,2})(?:項|類|種|個)?$")
_CHINESE: Final = "一二三四五六七八九十"
_OPEN_LIST: Final = re.compile(r"等$|各|每|所有|全部")


def average_of_list(whole: str, segments: list[Segment]) -> Node | None:
    """The average that a clause asks for; ``None`` where none does.

    Raises:
        RefusedFormula: a clause asks for one, and what it runs over is open.
    """
    calculating = [segment for segment in segments if segment.calculates]
    for segment in segments:
        if segment.calculates or not segment.items:
            continue
        text = fold(whole[segment.start : segment.end]).strip()
        match = _AVERAGE.fullmatch(text)
        if match is None:
            continue
        span = Span(segment.start, segment.end)
        node = _of_all(whole, match["what"], calculating, span) or _of_labels(
            whole, match["what"], calculating, span
        )
        node = node or _of_items(whole, match["what"], calculating, span)
        if node is None:
            expected = "a list of what the average is taken over, and how each is calculated"
            raise RefusedFormula(whole, segment.start, RefusalCode.OPEN_AVERAGE, expected)
        return node
    return None


def _number(written: str) -> int:
    if written == "兩":
        return 2
    return _CHINESE.find(written) + 1 if not written.isdecimal() else int(written)


def _of_all(whole: str, what: str, parts: list[Segment], span: Span) -> Node | None:
    """以上2項之平均值, behind the calculation of each."""
    match = _OF_ALL.fullmatch(what)
    if match is None or len(parts) < 2 or any(part.start > span.start for part in parts):
        return None
    if match["number"] and _number(match["number"]) != len(parts):
        return None
    return mean([_defined(whole, part) for part in parts], span)


def _of_labels(whole: str, what: str, parts: list[Segment], span: Span) -> Node | None:
    """甲率及乙率之平均值, where 甲率＝… and 乙率＝… stand beside."""
    names = [name.strip() for name in _JOINT.split(what)]
    labels = [fold(part.label) for part in parts]
    if len(parts) < 2 or len(set(labels)) != len(labels) or set(names) != set(labels):
        return None
    return mean([_defined(whole, part) for part in parts], span)


def _of_items(whole: str, what: str, parts: list[Segment], span: Span) -> Node | None:
    """甲、乙業務申辦率之平均數, where 單項業務申辦率＝… stands beside."""
    if len(parts) != 1 or (single := _SINGLE.fullmatch(fold(parts[0].label))) is None:
        return None
    if not what.endswith(single["what"]):
        return None
    listed = what[: -len(single["what"])]
    wanted = 0
    if counted := _COUNTED.search(listed):
        wanted, listed = _number(counted["number"]), listed[: counted.start()]
    items = [item.strip() for item in _JOINT.split(listed)]
    if len(items) < 2 or len(set(items)) != len(items) or not all(items):
        return None
    if (wanted and wanted != len(items)) or _OPEN_LIST.search(listed):
        return None
    if any(is_rate(item) for item in items):
        return None
    rate = parse(whole, parts[0].items)
    return mean([Defined(f"{item}{single['what']}", _of(rate, item)) for item in items], span)


def _of(rate: Node, item: str) -> Node:
    def change(quantity: Input) -> Node:
        if quantity.default is not None:
            return quantity
        return Input(f"{quantity.name}（{item}）", None, quantity.unit, quantity.span)

    return rebuilt(rate, change)


def _defined(whole: str, part: Segment) -> Node:
    node = parse(whole, part.items)
    return Defined(part.label, node, node.span) if part.label else node
