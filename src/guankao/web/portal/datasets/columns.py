"""How a dataset is declared: once, for all its formats and for its dictionary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.expressions import Combinable

ROWS_AT_ONCE = 2_000
"""How many rows are held in memory while a dataset streams out."""


class ColumnType(StrEnum):
    """What a column holds, in every format."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    LIST = "list of texts"


class Source(StrEnum):
    """Where a value comes from."""

    DOCUMENT = "document"
    """As the document writes it."""

    READING = "reading"
    """Read or inferred out of the document's text by Guankao."""

    COUNT = "count"
    """Counted or computed by Guankao."""

    GUANKAO = "guankao"
    """Given by Guankao: identifiers, English titles, short titles."""


@dataclass(frozen=True)
class Column:
    """One column: its name, what it means in both languages, and where its value is found.

    `value` is a field, a path over related tables, or an expression; left out, it is the field
    that is called like the column.
    """

    name: str
    type: ColumnType
    english: str
    chinese: str
    source: Source = Source.DOCUMENT
    value: str | Combinable | None = None

    @property
    def lookup(self) -> str | Combinable:
        return self.name if self.value is None else self.value


Row = Sequence[Any]


@dataclass(frozen=True)
class Dataset:
    """A table of everything of one sort. `rows` gives the real ones, fictional ones left out."""

    name: str
    english: str
    chinese: str
    columns: tuple[Column, ...]
    queryset: Callable[[], QuerySet[Any]]
    order: tuple[str, ...] = ("pk",)
    """An order that an index already has, so that no database sorts before the first row."""

    def rows(self) -> Iterator[Row]:
        """All rows in a fixed order, fetched as they are read."""
        lookups = [column.lookup for column in self.columns]
        found: QuerySet[Model, Row] = self.queryset().order_by(*self.order).values_list(*lookups)
        return found.iterator(chunk_size=ROWS_AT_ONCE)
