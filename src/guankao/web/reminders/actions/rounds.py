"""The round of a day: one worker takes it, and another where that one was killed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from guankao.calendars import TAIPEI
from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission, require
from guankao.web.reminders.models import Round
from guankao.web.reminders.rules import FIRST_HOUR

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

GIVEN_UP_AFTER = dt.timedelta(minutes=30)
"""Whoever took a round and did not end it by then was killed."""
TRIED_AGAIN_AFTER = dt.timedelta(minutes=15)
MOST_ATTEMPTS = 4
STREAM = "reminders"


def mail_is_sent() -> bool:
    """Whether this installation has somewhere to send mail to."""
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


@transaction.atomic
def begin_round(*, by: Actor) -> Round | None:
    """Take the round of today, where it is time for it and nobody has it; else None.

    A round in which some mails failed is taken again after a while, a few times.
    """
    require(by, Permission.SEND_REMINDERS)
    now = timezone.now()
    local = now.astimezone(TAIPEI)
    # Whoever tries the demonstration wants to see a mail whatever the hour.
    if (local.hour < FIRST_HOUR and not settings.DEMO) or not mail_is_sent():
        return None
    row, is_new = Round.objects.select_for_update().get_or_create(
        day=local.date(), defaults={"taken_at": now}
    )
    if is_new:
        return row
    given_up = row.ended_at is None and now - row.taken_at > GIVEN_UP_AFTER
    failed = row.ended_at is not None and row.failed and now - row.ended_at > TRIED_AGAIN_AFTER
    if not (given_up or failed) or row.attempts >= MOST_ATTEMPTS:
        return None
    row.taken_at, row.ended_at = now, None
    row.attempts += 1
    row.save()
    return row


@transaction.atomic
def end_round(*, by: Actor, day: dt.date, sent: int, failed: int) -> Round:
    """Note how many mails went and how many did not; the ledger names nobody."""
    require(by, Permission.SEND_REMINDERS)
    now = timezone.now()
    row, _is_new = Round.objects.select_for_update().get_or_create(
        day=day, defaults={"taken_at": now}
    )
    row.ended_at = now
    row.sent += sent
    row.failed = failed
    row.save()
    if sent or failed:
        record(
            Event.REMINDERS_SENT,
            by=by,
            stream=STREAM,
            subject=day.isoformat(),
            words=day.isoformat(),
            after={"sent": sent, "failed": failed},
        )
    return row
