"""Whom there is something to tell on a day, and what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from guankao.calendars import TAIPEI, Stage
from guankao.web.organizations.matrix import Permission
from guankao.web.organizations.models import Agency, Person
from guankao.web.organizations.permissions import people_allowed
from guankao.web.reminders.models import Preference
from guankao.web.reminders.rules import ReminderRules, days_left, is_named
from guankao.web.reporting.models import ExpectedReport, LateException, ReportStep
from guankao.web.reporting.queries import RETURNS, report_of
from guankao.web.reporting.states import ReportState


@dataclass(frozen=True)
class Item:
    """One report that somebody has to see to.

    Attributes:
        left: days until the last one on time; negative where it is late.
        due: the first moment that is late, with an exception where one stands.
        returned: days since it came back; None where it did not.
        named: whether it is a reason to write on this day.
    """

    expected: ExpectedReport
    left: int
    due: dt.datetime
    returned: int | None
    named: bool

    @property
    def is_late(self) -> bool:
        return self.left < 0


@dataclass(frozen=True)
class Letter:
    """What one person is told on a day: what is late, what came back, what is due."""

    person: Person
    language: str
    items: tuple[Item, ...]

    @property
    def late(self) -> list[Item]:
        return [one for one in self.items if one.is_late and one.returned is None]

    @property
    def returned(self) -> list[Item]:
        return [one for one in self.items if one.returned is not None]

    @property
    def coming(self) -> list[Item]:
        return [one for one in self.items if not one.is_late and one.returned is None]


def rules() -> ReminderRules:
    """The rules of this installation."""
    return ReminderRules(
        before=frozenset(settings.REMINDER_DAYS_BEFORE),
        after=frozenset(settings.REMINDER_DAYS_AFTER),
    )


def preference_of(person: Person) -> Preference:
    """How a person is reminded; not stored where they have said nothing."""
    return Preference.objects.filter(person=person).first() or Preference(person=person)


def letters_of(day: dt.date) -> Iterator[Letter]:
    """The letters of a day, agency by agency; nobody without an address or a right gets one."""
    items = _items(day, rules())
    letters: dict[int, Letter] = {}
    for agency, of_agency in items.items():
        for person in _people(agency):
            known = letters.get(person.pk)
            before = known.items if known is not None else ()
            letters[person.pk] = Letter(person, "", (*before, *of_agency))
    preferences = {one.person_id: one for one in Preference.objects.filter(person__in=letters)}
    for key, letter in letters.items():
        preference = preferences.get(key) or Preference()
        kept = letter.items
        if not preference.before_due:
            kept = tuple(one for one in kept if one.is_late or one.returned is not None)
        if any(one.named for one in kept):
            yield replace(letter, language=preference.language, items=kept)


def _people(agency: Agency) -> list[Person]:
    """Whoever fills in or hands in its reports and has an address."""
    return list(
        (
            people_allowed(Permission.FILL_REPORT, at=agency)
            | people_allowed(Permission.SUBMIT_REPORT, at=agency)
        )
        .exclude(email="")
        .distinct()
        .order_by("pk")
    )


def _items(day: dt.date, by: ReminderRules) -> dict[Agency, list[Item]]:
    """What is to be told of, by agency, in the order of due times."""
    until = dt.datetime.combine(day + dt.timedelta(days=by.ahead + 1), dt.time(), tzinfo=TAIPEI)
    now = timezone.now()
    taken = (
        Q(closes_at__gt=now)
        | Q(exceptions__until__gt=now, exceptions__ended_at__isnull=True)
        | Q(report__state=ReportState.RETURNED.value)
    )
    waiting = (
        ExpectedReport.objects.filter(taken, withdrawn_at__isnull=True, due_at__lte=until)
        .select_related("plan__agency", "report")
        .order_by("due_at", "pk")
        .distinct()
    )
    rows = [row for row in waiting if _to_be_done(row)]
    excused = {
        one.expected_id: one.until
        for one in LateException.objects.filter(expected__in=rows, ended_at__isnull=True)
    }
    returned = _returned(rows)
    found: dict[Agency, list[Item]] = {}
    for row in rows:
        report = report_of(row)
        came_back = returned.get(report.pk) if report is not None else None
        since = (day - came_back.astimezone(TAIPEI).date()).days if came_back else None
        window = row.window(excused.get(row.pk))
        if since is None and window.stage_at(now) in {Stage.NOT_YET, Stage.CLOSED}:
            continue
        due = max(row.due_at, excused.get(row.pk, row.due_at))
        left = days_left(due, day)
        named = since in by.returned if since is not None else is_named(by, left)
        found.setdefault(row.plan.agency, []).append(Item(row, left, due, since, named))
    return found


def _to_be_done(row: ExpectedReport) -> bool:
    """Nothing was ever handed in, or it came back. A correction of one's own has no due time."""
    report = report_of(row)
    if report is None or report.state == ReportState.RETURNED:
        return True
    return report.state == ReportState.DRAFT and report.published_version is None


def _returned(rows: Sequence[ExpectedReport]) -> dict[int, dt.datetime]:
    """When reports that wait for an answer came back, by report."""
    waiting = [
        report.pk
        for row in rows
        if (report := report_of(row)) is not None and report.state == ReportState.RETURNED
    ]
    steps = ReportStep.objects.filter(report__in=waiting, step__in=RETURNS).order_by("number")
    return {one.report_id: one.taken_at for one in steps}
