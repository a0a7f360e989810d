"""Send the letters of a day, each to its person once."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING

from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from guankao.web.organizations.permissions import Permission, require
from guankao.web.reminders.actions.rounds import MOST_ATTEMPTS, end_round
from guankao.web.reminders.letters import message_of
from guankao.web.reminders.models import Digest, DigestState, Round
from guankao.web.reminders.queries import Letter, letters_of

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

    from guankao.web.ledger.actors import Actor

logger = logging.getLogger(__name__)


def remind(*, by: Actor, day: dt.date) -> Round:
    """Send what is to be told on a day. Whoever has a letter of the day gets no other.

    A mail that fails is noted and tried again in a later round; the others go all the same.
    """
    require(by, Permission.SEND_REMINDERS)
    sent = failed = 0
    connection = get_connection()
    try:
        for letter in letters_of(day):
            digest = take_digest(by=by, letter=letter, day=day)
            if digest is None:
                continue
            done = _send(letter, connection)
            settle_digest(by=by, digest=digest.pk, done=done)
            sent += done
            failed += not done
    finally:
        connection.close()
    return end_round(by=by, day=day, sent=sent, failed=failed)


@transaction.atomic
def take_digest(*, by: Actor, letter: Letter, day: dt.date) -> Digest | None:
    """Take the letter of a person and day, before it is sent; None where somebody has.

    It is committed before anything goes out: of two workers one sends it, and a worker that is
    killed between the two leaves a letter unsent rather than sent twice.
    """
    require(by, Permission.SEND_REMINDERS)
    row, is_new = Digest.objects.select_for_update().get_or_create(
        person=letter.person,
        day=day,
        defaults={
            "state": DigestState.SENDING.value,
            "reports": len(letter.items),
            "taken_at": timezone.now(),
        },
    )
    if is_new:
        return row
    if row.state != DigestState.FAILED or row.attempts >= MOST_ATTEMPTS:
        return None
    row.state = DigestState.SENDING.value
    row.attempts += 1
    row.taken_at = timezone.now()
    row.save()
    return row


@transaction.atomic
def settle_digest(*, by: Actor, digest: int, done: bool) -> None:
    """Note whether the letter went."""
    require(by, Permission.SEND_REMINDERS)
    state = DigestState.SENT if done else DigestState.FAILED
    Digest.objects.filter(pk=digest).update(state=state.value)


def _send(letter: Letter, connection: BaseEmailBackend) -> bool:
    try:
        message_of(letter, connection).send()
    except Exception as error:  # noqa: BLE001 - whatever a server of mail says, others get theirs
        # Neither the address nor what the server said of it: both name a person.
        logger.warning("A reminder was not sent: %s.", type(error).__name__)
        connection.close()
        return False
    return True
