"""Tables of WordprocessingML laid out on a full grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from guankao.documents.formats.docx.names import named, switched_on, whole_number
from guankao.documents.formats.grids import PlacedCell

_VALUE: Final = named("w:val")
_MOST_SPANNED: Final = 1_000


@dataclass(frozen=True, slots=True)
class CellShape:
    """How a cell lies in its row.

    `joins_above` and `joins_left` say that it is the rest of a merged cell.
    """

    columns: int
    begins_merge: bool
    joins_above: bool
    joins_left: bool


def cell_shape(cell: etree._Element) -> CellShape:
    """The shape of a cell from its properties."""
    properties = cell.find(named("w:tcPr"))
    if properties is None:
        return CellShape(1, begins_merge=False, joins_above=False, joins_left=False)
    span = properties.find(named("w:gridSpan"))
    vertical, horizontal = properties.find(named("w:vMerge")), properties.find(named("w:hMerge"))
    down = None if vertical is None else vertical.get(_VALUE, "continue")
    right = None if horizontal is None else horizontal.get(_VALUE, "continue")
    columns = 1 if span is None else whole_number(span.get(_VALUE), 1, _MOST_SPANNED)
    return CellShape(
        columns=max(columns, 1),
        begins_merge=down == "restart",
        joins_above=down == "continue",
        joins_left=right == "continue",
    )


def is_heading(row: etree._Element) -> bool:
    """Whether a row is repeated as a heading on each page."""
    found = row.find(f"{named('w:trPr')}/{named('w:tblHeader')}")
    return found is not None and switched_on(found.get(_VALUE))


def is_deleted(row: etree._Element) -> bool:
    """Whether a row is a tracked deletion."""
    return row.find(f"{named('w:trPr')}/{named('w:del')}") is not None


def columns_before(row: etree._Element) -> int:
    """The places that a row leaves free at its left."""
    found = row.find(f"{named('w:trPr')}/{named('w:gridBefore')}")
    return 0 if found is None else whole_number(found.get(_VALUE), 0, _MOST_SPANNED)


def placed_cells(rows: list[tuple[int, list[tuple[CellShape, str]]]]) -> Iterator[PlacedCell]:
    """Every cell at its place, merged with those that join it.

    Each row is given as the places free at its left and its cells. What a merged cell's rest holds
    is not shown by any program, and is left out.
    """
    open_merges: dict[int, PlacedCell] = {}
    for number, (free, cells) in enumerate(rows):
        column = free
        still_open: dict[int, PlacedCell] = {}
        last: PlacedCell | None = None
        for shape, text in cells:
            above = open_merges.get(column)
            if shape.joins_left and last is not None:
                last = replace(last, columns=last.columns + shape.columns)
            else:
                if last is not None:
                    yield from _closed(last, still_open)
                if shape.joins_above and above is not None:
                    still_open[column] = replace(above, rows=above.rows + 1)
                    last = None
                else:
                    last = PlacedCell(number, column, text, columns=shape.columns)
                    if shape.begins_merge:
                        still_open[column] = last
            column += shape.columns
        if last is not None:
            yield from _closed(last, still_open)
        yield from (cell for key, cell in open_merges.items() if key not in still_open)
        yield from _cut_off(open_merges, still_open)
        open_merges = still_open
    yield from open_merges.values()


def _closed(cell: PlacedCell, still_open: dict[int, PlacedCell]) -> Iterator[PlacedCell]:
    """A cell whose width is known now: kept where rows may join it, given out otherwise."""
    if cell.column in still_open:
        still_open[cell.column] = cell
    else:
        yield cell


def _cut_off(before: dict[int, PlacedCell], after: dict[int, PlacedCell]) -> Iterator[PlacedCell]:
    """Merges that ended because another begins in the same column."""
    for column, cell in before.items():
        if column in after and after[column].row != cell.row:
            yield cell
