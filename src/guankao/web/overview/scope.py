"""Whose reports a board is about: what somebody may read, of one year, of one part of the tree."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from guankao.figures.periods import YEARS_BEFORE
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Permission, Rights
from guankao.web.overview.parameters import BoardParameters
from guankao.web.planning.models import Plan
from guankao.web.reporting.models import Tally


@dataclass(frozen=True)
class Scope:
    """What is looked at.

    Attributes:
        rights: of whoever looks.
        everybody: how many agencies there are.
        now: the one moment by which everything on the page is judged.
        year: the fiscal year; None where nothing was ever expected.
        years: those that have reports, the latest first.
        made_up: whether it is about what is made up, which is never mixed with the rest.
        both: whether there is the other kind as well.
        asked: the other parameters.
    """

    rights: Rights
    everybody: int
    now: dt.datetime
    year: int | None
    years: tuple[int, ...]
    made_up: bool
    both: bool
    asked: BoardParameters
    _reached: dict[Permission, frozenset[int]] = field(default_factory=dict)

    def reach(self, permission: Permission) -> frozenset[int]:
        """The keys of the agencies at which something is allowed, asked once."""
        if permission not in self._reached:
            self._reached[permission] = self.rights.agencies(permission)
        return self._reached[permission]

    @property
    def month(self) -> int | None:
        return self.asked.until

    @property
    def period_end(self) -> dt.date | None:
        """The last day of the period that is asked for."""
        if self.month is None or self.year is None:
            return None
        year = self.year + YEARS_BEFORE
        return dt.date(year, self.month, calendar.monthrange(year, self.month)[1])

    def within(self, *permissions: Permission, prefix: str = "plan__") -> Q | None:
        """The agencies at which one of these is allowed; None where these are all agencies."""
        return self._pk_within(permissions, f"{prefix}agency__")

    def agencies(self, prefix: str = "") -> Q:
        """The agencies that are looked at, of those whose reports somebody may read."""
        return self._area(prefix) & (self._pk_within((Permission.READ_REPORT,), prefix) or Q())

    def plans(self, permission: Permission = Permission.READ_REPORT, prefix: str = "plan__") -> Q:
        """The plans of the year of the agencies at which something is allowed."""
        return self.of_year(prefix) & (self.within(permission, prefix=prefix) or Q())

    def of_year(self, prefix: str = "plan__") -> Q:
        """The plans of the year that are looked at, whoever may do what with them."""
        year = Q(**{f"{prefix}fiscal_year": self.year or 0})
        return year & self._area(f"{prefix}agency__")

    def _pk_within(self, permissions: Iterable[Permission], prefix: str) -> Q | None:
        keys: set[int] = set()
        for permission in permissions:
            keys |= self.reach(permission)
        # Whoever reaches all spares the database a list of a thousand.
        return Q(**{f"{prefix}pk__in": keys}) if len(keys) < self.everybody else None

    def _area(self, prefix: str) -> Q:
        """What is looked at of the tree."""
        found = Q(**{f"{prefix}fictional": self.made_up})
        if self.asked.under is not None:
            under = self.asked.under
            found &= Q(**{f"{prefix}pk": under}) | Q(**{f"{prefix}parent": under})
        for word in self.asked.q.split():
            found &= Q(**{f"{prefix}name__icontains": word}) | Q(
                **{f"{prefix}name_en__icontains": word}
            )
        return found

    def levels(self) -> Q:
        """Of KPIs, or of projects of one control level, where one is asked for."""
        if self.asked.level is None:
            return Q()
        return Q(control_level="" if self.asked.level == "kpi" else self.asked.level)


def scope_of(rights: Rights, asked: BoardParameters) -> Scope:
    """What somebody looks at by the parameters of a page; a bounded number of questions."""
    keys = rights.agencies(Permission.READ_REPORT)
    counted = Exists(Tally.objects.filter(plan=OuterRef("pk"), period=""))
    plans = Plan.objects.filter(counted, agency__in=keys).order_by()
    found = set(plans.values_list("fiscal_year", "agency__fictional").distinct())
    made_up = asked.made_up == "1" or not any(not fictional for _year, fictional in found)
    years = sorted({year for year, fictional in found if fictional == made_up}, reverse=True)
    now = timezone.now()
    return Scope(
        rights=rights,
        everybody=Agency.objects.count(),
        now=now,
        year=asked.year or _year_of_now(years, now),
        years=tuple(years),
        made_up=made_up,
        both=len({fictional for _year, fictional in found}) > 1,
        asked=asked,
    )


def _year_of_now(years: Sequence[int], now: dt.datetime) -> int | None:
    """The latest year that has begun, or the first of those to come."""
    today = timezone.localdate(now).year - YEARS_BEFORE
    return next((year for year in years if year <= today), years[-1] if years else None)
