"""Cells of a narrow table whose lines were copied one after the other.

Nothing says where a cell ends but how full its lines are: a column that breaks words fills every
line of a cell except the last. So a line that is not full ends its cell.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from guankao.documents.interpretation.setting import fills
from guankao.documents.interpretation.wording import closed_up
from guankao.documents.marks import Mark

_STRETCHED: Final = re.compile(r"\S(?:[ \u3000]+\S){2,}")
"""開 發 建 置: four characters set over the width of five."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its padding, and where it stood; a stretched one was full as it was set."""

    text: str
    mark: Mark | None = None
    stretched: bool = False

    @property
    def width(self) -> float:
        """Ems: 1 for a Chinese character or full-width mark, half for others."""
        return width_of(self.text)


def width_of(text: str) -> float:
    """How wide a text is set, in ems.

    >>> width_of("辦理3場")
    3.5
    """
    wide = {"W", "F", "A"}
    return sum(1.0 if unicodedata.east_asian_width(one) in wide else 0.5 for one in text)


def lines_of(texts: Sequence[tuple[str, Mark | None]]) -> list[Line]:
    """The lines that hold anything, without padding."""
    return [
        Line(closed_up(text), mark, bool(_STRETCHED.fullmatch(text.strip())))
        for text, mark in texts
        if text.strip()
    ]


def without_headings(lines: Sequence[Line], names: Sequence[str]) -> tuple[list[Line], float]:
    """The lines without the table's own headings, and the width at which these were broken.

    Headings stand at the beginning and again on each page, broken to the width of their columns
    in any way. The width is 0 where no heading was broken.
    """
    kept: list[Line] = []
    width = 0.0
    place = 0
    while place < len(lines):
        end, broken = _headings_at(lines, place, names)
        if end > place:
            width = max(width, broken)
            place = end
        else:
            kept.append(lines[place])
            place += 1
    return kept, width


def _headings_at(lines: Sequence[Line], start: int, names: Sequence[str]) -> tuple[int, float]:
    """Where a run of at least three headings that begins at `start` ends, and its widest break."""
    place, count, width = start, 0, 0.0
    rest = ""
    waiting = list(names)
    for at in range(start, min(start + 4 * len(names), len(lines))):
        before = rest
        rest += re.sub(r"\s", "", lines[at].text)
        while name := next((one for one in waiting if rest.startswith(one)), None):
            if before and not name.startswith(lines[at].text):
                width = max(width, width_of(before))
            rest, before = rest[len(name) :], ""
            waiting.remove(name)
            count += 1
        if rest and not any(one.startswith(rest) for one in waiting):
            break
        if not rest:
            place = at + 1
    return (place, width) if count >= 3 else (start, 0.0)


def cells_of(lines: Sequence[Line], width: float, step: int = 0) -> list[str]:
    """The cells of lines in a column of the given width: a line that is not full ends its cell.

    `step` is how far apart the lines of one cell stand, where that is known: what stands a little
    farther is another cell, even if the line before is full.

    >>> cells_of([Line("執行業務"), Line("加強執行滯"), Line("欠大戶，持"), Line("續關懷")], 5)
    ['執行業務', '加強執行滯欠大戶，持續關懷']
    """
    cells = [""]
    for place, line in enumerate(lines):
        cells[-1] += line.text
        following = lines[place + 1] if place + 1 < len(lines) else Line("")
        full = line.stretched or fills(line.text, following.text, width)
        if not full or step < _distance(line, following) <= 3 * step:
            cells.append("")
    return [cell for cell in cells if cell]


def usual_step(lines: Sequence[Line]) -> int:
    """How far apart most lines stand that follow one another; 0 where they have no places."""
    steps = Counter(_distance(one, other) for one, other in pairwise(lines))
    del steps[0]
    return steps.most_common(1)[0][0] if steps else 0


def _distance(one: Line, other: Line) -> int:
    if one.mark is None or other.mark is None:
        return 0
    return max(0, (other.mark.line or 0) - (one.mark.line or 0))


def spelled_by(lines: Sequence[Line], start: int, names: Sequence[str]) -> tuple[int, str] | None:
    """The name that the lines from `start` spell exactly, and where it ends; the longest one."""
    spelled = ""
    found = None
    for at in range(start, len(lines)):
        spelled += lines[at].text
        if spelled in names:
            found = at + 1, spelled
        if not any(name.startswith(spelled) for name in names):
            break
    return found


def names_spelled_by(
    lines: Sequence[Line], start: int, names: Sequence[str]
) -> tuple[int, tuple[str, ...]] | None:
    """The names that the lines from `start` spell one after the other, and where they end.

    >>> lines = [Line("提升辦"), Line("案率、縮短時"), Line("間"), Line("其餘")]
    >>> names_spelled_by(lines, 0, ["提升辦案率", "縮短時間"])
    (3, ('提升辦案率', '縮短時間'))
    """
    spelled = ""
    found = None
    for at in range(start, len(lines)):
        spelled += lines[at].text
        complete, possible = _divided(spelled, names)
        if complete:
            found = at + 1, complete
        if not possible:
            break
    return found


def _divided(text: str, names: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """The names that make up the whole of a text, if they do, and whether more could follow."""
    possible = False
    for name in sorted(names, key=len, reverse=True):
        if text == name:
            return (name,), True
        if text.startswith(f"{name}、"):
            rest, going = _divided(text[len(name) + 1 :], names)
            if rest:
                return (name, *rest), True
            possible = possible or going or len(text) == len(name) + 1
        possible = possible or name.startswith(text) or text == f"{name}、"
    return (), possible


def unbalanced(text: str) -> bool:
    """Whether a bracket in a text has no partner; both widths of one kind are partners."""
    pairs = (("（(", "）)"), ("【[", "】]"), ("〔﹝", "〕﹞"), ("「", "」"))
    return any(
        sum(map(text.count, opening)) != sum(map(text.count, closing)) for opening, closing in pairs
    )


def numbered_from_one(texts: Sequence[str]) -> Iterator[int]:
    """The places of texts that begin with 一、, 二、, 三、 in this order."""
    wanted = "一二三四五六七八九十"
    number = 0
    for place, text in enumerate(texts):
        if number < len(wanted) and re.match(rf"{wanted[number]}\s*、", text):
            number += 1
            yield place
