"""What a numbered list of quantities gives, where a sentence after it says so in words.

1.甲次數。2.乙次數。以上合計為總次數 is their sum. 1.甲件數。2.乙次數。每項均需較前年度增加5% is the
least of their growths: the target is reached where the slowest reaches it, and a mean would let one
make up for another.
"""

from __future__ import annotations

import re
from typing import Final

from guankao.figures.formulas.nodes import Divide, Input, Minimum, Node, Subtract, total
from guankao.figures.formulas.operands import Place, named, trimmed

_SUM: Final = re.compile(
    r"(?:以上|上列|上述|上開|前述|前開|前揭|前列)[^。]{0,24}(?:合計|加總|總和|總計)(?:為|之|數|$|[。;])?"
)
_EVERY: Final = re.compile(
    r"(?:(?:以上|上列|上述|上開|前述|前開)?每年度?)?(?:每|各)一?項(?:績效|指標|數值|成果)?(?:每年度?)?"
    r"均(?:需|須|應)?(?:較|比)(?P<before>(?:前|上|去)[一1]?年度?)"
    r"(?P<way>增加|成長|提升|減少|降低)(?:達|至少)?\d{1,3}(?:\.\d+)?%(?:以上)?"
)
_DOWN: Final = ("減少", "降低")
_ENTRY: Final = re.compile(r"(?<![\d.])(\d{1,2})\s*[.、](?!\d)")
_GOES_ON: Final = re.compile(r"[A-Za-z0-9第.]$")
_REMARK_END: Final = re.compile(r"\([^()]*\)[。;,]?$")


def body_of(place: Place) -> Place:
    """The place without a closing remark or full stop."""
    text = place.text.rstrip(" 。;,")
    while match := _REMARK_END.search(text):
        if match.start() == 0:
            break
        text = text[: match.start()].rstrip(" 。;,")
    return Place(place.whole, place.start, place.start + len(text))


def list_sum(place: Place) -> Node | None:
    """1.甲次數。2.乙次數。以上次數合計為總次數。"""
    closing = _SUM.search(place.text)
    entries = _entries(place, closing.start()) if closing else []
    return total(list(entries), place.span) if entries else None


def least_growth(place: Place) -> Node | None:
    """1.甲件數。2.乙次數。每項均需較前年度增加5%。"""
    text = place.text.rstrip(" 。;")
    closing = next((match for match in _EVERY.finditer(text) if match.end() == len(text)), None)
    if closing is None:
        return None
    growths: list[Node] = []
    for now in _entries(place, closing.start()):
        before = Input(f"{closing['before']}（{now.name}）", span=now.span)
        order = (before, now) if closing["way"] in _DOWN else (now, before)
        growths.append(Divide(Subtract(*order, now.span), before, now.span))
    return Minimum(tuple(growths), place.span) if growths else None


def _entries(place: Place, stop: int) -> list[Input]:
    """The quantities of the list before ``stop``; none where an entry is something else."""
    text = place.text
    marks = [
        match
        for match in _ENTRY.finditer(text[:stop])
        if not _GOES_ON.search(text[: match.start()])
    ]
    if len(marks) < 2 or [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return []
    ends = [mark.start() for mark in marks[1:]] + [stop]
    entries: list[Input] = []
    for mark, end in zip(marks, ends, strict=True):
        piece = body_of(trimmed(Place(place.whole, place.start + mark.end(), place.start + end)))
        bare = re.sub(r"\([^()]*\)", "", piece.text)
        if "。" in piece.text or not re.search(r"[數次量額目人]$", bare):
            return []
        entries.append(Input(named(piece), span=piece.span))
    return entries
