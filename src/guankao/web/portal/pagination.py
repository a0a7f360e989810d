"""One page of a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from guankao.web.portal.errors import BadParameter

Row = TypeVar("Row", bound=Model)

AROUND = 2
"""How many page numbers are shown on each side of the one that is open."""


@dataclass(frozen=True)
class PageOfRows(Generic[Row]):
    """The rows of one page, and what a person needs to turn it."""

    rows: list[Row]
    number: int
    count: int
    size: int

    @property
    def last(self) -> int:
        return max(1, -(-self.count // self.size))

    @property
    def first_row(self) -> int:
        return (self.number - 1) * self.size + 1 if self.count else 0

    @property
    def last_row(self) -> int:
        return self.first_row + len(self.rows) - 1 if self.rows else 0

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None

    @property
    def numbers(self) -> Iterator[int | None]:
        """The page numbers to show; None stands for those left out."""
        shown = {1, self.last, *range(self.number - AROUND, self.number + AROUND + 1)}
        before = 0
        for number in sorted(n for n in shown if 1 <= n <= self.last):
            if number > before + 1:
                yield None
            yield number
            before = number


def page_of(
    rows: QuerySet[Row], number: int, *, size: int, count: int | None = None
) -> PageOfRows[Row]:
    """The page of that number; one that does not exist is refused by name.

    `count` is given where it is known already, which spares a query.
    """
    count = rows.count() if count is None else count
    if number > max(1, -(-count // size)):
        raise BadParameter("page", _("There are not so many pages."))
    start = (number - 1) * size
    return PageOfRows(list(rows[start : start + size]), number, count, size)
