"""Work out which reports a published plan is expected to bring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from guankao import calendars
from guankao.calendars import UnknownCalendar, code_of, expected_reports
from guankao.documents import report_identifier
from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission, require
from guankao.web.planning.models import Plan
from guankao.web.reporting.actions.recording import stream_of
from guankao.web.reporting.actions.tallying import tally_whole_plan
from guankao.web.reporting.expectations import CHANGING, Expected, changed_values, values_of
from guankao.web.reporting.models import ExpectedReport
from guankao.web.reporting.queries import plan_at, standing_calendar

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

Key = tuple[str, str]


@transaction.atomic
def expect_reports(
    *, by: Actor, identifier: str, permission: Permission = Permission.EXPECT_REPORTS
) -> Expected:
    """Make the list of reports of a published plan what its text and calendar ask for.

    The same plan and calendar again change nothing. A report that somebody has begun keeps its
    window and its review; one that is no longer asked for is withdrawn and never removed. Of a
    year that has no calendar nothing is expected. `permission` is the right by which it is done:
    whoever publishes a plan does it. Raises Plan.DoesNotExist.
    """
    plan = (
        Plan.objects.select_for_update(of=("self",))
        .select_related("agency")
        .get(identifier=identifier)
    )
    require(by, permission, at=plan.agency)
    try:
        calendar = standing_calendar("plan", plan.fiscal_year)
    except UnknownCalendar:
        return Expected()
    wanted = {
        (one.element, code_of(one.period)): values_of(one, calendar)
        for one in expected_reports(plan_at(plan.content_digest), calendar)
    }
    rows: dict[Key, ExpectedReport] = {
        (row.element, row.period): row
        for row in ExpectedReport.objects.select_for_update(of=("self",))
        .filter(plan=plan)
        .order_by("pk")
    }
    begun = frozenset(
        ExpectedReport.objects.filter(plan=plan, report__isnull=False).values_list("pk", flat=True)
    )
    done = Expected(
        added=_add(plan, [key for key in wanted if key not in rows], wanted),
        changed=_change(rows, wanted, begun),
        withdrawn=_withdraw(row for key, row in rows.items() if key not in wanted),
        restored=_restore(row for key, row in rows.items() if key in wanted),
    )
    tally_whole_plan(plan)
    if done.anything:
        _record(plan, calendar, done, expected=len(wanted), by=by)
    return done


def _add(plan: Plan, keys: Iterable[Key], wanted: Mapping[Key, dict[str, Any]]) -> int:
    year, _, agency = plan.identifier.partition("/")
    now = timezone.now()
    made = ExpectedReport.objects.bulk_create(
        ExpectedReport(
            plan=plan,
            identifier=report_identifier(int(year), agency, element, period),
            element=element,
            period=period,
            made_at=now,
            **wanted[element, period],
        )
        for element, period in keys
    )
    return len(made)


def _change(
    rows: Mapping[Key, ExpectedReport],
    wanted: Mapping[Key, dict[str, Any]],
    begun: frozenset[int],
) -> int:
    changed = []
    for key, row in rows.items():
        new = changed_values(row, wanted.get(key), begun=row.pk in begun)
        if new:
            for name, value in new.items():
                setattr(row, name, value)
            changed.append(row)
    ExpectedReport.objects.bulk_update(changed, CHANGING, batch_size=200)
    return len(changed)


def _withdraw(rows: Iterable[ExpectedReport]) -> int:
    keys = [row.pk for row in rows if row.withdrawn_at is None]
    return ExpectedReport.objects.filter(pk__in=keys).update(withdrawn_at=timezone.now())


def _restore(rows: Iterable[ExpectedReport]) -> int:
    keys = [row.pk for row in rows if row.withdrawn_at is not None]
    return ExpectedReport.objects.filter(pk__in=keys).update(withdrawn_at=None)


def _record(
    plan: Plan, calendar: calendars.Calendar, done: Expected, *, expected: int, by: Actor
) -> None:
    record(
        Event.REPORTS_EXPECTED,
        by=by,
        stream=stream_of(plan.identifier),
        subject=plan.identifier,
        words=f"{plan.agency.name} {plan.fiscal_year}",
        after={
            "plan": plan.content_digest,
            "calendar": f"{calendar.code} {calendar.version}",
            "expected": expected,
            "added": done.added,
            "changed": done.changed,
            "withdrawn": done.withdrawn,
            "restored": done.restored,
        },
    )
