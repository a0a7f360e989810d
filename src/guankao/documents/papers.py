"""Papers: a document as it lies on the page, as headings, paragraphs, tables and figures.

A reader of a file format makes a paper; interpretation makes a plan of it. An official layout makes
a paper of a plan; a writer puts it into a file. So a format knows nothing of plans, and what a plan
looks like is said once for all formats.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from guankao.documents.marks import Mark
from guankao.documents.notes import Note


class Style(StrEnum):
    """What a paragraph is; a reader says TEXT where the file does not tell."""

    TITLE = "title"
    SECTION = "section"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    NOTE = "note"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a forced line break in it is a line feed."""

    text: str
    style: Style = Style.TEXT
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a table's grid; its paragraphs stand on lines of their own.

    Where a cell spans several places, the first holds the text and the others are covered.
    """

    text: str = ""
    rows: int = 1
    columns: int = 1
    covered: bool = False
    heading: bool = False
    numeric: bool = False
    mark: Mark | None = None


COVERED = Cell(covered=True)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: as many cells as the table has columns, covered places included."""

    cells: tuple[Cell, ...]
    heading: bool = False
    mark: Mark | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the cells, in order; a covered place is empty."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Heading rows stand first and are repeated on each page that it runs over."""

    rows: tuple[Row, ...]
    widths: tuple[int, ...] = ()
    caption: str | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, drawn as SVG, and what it says in words for those who cannot see it."""

    svg: str
    alternative: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Paragraph | Table | Figure | PageBreak


@dataclass(frozen=True, slots=True)
class Paper:
    """The blocks of a document in reading order.

    `notice` is a line that writers print at the head of every page.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    landscape: bool = False
    notice: str | None = field(default=None, compare=False)
    pages: int | None = field(default=None, compare=False)
    file: str | None = field(default=None, compare=False)
    notes: tuple[Note, ...] = field(default=(), compare=False)

    @property
    def tables(self) -> Iterator[Table]:
        """The tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs, in reading order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))
