"""Which cell a covered place of a table belongs to: one above it, or one at its left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from guankao.documents.papers import Cell, Row


def with_cells_above(rows: Iterable[Row]) -> Iterator[tuple[Row, Mapping[int, Cell]]]:
    """Each row, with the cells above that span down into it, by the places that they cover.

    A place that a cell of its own row covers is not among them.
    """
    reaching: dict[int, tuple[int, Cell]] = {}
    for row in rows:
        above = {
            place: cell
            for place, (_, cell) in reaching.items()
            if place < len(row.cells) and row.cells[place].covered
        }
        yield row, above
        reaching = {
            place: (left - 1, cell)
            for place, (left, cell) in reaching.items()
            if left > 1 and place in above
        }
        for place, cell in enumerate(row.cells):
            if not cell.covered and cell.rows > 1:
                for covered in range(place, place + cell.columns):
                    reaching[covered] = (cell.rows - 1, cell)
