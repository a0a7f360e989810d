"""The columns of a table on a page: how wide each is, and where its words may have to be cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from math import ceil
from typing import Final

from guankao.documents.formats.pages import MARGIN, page_size
from guankao.documents.papers import Table

POINTS_IN_A_CENTIMETRE: Final = 72 / 2.54
CELL_TEXT: Final = 9.0
"""Points of the text in a table; templates/blocks.typ and style.css set the same."""

CELL_INSET: Final = 9.5
"""Points that both sides of a cell and its line take."""

LINE_PITCH: Final = 11.3
"""Points from one line of a cell to the next, rather too much than too little."""

SHORT: Final = 5.0
"""Ems up to which the texts of a column are kept on one line, such as a method or a category."""

WIDEST_WORD: Final = 12.0
"""Ems of an uncut word for which a column is made wider; a longer word is cut."""

_WORD: Final = re.compile(r"[!-~\u00a1-\u024f]+")
"""What a line is not broken in: signs of half width without a space."""


def ems(text: str) -> float:
    """The width of a line of text in ems, rather too much than too little.

    >>> ems("達90%")
    3.26
    """
    return round(sum(map(_em, text)), 2)


@cache
def _em(sign: str) -> float:
    """The width of one sign: an ideograph has 1, and Latin letters what the fonts give them."""
    if sign in "mMWw@%":
        return 1.06
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    if sign in " .,:;'|ijl!()[]-/":
        return 0.4
    return 0.8 if sign.isupper() or ord(sign) > 0x24F else 0.6


def column_points(table: Table, *, landscape: bool) -> list[float]:
    """The width of each column in points, insets included; together they fill the line.

    The table's own shares decide, except where a column would break a short text or an uncut
    word: it is widened, and those that can spare it give in proportion to what they can spare.
    """
    number = len(table.rows[0].cells)
    line = (page_size(landscape=landscape)[0] - 2 * MARGIN) * POINTS_IN_A_CENTIMETRE
    shares = list(table.widths) if len(table.widths) == number else [1] * number
    asked = [line * share / sum(shares) for share in shares]
    needed = [_needed(texts) for texts in _columns(table, number)]
    lacking = sum(max(0.0, need - have) for need, have in zip(needed, asked, strict=True))
    spare = sum(max(0.0, have - need) for need, have in zip(needed, asked, strict=True))
    if lacking > spare:
        return asked
    return [
        max(have, need) if have <= need else have - (have - need) * lacking / spare
        for need, have in zip(needed, asked, strict=True)
    ]


def text_height(text: str, points: float) -> float:
    """The height of a cell's text in points, where its lines are so wide."""
    lines = (max(1, ceil(ems(line) * CELL_TEXT / points)) for line in text.split("\n"))
    return LINE_PITCH * sum(lines)


def cut(text: str, points: float, size: float = CELL_TEXT) -> str | list[str]:
    """The text, or its pieces where it holds a word that is wider than the line.

    >>> cut("達 90% 以上", 60)
    '達 90% 以上'
    >>> cut("見 https://example.org/a/b/c", 60)
    ['見 https://', 'example.', 'org/a/b/c']
    """
    pieces: list[str] = [""]
    end = 0
    for word in _WORD.finditer(text):
        pieces[-1] += text[end : word.start()]
        end = word.end()
        first, *others = _pieces_of(word[0], points / size)
        pieces[-1] += first
        pieces += others
    pieces[-1] += text[end:]
    return text if len(pieces) == 1 else pieces


def _pieces_of(word: str, most: float) -> Iterator[str]:
    """A word in pieces of at most so many ems, cut behind a sign of punctuation if there is."""
    piece = ""
    for sign in word:
        if piece and ems(piece + sign) > most:
            place = max(piece.rfind(one) for one in "/.-_?&=,:;") + 1
            yield piece[: place or len(piece)]
            piece = piece[place:] if place else ""
        piece += sign
    yield piece


def _columns(table: Table, number: int) -> Iterator[list[str]]:
    """The lines of text of each column; a cell over several columns asks nothing of one."""
    for place in range(number):
        cells = (row.cells[place] for row in table.rows if place < len(row.cells))
        yield [
            line
            for one in cells
            if not one.covered and one.columns == 1
            for line in one.text.split("\n")
            if not one.heading
        ]


def _needed(texts: Sequence[str]) -> float:
    """Points below which a column should not be."""
    longest = max(map(ems, texts), default=0.0)
    words = max((ems(word[0]) for text in texts for word in _WORD.finditer(text)), default=0.0)
    wanted = longest if longest <= SHORT else max(2.0, min(words, WIDEST_WORD))
    return wanted * CELL_TEXT + CELL_INSET
