"""Let one report come later, and end that. Who, why and until when are public."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guankao.documents.fields import visible
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission, require
from guankao.web.reporting.actions.recording import (
    NotExpected,
    locked_expected,
    record_of_report,
)
from guankao.web.reporting.models import LateException

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

LONGEST_REASON = 2_000
LONGEST_TIME = datetime.timedelta(days=366)


class RefusedException(ValueError):
    """Leave without a reason, or until a moment that helps nobody."""


@transaction.atomic
def give_exception(
    *, by: Actor, expected: int, until: datetime.datetime, reason: str
) -> LateException:
    """Take one report until a moment. The same again changes nothing; another replaces it.

    Raises RefusedException, NotExpected, and ValueError for a moment without a time zone.
    """
    row = locked_expected(expected)
    require(by, Permission.EXCUSE_REPORT, at=row.plan.agency)
    if row.withdrawn_at is not None:
        raise NotExpected
    why = visible(reason)
    if not why or len(why) > LONGEST_REASON:
        raise RefusedException(
            _("Say why it may come later, in at most %(most)d characters.")
            % {"most": LONGEST_REASON}
        )
    row.window().extended(until)  # refuses a moment without a time zone
    now = timezone.now()
    if not max(now, row.due_at) < until <= max(now, row.due_at) + LONGEST_TIME:
        raise RefusedException(
            _("It may come until a moment after today and after it is due, within a year.")
        )
    standing = LateException.objects.filter(expected=row, ended_at__isnull=True)
    same = standing.filter(until=until, reason=why, person=by.code).first()
    if same is not None:
        return same
    standing.update(ended_at=now, ended_by=by.code)
    given = LateException.objects.create(
        expected=row,
        until=until,
        reason=why,
        person=by.code,
        person_name=by.name,
        given_at=now,
    )
    record_of_report(
        Event.EXCEPTION_GIVEN, row, by=by, after={"until": until.isoformat(), "reason": why}
    )
    return given


@transaction.atomic
def end_exception(*, by: Actor, expected: int) -> None:
    """Take the leave back; where there is none nothing happens."""
    row = locked_expected(expected)
    require(by, Permission.EXCUSE_REPORT, at=row.plan.agency)
    standing = LateException.objects.filter(expected=row, ended_at__isnull=True).first()
    if standing is None:
        return
    standing.ended_at = timezone.now()
    standing.ended_by = by.code
    standing.save()
    record_of_report(
        Event.EXCEPTION_ENDED, row, by=by, before={"until": standing.until.isoformat()}
    )
