"""From the cells of a file, each at its place, to the full grid of a table."""

from __future__ import annotations

from dataclasses import dataclass, replace

from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.meter import Meter
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.marks import Mark
from guankao.documents.papers import COVERED, Cell, Row


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with the place of its upper left corner, counted from 0."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    page: int | None = None


@dataclass(frozen=True, slots=True)
class GridLines:
    """What is known of the rows beside their cells: how many, which are headings, their pages."""

    rows: int
    headings: frozenset[int] = frozenset()
    pages: tuple[int | None, ...] = ()


def lay_out(
    cells: list[PlacedCell], lines: GridLines, table: Mark, meter: Meter
) -> tuple[Row, ...]:
    """The rows of a table, each as wide as the table; what no cell takes is an empty cell.

    Columns at the right that hold no text in any row are left out: spreadsheets and careless
    editors leave hundreds. A span that reaches beyond the table ends with it, and where two cells
    claim one place the first has it.
    """
    width = max((cell.column + cell.columns for cell in cells if cell.text), default=0)
    width = min(width or 1, max((cell.column + cell.columns for cell in cells), default=1))
    if width > meter.limits.columns:
        raise UnreadableFile(Obstacle.TOO_MANY_CELLS, table, most=f"{meter.limits.columns:,} × 1")
    meter.lay(width * lines.rows)
    grid: list[list[Cell | None]] = [[None] * width for _ in range(lines.rows)]
    for cell in cells:
        if cell.row < lines.rows and cell.column < width and grid[cell.row][cell.column] is None:
            _put(grid, cell, _mark_of(cell, lines, table))
    return tuple(
        Row(
            cells=tuple(Cell() if cell is None else cell for cell in row),
            heading=number in lines.headings,
            mark=table.model_copy(
                update={"row": number + 1, "page": _page(lines, number) or table.page}
            ),
        )
        for number, row in enumerate(grid)
    )


def _page(lines: GridLines, row: int) -> int | None:
    return lines.pages[row] if row < len(lines.pages) else None


def _mark_of(cell: PlacedCell, lines: GridLines, table: Mark) -> Mark:
    page = cell.page or _page(lines, cell.row) or table.page
    places = {"row": cell.row + 1, "cell": cell.column + 1, "page": page}
    return table.model_copy(update=places)


def _put(grid: list[list[Cell | None]], cell: PlacedCell, mark: Mark) -> None:
    """Put a cell at its place and cover what it spans, up to the first place that is taken."""
    columns = 1
    first = grid[cell.row]
    while (
        columns < cell.columns
        and cell.column + columns < len(first)
        and first[cell.column + columns] is None
    ):
        columns += 1
    reach = range(cell.column, cell.column + columns)
    rows = 1
    while (
        rows < cell.rows
        and cell.row + rows < len(grid)
        and all(grid[cell.row + rows][column] is None for column in reach)
    ):
        rows += 1
    for row in range(cell.row, cell.row + rows):
        for column in reach:
            grid[row][column] = COVERED
    grid[cell.row][cell.column] = Cell(text=cell.text, rows=rows, columns=columns, mark=mark)


def without_marks(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The same rows as if they had never been in a file, to compare by what they hold."""
    return tuple(
        replace(row, mark=None, cells=tuple(replace(cell, mark=None) for cell in row.cells))
        for row in rows
    )
