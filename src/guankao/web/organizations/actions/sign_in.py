"""What the door writes down: who came in, and where somebody was refused.

Only the code of the person stands there. A try at an account that nobody has is not recorded:
it would let strangers write into the record as much as they like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations.models import Person
from guankao.web.organizations.permissions import Permission, require

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

SIGN_IN_EVENTS = frozenset(
    {
        Event.PERSON_SIGNED_IN,
        Event.PERSON_SIGNED_OUT,
        Event.PERSON_REFUSED,
        Event.PERSON_LOCKED_OUT,
        Event.PERSON_PASSWORD_CHANGED,
        Event.PERSON_FACTOR_ADDED,
        Event.PERSON_FACTOR_REMOVED,
    }
)


@transaction.atomic
def record_sign_in(event: Event, *, by: Actor, account: str) -> bool:
    """Note what happened at the door to the person of an account; False where there is none."""
    require(by, Permission.RECORD_SIGN_IN)
    if event not in SIGN_IN_EVENTS:
        raise ValueError(f"{event} does not happen at the door.")
    code = (
        Person.objects.filter(account=account.strip().lower())
        .values_list("code", flat=True)
        .first()
    )
    if code is None:
        return False
    stream = f"person/{code}"
    record(event, by=by, stream=stream, subject=stream, words=code)
    return True
