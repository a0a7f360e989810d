"""Items of a list by their numbers: where the lines of a cell begin a new one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from guankao.figures.errors import UnreadableFigure
from guankao.figures.numerals import read_numeral
from guankao.figures.text import fold_width

_CHINESE: Final = "[一二三四五六七八九十]{1,3}"
_MARKERS: Final = (
    ("chinese", re.compile(rf"({_CHINESE})、")),
    ("chinese-bracketed", re.compile(rf"\(({_CHINESE})\)")),
    ("digits-point", re.compile(r"(\d{1,2})\.(?!\d)")),
    ("digits-comma", re.compile(r"(\d{1,2})、")),
    ("digits-bracketed", re.compile(r"\((\d{1,2})\)")),
    ("digits-half-bracketed", re.compile(r"(\d{1,2})\)")),
)
_CIRCLED: Final = re.compile("([①-⑳])")
_SENTENCE_ENDS: Final = frozenset("。；：！？;:!?")
_AFTER: Final = frozenset("。；：，、;:,）)】%％ ")


def ends_sentence(text: str) -> bool:
    """Whether a text ends a sentence or a clause.

    >>> ends_sentence("提升效能。"), ends_sentence("提升效")
    (True, False)
    """
    return text[-1:] in _SENTENCE_ENDS


def item_starts(lines: Sequence[str]) -> frozenset[int]:
    """The lines, counted from 0, that begin an item whose number follows that of another line.

    A number at the start of a line may stand there by chance, where items run on within lines; so
    the one before it must begin a line as well, and the one after it may not run on.

    >>> sorted(item_starts(["一、甲。", "二、乙", "丙。", "三、丁。"]))
    [1, 3]
    >>> sorted(item_starts(["一、甲。二、乙。", "三、丁。"]))
    []
    """
    found: set[int] = set()
    begun: set[tuple[str, int]] = set()
    whole = [fold_width(line) for line in lines]
    for number, line in enumerate(whole):
        marker = _marker(line)
        if marker is None:
            continue
        style, value = marker
        if number == 0:
            begun.add(marker)
            continue
        follows = (style, value - 1) in begun or (value == 1 and whole[number - 1][-1:] in "：:")
        if follows and ends_sentence(whole[number - 1]) and not _runs_on(whole, style, value + 1):
            found.add(number)
            begun.add(marker)
    return frozenset(found)


class ItemCount:
    """The items that begin paragraphs, as they come: which one a line may begin next."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def begins_next(self, text: str, before: str, *, bold: bool = False) -> bool:
        """Whether a line begins the item after the last one, and the text before it ended.

        Two bold lines are headings, which end without a sign.
        """
        marker = _marker(fold_width(text))
        if marker is None or not (bold or ends_sentence(before)):
            return False
        style, value = marker
        return value > 1 and self._last.get(style) == value - 1

    def begin(self, text: str) -> None:
        """Take note of the beginning of a paragraph."""
        marker = _marker(fold_width(text))
        if marker is not None:
            self._last[marker[0]] = marker[1]


def _marker(line: str) -> tuple[str, int] | None:
    """The style and value of the number with which a line begins."""
    if circled := _CIRCLED.match(line):
        return "circled", ord(circled[1]) - 0x245F
    for style, pattern in _MARKERS:
        if match := pattern.match(line):
            try:
                return style, int(read_numeral(match[1]))
            except UnreadableFigure:
                return None
    return None


def _runs_on(lines: Sequence[str], style: str, value: int) -> bool:
    """Whether an item of this number begins within a line, after another's end."""
    for line in lines:
        for place in range(1, len(line)):
            if line[place - 1] in _AFTER and _marker(line[place:]) == (style, value):
                return True
    return False
