"""The columns of a project table: their widths, what may stand in them, a row under way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from guankao.documents.fields import Category
from guankao.documents.interpretation.setting import width

NAME_WIDTH: Final = 6.0
CONTENTS_WIDTH: Final = 21.0
INDENT: Final = 2.0
"""Ems by which an item's further lines, and a paragraph's first, are set in."""

CATEGORY_PIECES: Final[dict[str, tuple[str, Category]]] = {
    "公共": ("建設", "公共建設"),
    "社會": ("發展", "社會發展"),
    "科技": ("發展", "科技發展"),
    "其它": ("", "其它"),
    "其他": ("", "其它"),
}
"""What a category's first line holds, what its second does, and the category."""

UNREAD: Final = 22.0
"""What it costs to pass over a row; what costs more than that is not followed."""

LONGEST_TITLE: Final = 66
LONGEST_WORK_PLAN: Final = 50
SENTENCE_ENDS: Final = "。；："
NO_NAME: Final = re.compile(r"[。；：]|^[一二三四五六七八九十]、|^（[一二三四五六七八九十]）")
ITEM: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、]"
    r"|[(（]\d{1,2}[)）]|[①-⑩]"
)
HEADING_BELOW: Final = re.compile(r"（一）|[(（]1[)）]|[1１][.、]")
"""What shows that a line before it was a heading, which need not be full."""

ITEM_INSIDE: Final = re.compile(
    r"[。；：](?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]）)"
)

_COMPRESSED: Final = frozenset("（）【】「」〔〕﹝﹞［］＋，、。；：()")
_LONGEST_NAME_PIECE: Final = 16
_LONGEST_LINE: Final = 50
_SHORT_LINE: Final = 2.6
_TOO_WIDE: Final = 6.0
"""What it costs that a column holds one character more than it is wide, set closer."""


class ReadRow(NamedTuple):
    """A row put together from a position: its cells, what it cost and where it ends."""

    start: int
    end: int
    cost: float
    new: bool
    """Whether it opens a work plan."""

    goes_on: bool
    """Whether it goes on with the work plan of the row before."""

    work_plan: str
    work_plan_last: str
    """The last line of the work plan, where that could go on in the next row."""

    title: str
    category: Category
    links: str


class OpenProject(NamedTuple):
    """A row while it is put together, at the end of a line; a tuple, for there are very many."""

    position: int
    cost: float
    most: float
    """What a way may cost more than the text by itself, less what that costs up to the row."""

    work_plan: str
    work_plan_last: str
    work_plan_open: bool
    work_plan_end: int
    new: bool
    title: str
    title_last: str
    title_open: bool
    title_end: int
    category: Category
    category_rest: str
    contents_last: str
    contents_width: float
    contents_item: bool
    contents_open: bool
    contents_end: int
    links: str
    links_last: str
    links_open: bool
    links_end: int


@dataclass(frozen=True, slots=True)
class ContentsPiece:
    """A line of the contents: where it ends, its paragraph's column, and what it costs."""

    end: int
    column: float
    item: bool
    cost: float


def name_pieces(text: str, begin: int, limit: int, column: float, most: float) -> Iterator[int]:
    """Where a piece can end that begins at a position: it fits into a column of that width."""
    wide = compressed = mixed = 0.0
    for end in range(begin + 1, min(begin + _LONGEST_NAME_PIECE, limit) + 1):
        character = text[end - 1]
        wide += width(character)
        if character in _COMPRESSED:
            compressed = 0.85
        elif character.isascii():
            mixed = 0.5
        if wide > max(column + 0.2 + compressed + mixed, most):
            return
        yield end


@lru_cache(maxsize=65536)
def crowding(piece: str) -> float:
    """What it costs that a name's piece is wider than its column allows without pressing."""
    slack = 0.2
    if any(character in _COMPRESSED for character in piece):
        slack += 0.85
    if any(character.isascii() for character in piece):
        slack += 0.5
    return _TOO_WIDE if width(piece) > NAME_WIDTH + slack else 0.0


def fits_name(piece: str) -> bool:
    """Whether a piece can stand in the column of a name at all."""
    return width(piece) <= NAME_WIDTH + 1.05


def contents_lines(
    text: str, begin: int, limit: int, column: float, *, item: bool, cost: float
) -> Iterator[ContentsPiece]:
    """The lines of contents that begin at a position: full ones, and ends of paragraphs."""
    wide = compressed = mixed = 0.0
    for end in range(begin + 1, min(limit, begin + _LONGEST_LINE) + 1):
        character = text[end - 1]
        wide += width(character)
        if character.isascii():
            mixed = 1.0
        if character in "（）「」『』":
            compressed = 0.8
        if wide > column + 1.0 + compressed + mixed:
            return
        full = character in SENTENCE_ENDS or wide >= column - _SHORT_LINE or end == limit
        heading = not full and item and end - begin > 3
        if not full and not (heading and HEADING_BELOW.search(text, end, end + 20)):
            continue
        if ITEM_INSIDE.search(text, begin, end):
            return
        yield ContentsPiece(end, column, item, cost if full else cost + 3.0)
