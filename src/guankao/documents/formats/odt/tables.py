"""Tables of OpenDocument: repeated and covered cells laid out on a full grid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.grids import GridLines, PlacedCell, lay_out
from guankao.documents.formats.meter import Meter
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.formats.odt.names import named
from guankao.documents.marks import Mark
from guankao.documents.papers import Row

_ROW: Final = named("table:table-row")
_HEADER_ROWS: Final = named("table:table-header-rows")
_GROUPS: Final = frozenset(
    {_HEADER_ROWS, named("table:table-rows"), named("table:table-row-group")}
)


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the file has it, before repetition."""

    text: str
    rows: int
    columns: int
    repeated: int
    page_breaks: int


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as the file has it, before repetition."""

    cells: tuple[RawCell, ...]
    heading: bool
    page: int | None
    repeated: int


def raw_rows(table: etree._Element) -> Iterator[tuple[etree._Element, bool, int]]:
    """The rows of a table, whether each is a heading, and the page breaks before each."""
    breaks = 0
    for element, heading in _row_elements(table, heading=False):
        if element.tag == _ROW:
            yield element, heading, breaks
            breaks = 0
        else:
            breaks += 1


def _row_elements(
    container: etree._Element, *, heading: bool
) -> Iterator[tuple[etree._Element, bool]]:
    for child in container:
        if child.tag == _ROW or child.tag == named("text:soft-page-break"):
            yield child, heading
        elif child.tag in _GROUPS:
            yield from _row_elements(child, heading=heading or child.tag == _HEADER_ROWS)


def lay_out_table(rows: Iterable[RawRow], table: Mark, meter: Meter) -> tuple[Row, ...]:
    """The full grid of a table.

    A row or cell without text that is repeated a million times is a habit of editors, and stands
    once (a row) or is left out (cells at the right); one with text is refused beyond the limits.
    """
    placed: list[PlacedCell] = []
    headings: set[int] = set()
    pages: list[int | None] = []
    for row in rows:
        filled = any(cell.text for cell in row.cells)
        for _ in range(row.repeated if filled else min(row.repeated, 1)):
            number = len(pages)
            pages.append(row.page)
            if row.heading:
                headings.add(number)
            before = len(placed)
            placed += _placed(row, number, table, meter)
            meter.lay(len(placed) - before)
    lines = GridLines(len(pages), frozenset(headings), tuple(pages))
    return lay_out(placed, lines, table, meter)


def _placed(row: RawRow, number: int, table: Mark, meter: Meter) -> Iterator[PlacedCell]:
    column = 0
    most = meter.limits.columns
    for cell in row.cells:
        if cell.text and column + cell.repeated > most:
            raise UnreadableFile(Obstacle.TOO_MANY_CELLS, table, most=f"{most:,} × 1")
        for _ in range(min(cell.repeated, most - column)):
            columns = min(cell.columns, most)
            if cell.text or cell.columns > 1 or cell.rows > 1:
                yield PlacedCell(number, column, cell.text, cell.rows, columns)
            column += 1
