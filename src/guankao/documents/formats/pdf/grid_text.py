"""Ruled tables filled with their text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from guankao.documents.formats.characters import legible
from guankao.documents.formats.grids import GridLines, PlacedCell, lay_out
from guankao.documents.formats.meter import Meter
from guankao.documents.formats.pdf.joining import joined_lines, usual_pitch
from guankao.documents.formats.pdf.lines import Line, begins_squeezed
from guankao.documents.formats.pdf.rulings import RuledTable
from guankao.documents.marks import Mark
from guankao.documents.papers import Block, Row, Table

_MOST_HEADING_ROWS = 4


def table_of(
    ruled: RuledTable,
    lines: Sequence[Sequence[Line]],
    mark: Mark,
    meter: Meter,
    *,
    spaces_end_lines: bool,
) -> Table:
    """A ruled table with the lines that stand in each of its cells."""
    paddings, pitch = _paddings(ruled, lines), usual_pitch(lines)
    placed = [
        PlacedCell(
            cell.row,
            cell.column,
            legible(
                joined_lines(
                    own,
                    cell.right - paddings[cell.column],
                    pitch,
                    spaces_end_lines=spaces_end_lines,
                )
            ),
            cell.rows,
            cell.columns,
        )
        for cell, own in zip(ruled.cells, lines, strict=True)
    ]
    headings = frozenset(_bold_rows(ruled, lines))
    return Table(lay_out(placed, GridLines(ruled.rows, headings), mark, meter), mark=mark)


def _paddings(ruled: RuledTable, lines: Sequence[Sequence[Line]]) -> dict[int, float]:
    """How far text stays from the edge of the cells that begin in each column.

    What is centred says too much and what hangs over says too little; so the usual distance of
    all columns bounds that of each.
    """
    own: dict[int, float] = {cell.column: inf for cell in ruled.cells}
    for cell, of_cell in zip(ruled.cells, lines, strict=True):
        for line in of_cell:
            if begins_squeezed(line):
                continue
            own[cell.column] = min(own[cell.column], max(line.left - cell.left, 0.0))
    known = sorted(distance for distance in own.values() if distance < inf)
    usual = known[(len(known) - 1) // 2] if known else 0.0
    return {column: min(distance, usual) for column, distance in own.items()}


def _bold_rows(ruled: RuledTable, lines: Sequence[Sequence[Line]]) -> Iterator[int]:
    """The first rows whose text is all bold, where not the whole table is."""
    bold = [True] * ruled.rows
    filled = [False] * ruled.rows
    for cell, own in zip(ruled.cells, lines, strict=True):
        for row in range(cell.row, cell.row + cell.rows):
            filled[row] = filled[row] or bool(own)
            bold[row] = bold[row] and all(line.bold for line in own)
    if all(bold):
        return
    for row in range(min(ruled.rows, _MOST_HEADING_ROWS)):
        if not (bold[row] and filled[row]):
            return
        yield row


def headings_marked(blocks: Sequence[Block]) -> Iterator[Block]:
    """The same blocks; the rows with which a table and its continuation both begin are headings."""
    tables = [block for block in blocks if isinstance(block, Table)]
    repeated: dict[int, int] = {}
    for before, after in pairwise(tables):
        count = _rows_alike(before.rows, after.rows)
        if count and count < len(after.rows):
            repeated[id(before)] = max(count, repeated.get(id(before), 0))
            repeated[id(after)] = max(count, repeated.get(id(after), 0))
    for block in blocks:
        if isinstance(block, Table) and (count := repeated.get(id(block), 0)):
            rows = tuple(
                replace(row, heading=True) if number < count else row
                for number, row in enumerate(block.rows)
            )
            yield replace(block, rows=rows)
        else:
            yield block


def _rows_alike(before: tuple[Row, ...], after: tuple[Row, ...]) -> int:
    count = 0
    for one, other in zip(before, after, strict=False):
        if count >= _MOST_HEADING_ROWS or one.texts != other.texts or not any(one.texts):
            break
        count += 1
    return count
