"""The outline of a document: 壹、 over 一、 over （一） over 1., with broken lines joined.

A number opens an item only where it goes on from the item before it, so a line that a column broke
before （二） of a reference does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from guankao.documents.interpretation.wording import joined
from guankao.documents.marks import Mark
from guankao.documents.papers import Paragraph
from guankao.figures import UnreadableFigure, fold_width, read_numeral

_SMALL: Final = "一二三四五六七八九十"
_LEVELS: Final = (
    re.compile(r"\s*(?P<number>[壹貳參叁肆伍陸柒捌玖拾]{1,3})\s*[、.]\s*(?P<rest>.*)"),
    re.compile(rf"\s*(?P<number>[{_SMALL}]{{1,3}})\s*[、.]\s*(?P<rest>.*)"),
    re.compile(rf"\s*[（(]\s*(?P<number>[{_SMALL}]{{1,3}})\s*[)）]\s*(?P<rest>.*)"),
    re.compile(r"\s*(?P<number>\d{1,2})\s*[、.](?!\d)\s*(?P<rest>.*)"),
)
_CAPITALS: Final = str.maketrans("壹貳參叁肆伍陸柒捌玖拾", "一二三三四五六七八九十")


@dataclass(slots=True)
class Item:
    """A heading or item with what stands under it; the first of all has level 0 and no number."""

    level: int
    number: int
    lines: list[str]
    mark: Mark | None = None
    items: list[Item] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The item's own text, its lines joined."""
        return joined(self.lines)

    def leaves(self) -> Iterator[Item]:
        """The items under which nothing stands, in order."""
        for item in self.items:
            if item.items:
                yield from item.leaves()
            else:
                yield item


def outline_of(paragraphs: Iterable[Paragraph]) -> Item:
    """The outline of paragraphs, of which each may be one line of a broken text.

    >>> top = outline_of([Paragraph("壹、依據"), Paragraph("一、某法第"), Paragraph("三條。")])
    >>> top.items[0].text, top.items[0].items[0].text
    ('依據', '某法第三條。')
    """
    top = Item(0, 0, [])
    open_items = [top]
    for paragraph in paragraphs:
        for line in paragraph.text.split("\n"):
            if not line.strip():
                continue
            opened = _opened(line, open_items)
            if opened is None:
                open_items[-1].lines.append(line)
                continue
            level, number, rest = opened
            item = Item(level, number, [rest] if rest else [], paragraph.mark)
            while open_items[-1].level >= level:
                open_items.pop()
            open_items[-1].items.append(item)
            open_items.append(item)
    return top


def _opened(line: str, open_items: list[Item]) -> tuple[int, int, str] | None:
    """The level, number and text of the item that a line opens."""
    for level, pattern in enumerate(_LEVELS, start=1):
        found = pattern.match(line)
        if found is None:
            continue
        number = _number(found["number"])
        above = [item for item in open_items if item.level < level][-1]
        siblings = [item.number for item in above.items if item.level == level]
        if number == (siblings[-1] + 1 if siblings else 1):
            return level, number, found["rest"].strip()
    return None


def _number(written: str) -> int | None:
    try:
        return int(read_numeral(fold_width(written).translate(_CAPITALS)))
    except UnreadableFigure:
        return None
