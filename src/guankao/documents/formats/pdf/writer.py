"""Writing a paper as PDF: A4, tagged, with bookmarks, and only the packaged fonts in it."""

from __future__ import annotations

from datetime import date

from guankao.documents.formats.headings import title_of
from guankao.documents.formats.pdf.engine import UNDATED, typeset
from guankao.documents.formats.pdf.typesetting import set_blocks, set_text
from guankao.documents.papers import Paper


def write_pdf(paper: Paper, *, agency: str | None = None, dated: date = UNDATED) -> bytes:
    """The paper as a PDF (PDF/A-2a and PDF/UA-1); the same paper always gives the same bytes.

    `agency` stands as the author and in the foot of each page, `dated` in the file's own record.

    Raises:
        UnwritablePaper: for a table that is no grid, a figure without words or without a picture.
    """
    title = set_text(title_of(paper))
    return typeset(
        "paper.typ",
        {
            "title": title,
            "agency": set_text(agency) if agency else None,
            "foot": _foot(title, agency),
            "notice": set_text(paper.notice) if paper.notice else None,
            "landscape": paper.landscape,
            "blocks": set_blocks(paper),
        },
        dated,
    )


def _foot(title: str, agency: str | None) -> str:
    """Agency and title, the agency not twice."""
    return title if not agency or agency in title else f"{set_text(agency)}　{title}"
