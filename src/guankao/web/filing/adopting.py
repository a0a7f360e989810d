"""What adopting a calendar would mean: which one would hold, and how many reports would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from guankao.calendars import Calendar, UnknownCalendar, newest, read_calendar
from guankao.calendars import calendars as shipped
from guankao.web.filing.calendar_facts import ChangedFact, differences
from guankao.web.planning.models import Plan
from guankao.web.reporting.expectations import Expected, would_change
from guankao.web.reporting.models import Calendar as AdoptedCalendar
from guankao.web.reporting.queries import standing_calendar

KIND = "plan"
MOST_PLANS = 60
"""Plans that are worked through by one request, so that it ends before a browser gives up."""


@dataclass(frozen=True)
class Listed:
    """A calendar in the list of all, adopted or shipped."""

    calendar: Calendar
    row: AdoptedCalendar | None

    @property
    def name(self) -> str:
        """By which a page asks for it."""
        return f"{self.calendar.code}:{self.calendar.version}"


@dataclass(frozen=True)
class Look:
    """What would follow from adopting a calendar, for one year.

    Attributes:
        calendar: the new one.
        standing: the one that holds now; None where none does.
        changes: line by line.
        known: whether it was adopted already, word for word.
        holds: whether it would be the one that holds in the year.
        plans: how many published plans were looked at.
        left: how many were not, being too many for one look.
        effect: what working their lists out again would do.
    """

    calendar: Calendar
    standing: Calendar | None
    changes: Sequence[ChangedFact]
    known: bool
    holds: bool
    plans: int
    left: int
    effect: Expected


def listed() -> Sequence[Listed]:
    """All calendars, the adopted before those that ship, the newest first."""
    rows = AdoptedCalendar.objects.order_by("-adopted_at", "-pk")
    own = [Listed(read_calendar(row.content), row) for row in rows]
    ours = sorted(shipped(), key=lambda one: (one.first_year, one.version), reverse=True)
    return [*own, *(Listed(one, None) for one in ours)]


def standing_or_none(fiscal_year: int) -> Calendar | None:
    """The calendar of a year; None where none holds."""
    try:
        return standing_calendar(KIND, fiscal_year)
    except UnknownCalendar:
        return None


def look_at(calendar: Calendar, fiscal_year: int, plans: QuerySet[Plan]) -> Look:
    """What would follow for the published plans of a year; nothing is written."""
    standing = standing_or_none(fiscal_year)
    adopted = [read_calendar(row.content) for row in AdoptedCalendar.objects.filter(kind=KIND)]
    holding = [one for one in (*adopted, calendar) if one.holds_in(KIND, fiscal_year)]
    holds = newest(holding) == calendar
    found = list(plans.order_by("identifier")[:MOST_PLANS]) if holds else []
    effect = Expected()
    for plan in found:
        effect = effect.plus(would_change(plan, calendar))
    return Look(
        calendar=calendar,
        standing=standing,
        changes=differences(standing, calendar) if standing is not None else [],
        known=calendar in adopted,
        holds=holds,
        plans=len(found),
        left=max(0, plans.count() - len(found)) if holds else 0,
        effect=effect,
    )
