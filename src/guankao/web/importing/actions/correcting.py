"""Correct what was read, one element at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from guankao.documents import write_document
from guankao.web.importing.models import Import, ImportedDocument
from guankao.web.importing.record import record_step
from guankao.web.importing.states import NotNow, State
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission
from guankao.web.organizations.permissions import require as require_permission

if TYPE_CHECKING:
    import uuid

    from guankao.documents import AnyDocument
    from guankao.web.ledger.actors import Actor


class Overtaken(ValueError):
    """Another window corrected the document since this one was opened; nothing was changed."""

    def __init__(self, row: ImportedDocument) -> None:
        self.row = row
        super().__init__(f"the document is now at version {row.version}")


@transaction.atomic
def correct_document(
    *,
    by: Actor,
    key: uuid.UUID,
    position: int,
    version: int,
    element: str,
    document: AnyDocument,
) -> ImportedDocument:
    """Put a corrected document in the place of the one that was read.

    `version` is the one that was corrected, and `element` what changed in it. Raises Overtaken
    where that version is no longer the newest, and NotNow where the import is over.
    """
    require_permission(by, Permission.IMPORT_DOCUMENT)
    # The import first, as accepting does: in another order the two would wait for each other,
    # and an import that is just being accepted would be corrected behind its back.
    one = Import.objects.select_for_update().get(pk=key, person=by.code)
    row = ImportedDocument.objects.select_for_update().get(import_of=one, position=position)
    if one.state != State.READ or row.outcome:
        raise NotNow(State(one.state), State.READ)
    if row.version != version:
        raise Overtaken(row)
    row.content = write_document(document)
    row.identifier = document.identifier
    row.version += 1
    row.save()
    one.changed_at = timezone.now()
    one.save(update_fields=["changed_at"])
    record_step(
        Event.IMPORT_CORRECTED,
        by=by,
        one=one,
        after={"element": element, "version": row.version},
    )
    return row
