"""Text outside tables: lines gathered into paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from guankao.documents.formats.pdf.items import ItemCount
from guankao.documents.formats.pdf.joining import is_full, seam
from guankao.documents.formats.pdf.lines import Line

_SAME_SIZE: Final = 0.08
_FURTHER_APART: Final = 1.35
"""Of the file's usual distance between lines: more parts two paragraphs."""

_OPENERS: Final = frozenset(
    "（(一二三四五六七八九十壹貳參肆伍陸柒捌玖拾0123456789①②③④⑤⑥⑦⑧⑨⑩•●◎○-－※"
)
_INDENT: Final = 0.8
"""In letter sizes."""


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A line outside tables with its page, counted from 1, and its number on the page."""

    page: int
    number: int
    line: Line


@dataclass(frozen=True, slots=True)
class Gathered:
    """A paragraph: its text, and where its first line stands."""

    text: str
    first: FlowLine


def usual_pitch(lines: Sequence[FlowLine]) -> float:
    """The distance between lines that is most usual, in letter sizes."""
    pitches = sorted(
        (before.line.base - after.line.base) / before.line.size
        for before, after in pairwise(lines)
        if before.page == after.page and before.line.base - after.line.base > 0
    )
    # Lines within paragraphs are nearer than paragraphs: the lower third is within.
    return pitches[len(pitches) // 3] if pitches else 1.5


def gathered(
    lines: Sequence[FlowLine], limit: float, pitch: float, *, spaces_end_lines: bool
) -> Iterator[Gathered]:
    """The paragraphs that lines form; one may go on over the end of a page."""
    text, first, last = "", None, None
    items = ItemCount()
    for line in lines:
        if first is None or last is None:
            text, first = line.line.text, line
            items.begin(text)
        elif _goes_on(last, line, limit, pitch) and not items.begins_next(
            line.line.text, last.line.text, bold=last.line.bold and line.line.bold
        ):
            text += seam(last.line, line.line, spaces_end_lines=spaces_end_lines)
            text += line.line.text
        else:
            yield Gathered(text, first)
            text, first = line.line.text, line
            items.begin(text)
        last = line
    if first is not None:
        yield Gathered(text, first)


def _goes_on(last: FlowLine, line: FlowLine, limit: float, pitch: float) -> bool:
    above, below = last.line, line.line
    size = max(above.size, below.size)
    if abs(above.size - below.size) > _SAME_SIZE * size or above.bold != below.bold:
        return False
    if last.page == line.page and above.base - below.base > _FURTHER_APART * pitch * size:
        return False
    if below.left - above.left > _INDENT * size and not _hangs(last, line):
        return False
    return is_full(above, below, limit)


def _hangs(last: FlowLine, line: FlowLine) -> bool:
    """Whether a line further right is the rest of a numbered one, whose number hangs out."""
    return line.line.left - last.line.left <= 4 * line.line.size and last.line.text[:1] in _OPENERS
