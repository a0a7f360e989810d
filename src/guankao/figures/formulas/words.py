"""Arithmetic said in words alone: 甲占乙之比率, 較前一年度增加數, 以上各項合計為總次數."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice
from typing import Final

from guankao.figures.formulas.lexer import fold
from guankao.figures.formulas.nodes import (
    Divide,
    Input,
    Multiply,
    Node,
    Number,
    Percent,
    Subtract,
    total,
)
from guankao.figures.formulas.operands import Place, is_measure, is_rate, named, trimmed

LONGEST_IN_WORDS: Final = 800
"""Characters of a calculation in words; a longer text describes, and does not calculate."""
MOST_JOINTS: Final = 6
"""Places of 及 at which a phrase is tried as two quantities."""

_RATIO: Final = r"(?:比率|比例|百分比|百分率|比重)"
_SHARE: Final = re.compile(
    rf"(?:.*[。:;])?(?P<part>[^。:;]+?)(?<![各])[占佔](?P<whole>[^占佔。:;]+?)(?:之|的)?{_RATIO}"
)
_DOWN: Final = ("減少", "降低", "下降", "縮短", "減緩")
_WAY: Final = r"(?P<way>增加|成長|增長|提升|提高|減少|降低|下降|縮短)"
_RELATIVE: Final = r"(?P<relative>(?:之|的)?(?:比率|比例|幅度|百分比|率))"
_ABSOLUTE: Final = r"(?P<absolute>(?:之|的)?(?:數|數量|人數|件數|次數|額|金額|量))"
_COMPARED: Final = re.compile(
    rf"(?P<now>[^。:;,]+?)(?:較|比)(?P<before>[^。:;,較]+?){_WAY}(?:{_RELATIVE}|{_ABSOLUTE})"
)
_AGAINST_BASE: Final = re.compile(
    rf"(?P<now>[^。:;,較()]+?){_WAY}{_RELATIVE}\((?:基準值|基期|基準)(?:為|:)?(?P<before>[^()]+)\)"
)
_EARLIER: Final = re.compile(
    r"(?:前|上|去|基期|基準)\s*(?:[一1]?年?|\d{1,2}年)?(?:年度|年|期|學年度?)?|\d{2,3}(?:學)?年度?(?:底)?"
)
_EARLIER_MEAN: Final = re.compile(
    r"(?:前|近|過去)\s*[\d一二三四五六七八九十]{1,2}年(?:度)?(?:之|的)?平均(?:值|數)?"
)
_LIST_SUM: Final = re.compile(
    r"(?:以上|上列|上述|上開|前述|前開|前揭|前列)[^。]{0,24}(?:合計|加總|總和|總計)(?:為|之|數|$|[。;])?"
)
_LIST_ENTRY: Final = re.compile(r"(?<![\d.])(\d{1,2})\s*[.、](?!\d)")
_WEIGHTED: Final = re.compile(
    r"(?P<name>[^%,、。;:占佔()]+(?:\([^()%]{1,12}\)[^%,、。;:占佔()]+)*?)[占佔](?P<weight>\d+(?:\.\d+)?)%"
)
_TOGETHER: Final = re.compile(r"(?P<names>[^。:;,()]+?)(?:之|的)?(?:合計|加總)(?:數|總數)?")
_REMARK_END: Final = re.compile(r"\([^()]*\)[。;,]?$")
_AND: Final = re.compile(r"[與及和]")


def read_words(whole: str) -> Node | None:
    """The tree of a standard that calculates without signs; ``None`` where it does not.

    >>> node = read_words("本年度得獎作品件數占參展作品件數之比率")
    >>> node.left.name, node.right.name
    ('本年度得獎作品件數', '參展作品件數')
    >>> read_words("辦理研習之人次") is None
    True
    """
    text = fold(whole).rstrip()
    if len(text) > LONGEST_IN_WORDS:
        return None
    place = Place(whole, 0, len(text))
    for reader in (_list_sum, _weights, _against_base, _compared, _share, _together):
        if (node := reader(place)) is not None:
            return node
    return None


def _body(place: Place) -> Place:
    """The place without a closing remark or full stop."""
    text = place.text.rstrip(" 。;,")
    while match := _REMARK_END.search(text):
        if match.start() == 0:
            break
        text = text[: match.start()].rstrip(" 。;,")
    return Place(place.whole, place.start, place.start + len(text))


def _input(place: Place, match: re.Match[str], group: str) -> Input:
    piece = trimmed(
        Place(place.whole, place.start + match.start(group), place.start + match.end(group))
    )
    return Input(named(piece), span=piece.span)


def _share(place: Place) -> Node | None:
    body = _body(place)
    match = _SHARE.fullmatch(body.text)
    if match is None or "%" in match[0] or re.search(r"[,、]$", match["part"]):
        return None
    part, whole = _input(body, match, "part"), _input(body, match, "whole")
    if "," in fold(part.name) or not (_counts(part) and _counts(whole)):
        return None
    return Divide(part, whole, body.span)


def _counts(item: Input) -> bool:
    return is_measure(item.name) and not is_rate(item.name)


def _before(place: Place, match: re.Match[str], now: Node) -> Input | None:
    """What it is compared with; 前一年度 alone is the same thing of that year."""
    before = _input(place, match, "before")
    text = fold(before.name)
    if _EARLIER.fullmatch(text) or _EARLIER_MEAN.fullmatch(text) or text.startswith("基準值"):
        name = now.name if isinstance(now, Input) else place.whole[slice(*match.span("now"))]
        return Input(f"{before.name}（{name.strip()}）", span=before.span)
    if _EARLIER.match(text) and (is_measure(text) or re.search(r"平均", text)):
        return before
    return None


def _compared(place: Place) -> Node | None:
    """甲較前一年度增加數, 甲較前3年平均值減少比率."""
    body = _body(place)
    match = _COMPARED.fullmatch(body.text)
    if match is None:
        return None
    now: Node = _input(body, match, "now")
    before = _before(body, match, now)
    if before is None:
        return None
    parts = _together(Place(body.whole, body.start, body.start + match.end("now")))
    return _change(parts or now, before, match, body)


def _against_base(place: Place) -> Node | None:
    """甲減少比率（基準值為乙）"""
    match = _AGAINST_BASE.fullmatch(place.text.rstrip(" 。;"))
    if match is None or re.match(r"[\d.,]+\D{0,3}$", match["before"]):
        return None
    now = _input(place, match, "now")
    before = _input(place, match, "before")
    return _change(now, Input(f"基準值（{before.name}）", span=before.span), match, place)


def _change(now: Node, before: Node, match: re.Match[str], place: Place) -> Node | None:
    if isinstance(now, Input) and is_rate(now.name):
        return None  # a ratio of ratios and a difference of points are both said so
    down = match["way"] in _DOWN
    change = Subtract(*((before, now) if down else (now, before)), place.span)
    return Divide(change, before, place.span) if match["relative"] else change


def _list_sum(place: Place) -> Node | None:
    """1.甲次數。2.乙次數。以上次數合計為總次數。"""
    text = place.text
    closing = _LIST_SUM.search(text)
    if closing is None:
        return None
    marks = [
        match
        for match in _LIST_ENTRY.finditer(text[: closing.start()])
        if match.start() == 0 or text[match.start() - 1] in "。;:, "
    ]
    if len(marks) < 2 or [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return None
    ends = [mark.start() for mark in marks[1:]] + [closing.start()]
    entries: list[Node] = []
    for mark, end in zip(marks, ends, strict=True):
        piece = _body(trimmed(Place(place.whole, place.start + mark.end(), place.start + end)))
        bare = re.sub(r"\([^()]*\)", "", piece.text)
        if "。" in piece.text or not re.search(r"[數次量額目人]$", bare):
            return None
        entries.append(Input(named(piece), span=piece.span))
    return total(entries, place.span)


def _weights(place: Place) -> Node | None:
    """甲結果占50%及乙結果占50%, alone or in a bracket."""
    matches = list(_WEIGHTED.finditer(place.text))
    if len(matches) < 2:
        return None
    if sum(Decimal(match["weight"]) for match in matches) != 100:
        return None
    parts: list[Node] = []
    for match in matches:
        name = _input(place, match, "name")
        if not re.sub(r"\W", "", name.name):
            return None
        weight = Percent(Number(Decimal(match["weight"])), name.span)
        parts.append(Multiply(name, weight, name.span))
    return total(parts, place.span)


def _together(place: Place) -> Node | None:
    """甲人數及乙人數合計"""
    body = _body(place)
    match = _TOGETHER.fullmatch(body.text)
    if match is None:
        return None
    start, names = match.start("names"), match["names"]
    for joint in islice(_AND.finditer(names), MOST_JOINTS):
        first = Place(body.whole, body.start + start, body.start + start + joint.start())
        second = Place(
            body.whole, body.start + start + joint.end(), body.start + match.end("names")
        )
        pair = [Input(named(trimmed(piece)), span=piece.span) for piece in (first, second)]
        if all(is_measure(item.name) for item in pair) and "、" not in names:
            return total(list(pair), body.span)
    return None
