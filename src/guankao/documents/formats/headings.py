"""The levels of a paper's headings, its title, and where the heads of its tables end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guankao.documents.papers import Paper, Paragraph, Style, Table

_LEVELS: Final = {Style.TITLE: 1, Style.SECTION: 2, Style.HEADING: 3}

UNTITLED: Final = "文件"
"""The title of a paper without any heading: PDF and HTML must have one."""


def heading_levels(paper: Paper) -> Iterator[int | None]:
    """By block: the level of a heading from 1, and None for whatever is none.

    Levels step down one at a time, as assistive technology needs it, whatever the styles.

    >>> blocks = (Paragraph("壹", Style.SECTION), Paragraph("文"), Paragraph("一", Style.HEADING))
    >>> list(heading_levels(Paper(blocks)))
    [1, None, 2]
    """
    level = 0
    for block in paper.blocks:
        if isinstance(block, Paragraph) and block.style in _LEVELS and block.text.strip():
            level = min(level + 1, _LEVELS[block.style])
            yield level
        else:
            yield None


def title_of(paper: Paper) -> str:
    """The title of a paper on one line, or else its first heading.

    >>> title_of(Paper((Paragraph("某署\\n年度計畫", Style.TITLE),)))
    '某署 年度計畫'
    """
    named = [paper.title or ""]
    named += [one.text for one in paper.paragraphs if one.style in _LEVELS]
    return next((" ".join(one.split()) for one in named if one.strip()), UNTITLED)


def number_of_heads(table: Table) -> int:
    """Heading rows at the top; none where nothing follows them or a span leaves them."""
    heads = 0
    for row in table.rows:
        if not row.heading:
            break
        heads += 1
    leaves = any(
        place + cell.rows > heads
        for place, row in enumerate(table.rows[:heads])
        for cell in row.cells
    )
    return 0 if leaves or heads == len(table.rows) else heads
