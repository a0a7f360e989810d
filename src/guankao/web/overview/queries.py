"""The sums of a board: a bounded number of questions, whatever the size of the country."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Permission
from guankao.web.overview.scope import Scope
from guankao.web.overview.whats import COMING_DAYS, NEEDS, OF_RESULTS, What
from guankao.web.reporting.models import ExpectedReport, LateException, Tally
from guankao.web.reporting.models.tallies import AMOUNTS
from guankao.web.reporting.tallies import RETURNED, STANDS

ROWS_A_PAGE = 60
"""As many agencies stand on one page; where there are more, those above them stand for them."""
OF_PERIODS = (
    What.EXPECTED,
    What.RECEIVED,
    What.ON_TIME,
    What.EXCUSED,
    What.LATE,
    What.RETURNED,
    What.MISSING,
)
"""What is counted of the reports of periods, in the order of the columns."""
JUDGED = tuple(sorted(one.column for one in OF_RESULTS if one is not What.MONEY))

Figures = dict[str, Any]


@dataclass
class Row:
    """One agency, or all that stand under one, with what is counted of it.

    Attributes:
        agency: the agency.
        group: the agency that it stands under.
        many: how many agencies the row is of; 0: of this one alone.
        totals: by the name of the count.
        cells: by the last day of the period.
    """

    agency: Agency
    group: Agency | None
    many: int
    totals: Figures
    cells: dict[dt.date, Figures] = field(default_factory=dict)


@dataclass(frozen=True)
class Board:
    """What one page of the board shows."""

    rows: list[Row]
    total: Figures
    of_ends: dict[dt.date, Figures]
    """The sums of each period, of all agencies and not only those of the page."""
    grouped: bool
    count: int
    number: int

    @property
    def ends(self) -> list[dt.date]:
        """The last days of the periods, in order."""
        return list(self.of_ends)

    @property
    def last(self) -> int:
        return max(1, -(-self.count // ROWS_A_PAGE))

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None

    @property
    def numbers(self) -> list[int]:
        return list(range(1, self.last + 1))


def _open(scope: Scope) -> dict[str, Any]:
    """What is neither here nor returned, by whether it is due."""
    left = F("expected") - F("received") - F("returned")
    soon = scope.now + dt.timedelta(days=COMING_DAYS)
    return {
        "missing": _sum(left, Q(due_at__lte=scope.now)),
        "coming": _sum(left, Q(due_at__gt=scope.now, due_at__lte=soon)),
    }


def _sum(what: Any, condition: Q | None = None) -> Coalesce:
    return Coalesce(Sum(what, filter=condition), 0, output_field=IntegerField())


def _period_sums(scope: Scope) -> dict[str, Any]:
    plain = [one for one in OF_PERIODS if one is not What.MISSING]
    return {f"n_{one.column}": _sum(one.column) for one in plain} | {
        f"n_{name}": one for name, one in _open(scope).items()
    }


def _result_sums() -> dict[str, Any]:
    found: dict[str, Any] = {f"n_{name}": _sum(name) for name in JUDGED}
    return found | {f"n_{name}": Coalesce(Sum(name), Decimal(0)) for name in AMOUNTS}


def of_periods(scope: Scope, permission: Permission = Permission.READ_REPORT) -> QuerySet[Tally]:
    """The counts of the periods that are looked at."""
    found = Tally.objects.filter(scope.plans(permission), scope.levels())
    found = found.exclude(period="").order_by()
    return found.filter(period_end=scope.period_end) if scope.period_end else found


def of_results(scope: Scope, permission: Permission = Permission.READ_REPORT) -> QuerySet[Tally]:
    """The counts by which KPIs and projects are judged: of the period, or of now."""
    if scope.period_end:
        return of_periods(scope, permission)
    return Tally.objects.filter(scope.plans(permission), scope.levels(), period="").order_by()


def board_of(scope: Scope, page: int) -> Board | None:
    """The board of a scope; None where there is no such page."""
    members = _members(scope)
    # Whoever looks at one ministry or looks for a name wants the agencies themselves.
    many = sum(members.values()) > ROWS_A_PAGE
    grouped = many and scope.asked.under is None and not scope.asked.q
    key = "above" if grouped else "plan__agency"
    cells = _cells(scope, key)
    judged = _by(of_results(scope), key, _result_sums())
    rows = {one: _total(found.values()) | _judged(judged.get(one)) for one, found in cells.items()}
    if not 1 <= page <= max(1, -(-len(rows) // ROWS_A_PAGE)):
        return None
    known = Agency.objects.select_related("parent").in_bulk(list(rows))
    ordered = sorted(rows, key=lambda one: (*_trouble(rows[one]), one))
    if not many:
        ordered = _with_their_group(ordered, rows, known)
    start = (page - 1) * ROWS_A_PAGE
    shown = ordered[start : start + ROWS_A_PAGE]
    return Board(
        rows=[
            Row(
                known[one],
                None if grouped else known[one].parent,
                members[one] if grouped else 0,
                rows[one],
                cells[one],
            )
            for one in shown
        ],
        total=_total(rows.values()),
        of_ends=_of_ends(cells.values()),
        grouped=grouped,
        count=len(rows),
        number=page,
    )


def _members(scope: Scope) -> dict[int, int]:
    """How many agencies stand under each; one that stands under no other, under itself."""
    now = Tally.objects.filter(scope.plans(), scope.levels(), period="")
    found = _with_above(now).values("above").annotate(n=Count("plan__agency", distinct=True))
    return {row["above"]: row["n"] for row in found.order_by()}


def _cells(scope: Scope, key: str) -> dict[int, dict[dt.date, Figures]]:
    found = _with_above(of_periods(scope)).values(key, "period_end")
    cells: dict[int, dict[dt.date, Figures]] = {}
    for row in found.annotate(**_period_sums(scope)):
        one, end = row.pop(key), row.pop("period_end")
        cells.setdefault(one, {})[end] = _plain(row)
    return cells


def _judged(found: Figures | None) -> Figures:
    return found or dict.fromkeys(JUDGED, 0) | dict.fromkeys(AMOUNTS, Decimal(0))


def _of_ends(found: Iterable[dict[dt.date, Figures]]) -> dict[dt.date, Figures]:
    """The sums of each period over all agencies."""
    by_end: dict[dt.date, list[Figures]] = {}
    for cells in found:
        for end, figures in cells.items():
            by_end.setdefault(end, []).append(figures)
    return {end: _total(by_end[end]) for end in sorted(by_end)}


def _with_above(found: QuerySet[Tally]) -> QuerySet[Any, Any]:
    """With the agency above, or itself where none is."""
    return found.annotate(above=Coalesce("plan__agency__parent", "plan__agency"))


def _by(found: QuerySet[Tally], key: str, sums: Mapping[str, Any]) -> dict[int, Figures]:
    rows: Iterable[dict[str, Any]] = _with_above(found).values(key).annotate(**sums)
    return {row.pop(key): _plain(row) for row in rows}


def _plain(row: Mapping[str, Any]) -> Figures:
    return {name.removeprefix("n_"): one for name, one in row.items()}


def _trouble(figures: Figures) -> tuple[int, int, int, int]:
    """The most troubled first: what is missing, then what was not answered, is red, was late."""
    return (-figures["missing"], -figures["returned"], -figures["red"], -figures["late"])


def _with_their_group(
    ordered: list[int], rows: Mapping[int, Figures], known: Mapping[int, Agency]
) -> list[int]:
    """Agencies beside those that stand under the same one; the most troubled group first."""
    missing: dict[int, int] = {}
    for one in ordered:
        above = known[one].parent_id or 0
        missing[above] = missing.get(above, 0) + int(rows[one]["missing"])
    return sorted(
        ordered,
        key=lambda one: (-missing[known[one].parent_id or 0], known[one].parent_id or 0),
    )


def _total(rows: Iterable[Figures]) -> Figures:
    total: Figures = {}
    for figures in rows:
        for name, value in figures.items():
            total[name] = total.get(name, 0) + value
    return total


def waiting(scope: Scope) -> list[tuple[What, int]]:
    """What waits for the person who looks, each count where they may do it; one question."""
    allowed = {what: one for what, one in NEEDS.items() if scope.reach(one)}
    if not allowed:
        return []
    sums = {
        f"n_{what.column}": _sum(what.column, scope.within(permission))
        for what, permission in allowed.items()
    }
    anywhere = scope.within(*allowed.values()) or Q()
    found = Tally.objects.filter(scope.of_year(), anywhere, scope.levels()).exclude(period="")
    counts = found.order_by().aggregate(**sums)
    return [(what, counts[f"n_{what.column}"]) for what in allowed]


def kept_count(scope: Scope, what: What, permission: Permission) -> tuple[QuerySet[Tally], Any]:
    """The tallies that count something, and their sum of it."""
    found = (of_results if what in OF_RESULTS else of_periods)(scope, permission)
    if what is What.MONEY:
        risks = F("high") + F("middle") + F("low") + F("risk_unknown")
        return found.exclude(control_level=""), _sum(risks)
    return found, _open(scope).get(what.column) or _sum(what.column)


def with_leave(scope: Scope) -> int:
    """How many of the missing reports have leave to come later."""
    # Leave is rare: asked first and by itself, no database begins with the reports of a year.
    given = LateException.objects.filter(ended_at__isnull=True, until__gt=scope.now)
    found = ExpectedReport.objects.filter(
        scope.plans(),
        scope.levels(),
        pk__in=list(given.values_list("expected", flat=True)),
        due_at__lte=scope.now,
        withdrawn_at__isnull=True,
    )
    if scope.period_end:
        found = found.filter(period_end=scope.period_end)
    return found.exclude(STANDS | RETURNED).count()


def board_rows(scope: Scope) -> Iterator[dict[str, Any]]:
    """Every agency and period as a table, and what stands now where no period is asked for."""
    keys = ("plan__agency", "period_end")
    names = ("plan__agency__name", "plan__agency__name_en", "plan__agency__parent__name")
    sums = _period_sums(scope) | _result_sums()
    found = of_periods(scope).values(*names, *keys).annotate(**sums)
    for row in found.order_by("plan__agency", "period_end").iterator(chunk_size=2_000):
        yield _plain(row)
    if scope.period_end is None:
        now = of_results(scope).values(*names, "plan__agency").annotate(**_result_sums())
        for row in now.order_by("plan__agency").iterator(chunk_size=2_000):
            yield {"period_end": None, **_plain(row)}
