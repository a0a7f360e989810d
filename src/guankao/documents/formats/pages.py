"""The page that office formats are set on: A4, its margins, and how a table's columns divide it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from guankao.documents.papers import Table

LONG_SIDE: Final = 29.7
SHORT_SIDE: Final = 21.0
"""Centimetres of A4."""

MARGIN: Final = 2.0
"""Centimetres on every side."""

FONT: Final = "標楷體"
"""The typeface of official documents; where it is missing, one of FALLBACK_FONTS may serve."""

FALLBACK_FONTS: Final = ("BiauKai", "TW-Kai", "Noto Serif CJK TC")
"""Its name on other systems, the government's open one, and a serif with every character."""

LATIN_FONT: Final = "Times New Roman"

LONGEST_UNBROKEN_ROW: Final = 240
"""Characters in a table's row up to which it is kept on one page; a longer one may break."""

LONGEST_UNBROKEN_TABLE: Final = 700
MOST_ROWS_UNBROKEN: Final = 15
"""Characters and rows of a table up to which it is kept on one page as a whole."""


def page_size(*, landscape: bool) -> tuple[float, float]:
    """Width and height of the page in centimetres."""
    return (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)


def stays_whole(table: Table) -> bool:
    """Whether a page is not to end within a table: it is small, and no head would be repeated."""
    if any(row.heading for row in table.rows):
        return False
    characters = sum(len(cell.text) for row in table.rows for cell in row.cells)
    return len(table.rows) <= MOST_ROWS_UNBROKEN and characters <= LONGEST_UNBROKEN_TABLE


def column_widths(relative: Sequence[int], columns: int, *, landscape: bool) -> list[float]:
    """The widths of a table's columns in centimetres, which together fill the line.

    Columns are equally wide where no relative widths are given.

    >>> column_widths((1, 3), 2, landscape=False)
    [4.25, 12.75]
    """
    shares = list(relative) if len(relative) == columns else [1] * columns
    line = page_size(landscape=landscape)[0] - 2 * MARGIN
    return [round(line * share / sum(shares), 2) for share in shares]
