"""The one verb of the ledger: record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

from guankao.web.ledger.chain import canonical, digest_of
from guankao.web.ledger.models import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guankao.web.ledger.actors import Actor
    from guankao.web.ledger.events import Event


def record(
    event: Event,
    *,
    by: Actor,
    stream: str,
    subject: str,
    words: str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> Entry:
    """Append one entry to a stream, inside the transaction of the verb that calls.

    `before` and `after` are JSON-ready facts. Raises RuntimeError outside a transaction: an
    entry that stays while its change is undone would be a lie.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An entry is recorded inside the transaction of the change it tells of.")
    _hold(stream)
    number, previous_digest = (
        Entry.objects.filter(stream=stream)
        .order_by("-number")
        .values_list("number", "digest")
        .first()
    ) or (0, "")
    entry = Entry(
        stream=stream,
        number=number + 1,
        event=event.value,
        actor=by.code,
        actor_name=by.name,
        actor_agency=by.agency,
        subject=subject,
        subject_words=words,
        before=canonical(before or {}),
        after=canonical(after or {}),
        recorded_at=timezone.now(),
        previous_digest=previous_digest,
    )
    entry.digest = digest_of(entry)
    with transaction.atomic():
        entry.save(force_insert=True)
    return entry


def _hold(stream: str) -> None:
    """Let writers of one stream queue until this transaction ends.

    SQLite holds its one write lock since BEGIN IMMEDIATE; PostgreSQL needs to be told, because
    a stream that has no entry yet has no row to lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [stream])
