"""A text of interleaved columns: where a piece of a column can end, and what a piece costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from guankao.documents.interpretation.collected_plans.language import Language
from guankao.documents.interpretation.setting import fills, may_break, width

_COMPRESSED: Final = frozenset("（）【】「」〔〕﹝﹞［］＋，、。；：")
"""Marks that are set closer where a line would not hold them."""

_BRACKETS: Final = ("（）", "()", "「」", "【】", "〔〕", "『』", "《》")
_LONGEST_PIECE: Final = 50


@dataclass(slots=True)
class ColumnText:
    """A part of a table's text, with the places where a page ends in it."""

    text: str
    breaks: frozenset[int]
    language: Language
    usual: list[float] = field(default_factory=list)
    """What the text costs up to each position, read as it stands."""

    _widths: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.usual = self.language.running(self.text)
        self._widths = [width(character) for character in self.text]

    def pieces(self, begin: int, column: float) -> Iterator[int]:
        """Where a piece can end that begins at a position: it fits into a column of that width."""
        wide = 0.0
        compressed = mixed = 0.0
        for end in range(begin + 1, min(begin + _LONGEST_PIECE, len(self.text)) + 1):
            if end - 1 > begin and end - 1 in self.breaks:
                return
            character = self.text[end - 1]
            wide += self._widths[end - 1]
            if character in _COMPRESSED:
                compressed = 0.8
            elif character.isascii() or character in "÷×":
                mixed = 0.9
            if wide > column + 0.2 + compressed + mixed:
                return
            yield end

    def known_pieces(self, begin: int, rest: str, column: float) -> Iterator[tuple[int, str]]:
        """Where the next piece of a known text can end at a position, and what is left of it."""
        if not rest:
            yield begin, ""
            return
        for size in range(1, min(len(rest), 2 * int(column)) + 1):
            piece, left = rest[:size], rest[size:]
            if not self.text.startswith(piece, begin) or width(piece) > column + 0.9:
                return
            if left and not (may_break(piece, left) and fills(piece, left, column)):
                continue
            yield begin + size, left

    def added(self, before: str, begin: int, end: int) -> float:
        """What a piece of the text costs behind another piece of the same cell."""
        if end - begin <= 2:
            return self.language.added(before, self.text[begin:end])
        first = self.language.added(before, self.text[begin : begin + 2])
        return first + self.usual[end] - self.usual[begin + 2]

    def on_one_line(self, begin: int, end: int) -> bool:
        """Whether no page ends between two positions."""
        return not any(begin < place < end for place in self.breaks)


@lru_cache(maxsize=16384)
def unbalanced(text: str) -> int:
    """How many kinds of brackets are opened or closed one time too often.

    >>> unbalanced("（甲）"), unbalanced("（甲「乙")
    (0, 2)
    """
    return sum(text.count(opening) != text.count(closing) for opening, closing in _BRACKETS)
