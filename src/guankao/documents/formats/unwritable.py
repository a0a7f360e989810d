"""What the writers of PDF and HTML refuse, with the reason."""

from __future__ import annotations

from guankao.documents.papers import Table


class UnwritablePaper(ValueError):
    """A paper that cannot be put on pages, with the reason and what was found."""

    def __init__(self, reason: str, found: str) -> None:
        self.reason = reason
        self.found = found
        super().__init__(f"{reason} ({found})")


def require_grid(table: Table) -> None:
    """Make sure that each place of a table is one cell's, or covered by one that spans it.

    Raises:
        UnwritablePaper: naming the first row that is otherwise.
    """
    columns = len(table.rows[0].cells)
    spanned: set[tuple[int, int]] = set()
    for place, row in enumerate(table.rows):
        if len(row.cells) != columns:
            found = f"row {place + 1} has {len(row.cells)} cells"
            raise UnwritablePaper(f"a table of {columns} columns is no grid", found)
        for column, cell in enumerate(row.cells):
            if cell.covered != ((place, column) in spanned):
                found = f"row {place + 1}, cell {column + 1}"
                raise UnwritablePaper("cells of a table lie on one another or leave a hole", found)
            if cell.covered:
                continue
            if place + cell.rows > len(table.rows) or column + cell.columns > columns:
                found = f"row {place + 1}, cell {column + 1}"
                raise UnwritablePaper("a cell of a table reaches beyond it", found)
            over = {(place + y, column + x) for y in range(cell.rows) for x in range(cell.columns)}
            if over & spanned:
                found = f"row {place + 1}, cell {column + 1}"
                raise UnwritablePaper("cells of a table lie on one another or leave a hole", found)
            spanned |= over - {(place, column)}
