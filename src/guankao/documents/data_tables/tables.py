"""What a data table is: named columns, and rows that each say all they are about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

Value = str | int | Decimal | None
"""One cell; nothing where nothing is known."""

FICTIONAL: Final = "示範資料（虛構）"
"""Stands in a column of its own in every row of a document that was made up."""


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column by its name; `width` is in characters of Latin script, as spreadsheets count."""

    name: str
    width: int = 12


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table by its name; every row has a value for every column."""

    name: str
    columns: tuple[DataColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


def marked_fictional(table: DataTable) -> DataTable:
    """The table with a column that says of every row that it was made up."""
    columns = (*table.columns, DataColumn("資料性質", 18))
    return DataTable(table.name, columns, tuple((*row, FICTIONAL) for row in table.rows))


def data_table(
    name: str, columns: Iterable[tuple[str, int]], rows: Iterable[tuple[Value, ...]]
) -> DataTable:
    """A table of columns given as name and width, and of its rows."""
    return DataTable(name, tuple(DataColumn(*column) for column in columns), tuple(rows))
