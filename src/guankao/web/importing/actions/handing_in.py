"""Hand a file in, and ask that its reading be stopped."""

from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from guankao.figures import normalise
from guankao.web.importing import uploads
from guankao.web.importing.models import Import
from guankao.web.importing.queries import is_silent
from guankao.web.importing.record import record_step
from guankao.web.importing.states import State, require
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission
from guankao.web.organizations.permissions import require as require_permission

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

MOST_OPEN = 20
"""Files that one person may have waiting or being read; more is a mistake or an attack."""
KEPT_FOR = timedelta(days=30)
MOST_TO_BE_KNOWN = timedelta(hours=1)
"""Between the writing of a file and the end of the transaction that makes it known."""


class RefusedFile(ValueError):
    """A file that is not taken, with a code for the sentence that the page says."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def hand_in(*, by: Actor, file_name: str, data: bytes) -> Import:
    """Take a file and put it in the queue; the same file twice is two imports.

    Raises RefusedFile where it is empty, larger than `uploads.LARGEST_FILE`, or where the person
    has too many files waiting.
    """
    if not data:
        raise RefusedFile("empty")
    if len(data) > uploads.LARGEST_FILE:
        raise RefusedFile("too-large")
    key = uuid.uuid4()
    uploads.put(key, data)
    try:
        return _hand_in(by=by, key=key, file_name=_plain(file_name), data=data)
    except BaseException:
        uploads.remove(key)
        raise


@transaction.atomic
def _hand_in(*, by: Actor, key: uuid.UUID, file_name: str, data: bytes) -> Import:
    from guankao.web.importing.tasks import read_file_of_import

    require_permission(by, Permission.IMPORT_DOCUMENT)
    waiting = Import.objects.filter(
        person=by.code, state__in=[State.WAITING.value, State.READING.value]
    )
    if waiting.count() >= MOST_OPEN:
        raise RefusedFile("too-many")
    now = timezone.now()
    one = Import.objects.create(
        id=key,
        file_name=file_name,
        size=len(data),
        file_digest=hashlib.sha256(data).hexdigest(),
        person=by.code,
        created_at=now,
        changed_at=now,
    )
    record_step(Event.IMPORT_STARTED, by=by, one=one)
    # In the same transaction, as the queue is in the same database: who is killed between the two
    # would leave a file that waits for ever.
    read_file_of_import.enqueue(str(key))
    return one


@transaction.atomic
def request_stop(*, by: Actor, key: uuid.UUID) -> Import:
    """Stop a file that waits at once, and one that is being read as soon as its reader asks.

    A reader that has been silent is gone and will never ask; its file is stopped at once too.
    """
    require_permission(by, Permission.IMPORT_DOCUMENT)
    one = Import.objects.select_for_update().get(pk=key, person=by.code)
    require(State(one.state), State.STOPPED)
    nobody_asks = one.state == State.WAITING or is_silent(one)
    one.stop_requested = True
    one.changed_at = timezone.now()
    if nobody_asks:
        one.state = State.STOPPED.value
        record_step(Event.IMPORT_STOPPED, by=by, one=one)
        transaction.on_commit(lambda: uploads.remove(key))
    one.save()
    return one


@transaction.atomic
def clear_imports(*, by: Actor) -> int:
    """Remove imports that nobody has touched for a month, and say how many."""
    require_permission(by, Permission.READ_IMPORT)
    old = Import.objects.filter(changed_at__lt=timezone.now() - KEPT_FOR)
    keys = list(old.values_list("pk", flat=True))
    old.delete()
    for key in keys:
        transaction.on_commit(partial(uploads.remove, key))
    return len(keys)


def sweep_uploads(*, by: Actor) -> int:
    """Remove the bytes that whoever was killed left behind, and say of how many files.

    Bytes are written before their import is known and removed after it was read, so that none is
    ever missed; in between there may be too many. An import that is not known may be on its way.
    """
    require_permission(by, Permission.READ_IMPORT)
    waits = {State.WAITING.value, State.READING.value}
    found = uploads.keys_by_time()
    states = dict(Import.objects.filter(pk__in=found).values_list("pk", "state"))
    on_its_way = timezone.now() - MOST_TO_BE_KNOWN
    strays = [
        key
        for key, written_at in found.items()
        if (states[key] not in waits if key in states else written_at < on_its_way)
    ]
    for key in strays:
        uploads.remove(key)
    return len(strays)


def _plain(file_name: str) -> str:
    """The name without folders and without what cannot be shown."""
    name = PurePath(normalise(file_name).replace("\\", "/")).name
    return "".join(letter for letter in name if letter.isprintable())[-200:] or "-"
