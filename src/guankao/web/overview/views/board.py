"""The board: every agency and period of a year at once, each figure a link to its list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from guankao.scoring import Light
from guankao.web.overview.parameters import BoardParameters
from guankao.web.overview.queries import (
    JUDGED,
    OF_PERIODS,
    Board,
    Row,
    board_of,
    board_rows,
    waiting,
    with_leave,
)
from guankao.web.overview.scope import Scope
from guankao.web.overview.views.entry import BoardView, Columns, Rows
from guankao.web.overview.whats import WORDS, What
from guankao.web.portal.errors import BadParameter

WIDE_PERIODS = 6
"""So many periods have a column of their own for what is missing."""
WIDE_COUNT = 1_000
"""From so many reports on a narrow column tells the share that came, rounded down."""
BAD = frozenset({What.MISSING, What.RED, What.HIGH})
WARNING = frozenset({What.LATE, What.RETURNED, What.YELLOW, What.MIDDLE})
HEADS: dict[What, tuple[str | Promise, Promise]] = {
    What.EXPECTED: (pgettext_lazy("column", "Asked"), WORDS[What.EXPECTED]),
    What.RECEIVED: (pgettext_lazy("column", "Came"), WORDS[What.RECEIVED]),
    What.ON_TIME: (pgettext_lazy("column", "In time"), WORDS[What.ON_TIME]),
    What.EXCUSED: (pgettext_lazy("column", "Leave"), WORDS[What.EXCUSED]),
    What.LATE: (pgettext_lazy("column", "Late"), WORDS[What.LATE]),
    What.RETURNED: (pgettext_lazy("column", "Back"), WORDS[What.RETURNED]),
    What.MISSING: (pgettext_lazy("column", "Missing"), WORDS[What.MISSING]),
    What.GREEN: (Light.GREEN.shape, WORDS[What.GREEN]),
    What.YELLOW: (Light.YELLOW.shape, WORDS[What.YELLOW]),
    What.RED: (Light.RED.shape, WORDS[What.RED]),
    What.WHITE: (Light.WHITE.shape, WORDS[What.WHITE]),
    What.HIGH: (pgettext_lazy("column", "High"), WORDS[What.HIGH]),
    What.MIDDLE: (pgettext_lazy("column", "Mid"), WORDS[What.MIDDLE]),
    What.LOW: (pgettext_lazy("column", "Low"), WORDS[What.LOW]),
    What.SURPASSED: (pgettext_lazy("column", "Reached"), WORDS[What.SURPASSED]),
    What.FAR_ABOVE: (pgettext_lazy("column", "Far over"), WORDS[What.FAR_ABOVE]),
}
"""The columns beside those of the periods: what stands above them, and what it means."""
GROUPS: tuple[tuple[Promise, tuple[What, ...]], ...] = (
    (gettext_lazy("All periods"), OF_PERIODS),
    (gettext_lazy("Lights"), (What.GREEN, What.YELLOW, What.RED, What.WHITE)),
    (gettext_lazy("Risk"), (What.HIGH, What.MIDDLE, What.LOW)),
    (gettext_lazy("Easy targets"), (What.SURPASSED, What.FAR_ABOVE)),
)


@dataclass(frozen=True)
class Cell:
    """One figure of the board with its list; without a list where there is nothing to list."""

    text: str
    address: str
    name: str
    tone: str = ""
    begins: bool = False
    """Whether it is the first of its group of columns."""


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    row: Row
    address: str
    cells: list[Cell]


class BoardPage(BoardView):
    """What is late, red or waits for a signature, and the matrix of agencies and periods."""

    def page(self, request: HttpRequest, scope: Scope, asked: BoardParameters) -> HttpResponse:
        board = board_of(scope, asked.page)
        if board is None:
            raise BadParameter("page", _("There are not so many pages."))
        cells = Cells(scope)
        context = self.common(scope, asked) | {
            "board": board,
            "file": "overview",
            "rows": board,
            "numbers": _numbers(scope, board, cells),
            "leave": with_leave(scope) if board.total.get("missing") else 0,
            "groups": [Group(str(words), len(whats)) for words, whats in GROUPS],
            "periods": _periods(board),
            "heads": [
                (HEADS[what], number == 0)
                for _words, whats in GROUPS
                for number, what in enumerate(whats)
            ],
            "narrow": len(board.ends) > WIDE_PERIODS,
            "columns": 2 + _columns_of(board) * len(board.ends) + len(HEADS),
            "lines": [
                Line(row, cells.address_of_group(row), list(cells.of(row, board)))
                for row in board.rows
            ],
            "total": list(cells.of_total(board)),
        }
        return render(request, "overview/board.html", context)

    def table(self, scope: Scope, asked: BoardParameters) -> tuple[str, Columns, Rows]:
        names = [one.column for one in OF_PERIODS]
        columns = (
            "fiscal_year", "agency", "agency_en", "parent", "period_end", *names, *JUDGED,
            "allotted", "spent",
        )  # fmt: skip
        return "guankao-board", columns, _table_rows(scope, names)


def _table_rows(scope: Scope, names: list[str]) -> Iterator[tuple[object, ...]]:
    for row in board_rows(scope):
        end = row["period_end"]
        yield (
            scope.year,
            row["plan__agency__name"],
            row["plan__agency__name_en"],
            row["plan__agency__parent__name"],
            end.isoformat() if end else "now",
            *(row.get(name) for name in (*names, *JUDGED, "allotted", "spent")),
        )


@dataclass(frozen=True)
class Group:
    """What stands above some columns."""

    words: str
    columns: int


def _periods(board: Board) -> list[Group]:
    columns = _columns_of(board)
    return [Group(_("To %(month)d/%(day)d") % _day(end), columns) for end in board.ends]


def _columns_of(board: Board) -> int:
    """How many columns a period has: months share theirs between what came and what is missing."""
    return 1 if len(board.ends) > WIDE_PERIODS else 2


def _day(end: dt.date) -> dict[str, int]:
    return {"month": end.month, "day": end.day}


class Cells:
    """The figures of a board with the addresses of their lists."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.list = reverse("overview-reports")
        self.board = reverse("overview")

    def address(self, what: What, **changes: object) -> str:
        """The list of a count."""
        wanted = {"what": what.value} if what is not What.EXPECTED else {}
        query = self.scope.asked.query(year=self.scope.year, **wanted, **changes)
        return f"{self.list}?{query}"

    def address_of_group(self, row: Row) -> str:
        """The same board of what stands under an agency; none where nothing does."""
        if not row.many:
            return ""
        return f"{self.board}?{self.scope.asked.query(year=self.scope.year, under=row.agency.pk)}"

    def of(self, row: Row, board: Board) -> Iterator[Cell]:
        """The cells of one line, in the order of the columns."""
        where = {"under" if row.many else "agency": row.agency.pk}
        yield from self._of_year(row.totals, row.agency.label, where)
        for end in board.ends:
            name = f"{row.agency.label} {end.month}/{end.day}"
            yield from self._of_period(name, end, row.cells.get(end), board, where)

    def of_total(self, board: Board) -> Iterator[Cell]:
        """The cells of the last line: all agencies, not only those of the page."""
        yield from self._of_year(board.total, _("All"), {})
        for end, found in board.of_ends.items():
            yield from self._of_period(f"{_('All')} {end.month}/{end.day}", end, found, board, {})

    def _of_period(
        self,
        name: str,
        end: dt.date,
        found: Mapping[str, Any] | None,
        board: Board,
        where: Mapping[str, Any],
    ) -> Iterator[Cell]:
        columns = _columns_of(board)
        if not found:
            yield Cell("", "", "", begins=True)
            yield from [Cell("", "", "")] * (columns - 1)
            return
        received, missing = f"{found['received']}/{found['expected']}", found["missing"]
        what = What.MISSING if columns == 1 and missing else What.EXPECTED
        text, told = received, f"{name} {received}"
        if columns == 1 and found["expected"] >= WIDE_COUNT:
            text = f"{100 * found['received'] // found['expected']}%"
            told = f"{name} {text}, {received}"
        tone = "all" if found["received"] == found["expected"] else ""
        if what is What.MISSING:
            told, tone = f"{told}, {WORDS[what]} {missing}", "bad"
        address = self.address(what, until=end.month, **where)
        yield Cell(text, address, told, tone, begins=True)
        if columns > 1:
            yield self._cell(What.MISSING, missing, name, until=end.month, **where)

    def _of_year(self, totals: Mapping[str, Any], name: str, where: Mapping[str, Any]) -> Any:
        for _words, whats in GROUPS:
            for number, what in enumerate(whats):
                count = int(totals.get(what.column, 0))
                yield self._cell(what, count, name, begins=number == 0, **where)
        allotted, spent = Decimal(totals.get("allotted") or 0), Decimal(totals.get("spent") or 0)
        share = f"{_percent(spent, allotted)}%" if allotted else ""
        yield Cell(
            share,
            self.address(What.MONEY, **where) if share else "",
            f"{name} {WORDS[What.MONEY]} {share}",
            begins=True,
        )

    def _cell(
        self, what: What, count: int, name: str, *, begins: bool = False, **changes: Any
    ) -> Cell:
        if not count:
            return Cell("0", "", "", "none", begins)
        tone = "bad" if what in BAD else "warning" if what in WARNING else ""
        address = self.address(what, **changes)
        return Cell(f"{count:,}", address, f"{name} {WORDS[what]} {count}", tone, begins)


def _percent(spent: Decimal, allotted: Decimal) -> Decimal:
    return (spent / allotted * 100).quantize(Decimal(1), ROUND_HALF_UP)


def _numbers(scope: Scope, board: Board, cells: Cells) -> list[tuple[What, Promise, int, str]]:
    """What somebody has to know at once, each with its list."""
    total = board.total
    found = [
        (what, int(total.get(what.column, 0)))
        for what in (What.MISSING, What.RETURNED, What.RED, What.HIGH, What.COMING)
    ]
    return [
        (what, WORDS[what], count, cells.address(what) if count else "")
        for what, count in [*found, *waiting(scope)]
    ]
