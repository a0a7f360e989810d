"""Writing the year's book as PDF: cover, contents, and chapters that count their own pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from guankao.documents.book import Book, Chapter
from guankao.documents.formats.pdf.engine import UNDATED, typeset
from guankao.documents.formats.pdf.typesetting import Data, set_blocks, set_text
from guankao.documents.papers import Paper, Paragraph, Style

CONTENTS: Final = "目次"


def write_book(
    book: Book,
    *,
    dated: date = UNDATED,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> bytes:
    """The book as one PDF; the same book always gives the same bytes.

    `progress` is called with the steps done and the steps in all: one for each chapter that is
    laid out, and the typesetting, which is most of the work. What it raises stops the writing.

    Raises:
        UnwritablePaper: where a chapter cannot be put on pages.
    """
    steps = len(book.chapters) + 1
    chapters = []
    for done, chapter in enumerate(book.chapters):
        progress(done, steps)
        chapters.append(_chapter(chapter))
    progress(steps - 1, steps)
    made = typeset(
        "book.typ",
        {
            "publisher": set_text(book.publisher),
            "title": set_text(book.title),
            "subtitle": set_text(book.subtitle),
            "contents": CONTENTS,
            "chapters": chapters,
        },
        dated,
    )
    progress(steps, steps)
    return made


def _chapter(chapter: Chapter) -> Data:
    paper = _titled(chapter.paper, chapter.agency)
    blocks = set_blocks(paper)
    opening = next(one for one in blocks if one.get("level") == 1)
    opening["number"] = f"第 {chapter.number} 章"
    return {
        "number": chapter.number,
        "title": set_text(paper.title or chapter.agency),
        "notice": set_text(paper.notice) if paper.notice else None,
        "landscape": paper.landscape,
        "blocks": blocks,
    }


def _titled(paper: Paper, agency: str) -> Paper:
    """The paper, with its name or the agency's over it where no title would stand in it."""
    if any(one.style is Style.TITLE and one.text.strip() for one in paper.paragraphs):
        return paper
    return replace(paper, blocks=(Paragraph(paper.title or agency, Style.TITLE), *paper.blocks))
