"""The text of a book as one run, whatever lines it was cut into, with the place of each piece."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from guankao.documents.marks import Mark
from guankao.documents.papers import Paper, Paragraph, Table

_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class FlatText:
    """A run of text without white space, and the marks of the paragraphs that it came from."""

    text: str
    starts: tuple[int, ...]
    marks: tuple[Mark | None, ...]

    def mark_at(self, position: int) -> Mark | None:
        """The mark of the paragraph in which a position lies."""
        if not self.starts:
            return None
        return self.marks[max(0, bisect_right(self.starts, position) - 1)]


def flat_text(paper: Paper) -> FlatText:
    """All text of a paper in reading order."""
    pieces: list[str] = []
    starts: list[int] = []
    marks: list[Mark | None] = []
    length = 0
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            texts = [(block.text, block.mark)]
        elif isinstance(block, Table):
            texts = [("".join(row.texts), row.mark) for row in block.rows]
        else:
            continue
        for text, mark in texts:
            stripped = _SPACE.sub("", text)
            if stripped:
                starts.append(length)
                marks.append(mark)
                pieces.append(stripped)
                length += len(stripped)
    return FlatText("".join(pieces), tuple(starts), tuple(marks))
