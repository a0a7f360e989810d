"""Rows of a table as the author meant them: heads gone, rows that pages broke joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from guankao.documents.interpretation.annual_plan.columns import (
    TableForm,
    columns_of,
    heads_of,
    is_head,
)
from guankao.documents.interpretation.annual_plan.spans import with_cells_above
from guankao.documents.interpretation.cleaning import SENTENCE_ENDS, run_together
from guankao.documents.interpretation.ordinals import CHINESE_DIGITS
from guankao.documents.marks import Mark
from guankao.documents.papers import Cell, Paper, Row, Table

_OWN: Final = frozenset({"no", "name", "title"})
"""Columns in which every row has a cell of its own; where that is spanned, so is the whole row."""

_SHARED: Final = frozenset(
    {
        "evaluation_arrangement",
        "evaluation_method",
        "standard",
        "target",
        "linkage",
        "note",
        "category",
        "contents",
        "links",
    }
)
"""Columns in which one cell can hold for several rows."""

_ITEM: Final = re.compile(
    rf"\s*(?:[{CHINESE_DIGITS}]{{1,3}}、|[（(][{CHINESE_DIGITS}]{{1,3}}[)）])"
)


@dataclass(slots=True)
class Piece:
    """The text of one column of a row; what pages broke off follows in `parts`."""

    parts: list[str] = field(default_factory=list)
    mark: Mark | None = None

    def add(self, text: str, mark: Mark | None) -> None:
        """Go on with a text; white space says nothing."""
        if text.strip():
            self.parts.append(text)
            self.mark = self.mark or mark

    @property
    def text(self) -> str:
        """The whole text. A part that goes on in the middle of a sentence begins no line."""
        return run_together(
            self.parts,
            lambda before, part: before.endswith(SENTENCE_ENDS) or _ITEM.match(part) is not None,
        )

    def __bool__(self) -> bool:
        return bool(self.parts)


@dataclass(slots=True)
class TableRow:
    """A row with its texts by column.

    `opens_page` where it stands first in a table or right below repeated heads; `spanned` names the
    columns that a cell above spans down into.
    """

    pieces: dict[str, Piece]
    mark: Mark | None
    opens_page: bool = False
    spanned: frozenset[str] = frozenset()

    def __getitem__(self, column: str) -> Piece:
        return self.pieces.get(column) or Piece()

    def text(self, column: str) -> str:
        """The text of a column, empty where there is none."""
        return self[column].text

    @property
    def texts(self) -> list[str]:
        """The texts of the columns that hold any, each on one line, to show the row."""
        return [" ".join(piece.text.split()) for piece in self.pieces.values() if piece]

    def go_on_with(self, rest: TableRow) -> None:
        """Take in the rest of this row that stood on the next page."""
        for column, piece in rest.pieces.items():
            for part in piece.parts:
                self.pieces.setdefault(column, Piece()).add(part, piece.mark)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """All rows of one form that a paper holds, over however many tables they run."""

    rows: tuple[TableRow, ...]
    columns: frozenset[str]
    mark: Mark | None


def find_table(form: TableForm, paper: Paper) -> FoundTable | None:
    """The rows of a form in the order of the paper; none where no table is of this form.

    A table without heads goes on with the one before where it has as many columns.
    """
    rows: list[TableRow] = []
    columns: dict[int, str] | None = None
    width, mark, going = 0, None, False
    for table in paper.tables:
        own = columns_of(form, table)
        if own is not None:
            same = columns is not None and width == _width(table) and _lacks_numbers(own, columns)
            # A page that holds only the rest of a row shows no number to tell their column by.
            columns = columns if same else own
            width, going = _width(table), True
            mark = mark or table.mark
        elif not going or _width(table) != width or heads_of(form, table) is not None:
            going = False
            continue
        rows.extend(_rows(form, table, columns or {}))
    if columns is None:
        return None
    return FoundTable(tuple(rows), frozenset(columns.values()), mark)


def _lacks_numbers(own: Mapping[int, str], before: Mapping[int, str]) -> bool:
    return set(before.values()) - set(own.values()) == {"no"}


def _width(table: Table) -> int:
    return max((len(row.cells) for row in table.rows), default=0)


def _rows(form: TableForm, table: Table, columns: Mapping[int, str]) -> Iterator[TableRow]:
    """The rows below the heads, without heads that are repeated further down."""
    found = heads_of(form, table)
    body: Iterable[Row] = table.rows[found[1] :] if found else table.rows
    opens = True
    for row, above in with_cells_above(body):
        if is_head(form, row):
            opens = True
        elif any(cell.text.strip() for cell in row.cells):
            group = _group_of(form, row, columns)
            yield group or _row(row, above, columns, opens_page=opens)
            opens = False


def _group_of(form: TableForm, row: Row, columns: Mapping[int, str]) -> TableRow | None:
    """A row of one cell over the whole width, where what groups the rows has no column: a goal
    over its KPIs, a work plan over its projects."""
    group = next(iter(form.heads))
    cell = row.cells[0]
    if group in columns.values() or cell.columns != len(row.cells) or len(row.cells) < 2:
        return None
    return TableRow({group: Piece([cell.text], cell.mark)}, row.mark)


def _row(
    row: Row, above: Mapping[int, Cell], columns: Mapping[int, str], *, opens_page: bool
) -> TableRow:
    pieces: dict[str, Piece] = {}
    spanned = frozenset(columns[place] for place in above if place in columns)
    for place, cell in enumerate(row.cells):
        column = columns.get(place)
        if column is None:
            continue
        shared = column in _SHARED and not spanned & _OWN and place in above
        told = above[place] if shared else cell
        pieces.setdefault(column, Piece()).add(told.text, told.mark)
    return TableRow(pieces, row.mark, opens_page, spanned)
