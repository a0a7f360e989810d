"""What every end of an import has in common: what the person saw, and what became of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils import timezone

from guankao.web.importing.models import Import, ImportedDocument
from guankao.web.importing.record import record_step
from guankao.web.importing.states import State, require
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission
from guankao.web.organizations.permissions import require as require_permission

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from guankao.web.ledger.actors import Actor


class Outcome(StrEnum):
    """What became of a document that was not published."""

    DRAFTED = "drafted"
    """A draft was begun with it."""
    MERGED = "merged"
    """Some or all of it was taken into a draft."""
    UNCHANGED = "unchanged"
    """The draft said all of it already."""


class Changed(ValueError):
    """A document was corrected since the person looked at it; nothing was done."""


def open_import(*, by: Actor, key: uuid.UUID) -> Import:
    """The locked import of a person who may bring in documents, while it can still be accepted.

    Raises NotPermitted, Import.DoesNotExist, and NotNow where it is over.
    """
    require_permission(by, Permission.IMPORT_DOCUMENT)
    one = Import.objects.select_for_update().get(pk=key, person=by.code)
    require(State(one.state), State.ACCEPTED)
    return one


def documents_seen(one: Import, versions: Mapping[int, int]) -> list[ImportedDocument]:
    """The documents of which nothing became yet, in the versions that the person has seen.

    Raises Changed where another window corrected one since.
    """
    rows = list(one.documents.filter(outcome="").order_by("position"))
    if {row.position: row.version for row in rows} != dict(versions):
        raise Changed("a document was corrected in another window")
    return rows


def end(
    one: Import, rows: Sequence[ImportedDocument], *, by: Actor, after: Mapping[str, object] | None
) -> None:
    """Keep what became of some documents; the import is over when it has no other."""
    for row in rows:
        row.save(update_fields=["outcome"])
    one.changed_at = timezone.now()
    if not one.documents.filter(outcome="").exists():
        one.state = State.ACCEPTED.value
    one.save()
    record_step(
        Event.IMPORT_ACCEPTED,
        by=by,
        one=one,
        after={row.identifier: row.outcome for row in rows} | dict(after or {}),
    )
