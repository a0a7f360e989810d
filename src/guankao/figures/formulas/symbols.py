"""What a letter stands for, where the text says so in words: A：… ， A為… ， 到考人數（A）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures.formulas.items import Group, Item, Mark, Word
from guankao.figures.formulas.lexer import fold
from guankao.figures.formulas.nodes import Input, Node
from guankao.figures.formulas.operands import Place, named, trimmed
from guankao.figures.formulas.segments import Segment, segments_of

_SYMBOL: Final = re.compile(r"[A-Za-z]\d{0,2}|分子|分母|指標\d{1,2}|[甲乙丙丁戊]")
_RESPECTIVELY: Final = re.compile(
    r"(?:其中|式中)?(?P<symbols>[A-Z](?:[、及與,][A-Z])+)(?:分別)(?:代表|表示|為|係|指)(?P<what>.+)"
)
_JOINT: Final = re.compile(r"[、與,]|及(?![格時早])")
_SAID: Final = re.compile(
    r"(?:其中|式中|上式|而|及)?,?(?P<symbol>[A-Za-z]\d{0,2}|分子|分母)\s*(?:代表|表示|為|係指|係|指|即)\s*(?P<what>.+)"
)
_LEADS: Final = re.compile(r"[(](?P<symbol>[A-Za-z]\d{0,2})[)]\s*(?P<what>[^,。;:()]+)")
_BEHIND_ITS_NAME: Final = re.compile(
    r"(?P<name>[^\s,。;:、()\[\]{}【】〔〕÷×+=*/⊖占佔]{2,60})[(〔](?P<symbol>[A-Za-z]\d{0,2})[)〕]"
)


_JOINTS: Final = "加減與及和或並"


def meanings(whole: str, segments: list[Segment], items: tuple[Item, ...]) -> dict[str, Node]:
    """The names that letters stand for, in the clauses that calculate nothing and in remarks."""
    found: dict[str, Node] = {}
    prose = [segment for segment in segments if not segment.calculates]
    for symbol, place in _behind_names(whole):
        found.setdefault(symbol, Input(named(place), span=place.span))
    for symbol, place in _respectively(whole):
        found[symbol] = Input(named(place), span=place.span)
    for segment in [*prose, *_in_remarks(whole, items)]:
        read = _labelled(whole, segment) or _said(whole, segment)
        if read is not None and read[1].text:
            symbol, place = read
            found[symbol] = Input(named(place), span=place.span)
    return found


def _in_remarks(whole: str, items: tuple[Item, ...]) -> Iterator[Segment]:
    for item in items:
        if not isinstance(item, Group):
            continue
        if item.calculates:
            yield from _in_remarks(whole, item.items)
        elif any(isinstance(inner, Mark) and inner.text in ":=" for inner in item.items):
            yield from segments_of(whole, item.items)


def _labelled(whole: str, segment: Segment) -> tuple[str, Place] | None:
    if not segment.items or not _SYMBOL.fullmatch(segment.label):
        return None
    last = max((item.end for item in segment.items if isinstance(item, Word)), default=0)
    return segment.label, trimmed(Place(whole, segment.start, last))


def _said(whole: str, segment: Segment) -> tuple[str, Place] | None:
    if segment.label or not segment.items:
        return None
    text = fold(whole[segment.start : segment.end])
    match = _SAID.fullmatch(text) or _LEADS.fullmatch(text)
    if match is None:
        return None
    start = segment.start + match.start("what")
    return match["symbol"], trimmed(Place(whole, start, segment.end))


def _respectively(whole: str) -> Iterator[tuple[str, Place]]:
    """A、B、C分別為甲數、乙數及丙數, as many names as letters."""
    match = _RESPECTIVELY.search(fold(whole))
    if match is None:
        return
    letters = _JOINT.split(match["symbols"])
    text = re.split(r"[。;()]", match["what"])[0]
    pieces = _JOINT.split(text)
    if len(pieces) != len(letters):
        return
    start = match.start("what")
    for letter, piece in zip(letters, pieces, strict=True):
        yield letter, trimmed(Place(whole, start, start + len(piece)))
        start += len(piece) + 1


def _behind_names(whole: str) -> Iterator[tuple[str, Place]]:
    text = fold(whole)
    for match in _BEHIND_ITS_NAME.finditer(text):
        start = match.start("name")
        if text[start - 1 : start] in (")", "〕") and text[start] in _JOINTS:
            start += 1  # （A）加乙（B）
        yield match["symbol"], trimmed(Place(whole, start, match.end("name")))
