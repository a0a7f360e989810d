"""Blocks that stand where only text can: the content of a cell."""

from __future__ import annotations

from collections.abc import Iterable

from guankao.documents.papers import Block, Paragraph, Table


def flat_text(blocks: Iterable[Block]) -> str:
    """Paragraphs on lines of their own; a table inside, a line for each row with tabs between.

    >>> flat_text([Paragraph("甲"), Paragraph("乙")])
    '甲\\n乙'
    """
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Table):
            lines += ["\t".join(row.texts).rstrip("\t") for row in block.rows]
    return "\n".join(lines).strip("\n")


def numbered_text(number: str, text: str) -> str:
    """A text behind its number, with a space where the number ends as Latin script does.

    >>> numbered_text("一、", "目標"), numbered_text("1.", "目標")
    ('一、目標', '1. 目標')
    """
    if not number:
        return text
    return f"{number}{' ' if number[-1].isascii() else ''}{text}"
