"""Accept what was read, which publishes it, or discard it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from guankao.documents import Plan, read_document
from guankao.web.importing.models import Import
from guankao.web.importing.record import record_step
from guankao.web.importing.states import State, require
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission
from guankao.web.organizations.permissions import require as require_permission
from guankao.web.organizations.queries import agency_known_as
from guankao.web.publishing.actions import publish
from guankao.web.search.actions import hold_index

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from guankao.documents import AnyDocument
    from guankao.web.ledger.actors import Actor


class Changed(ValueError):
    """A document was corrected since the person looked at it; nothing was accepted."""


@transaction.atomic
def accept_import(*, by: Actor, key: uuid.UUID, versions: Mapping[int, int]) -> Import:
    """Publish every document of a file, all or none.

    `versions` says which version of each document, by its position, the person has seen. Raises
    Changed where another window corrected one since, NotNow where the import is over, and what
    `publish` raises where a document has no place (FictionMismatch, NotKept), or where it is of
    an agency that is not theirs (NotPermitted).
    """
    require_permission(by, Permission.IMPORT_DOCUMENT)
    hold_index()
    one = Import.objects.select_for_update().get(pk=key, person=by.code)
    require(State(one.state), State.ACCEPTED)
    documents = list(one.documents.order_by("position"))
    if {row.position: row.version for row in documents} != dict(versions):
        raise Changed("a document was corrected in another window")
    for row in documents:
        row.outcome = publish(_document_of(row.content), by=by).outcome.value
        row.save(update_fields=["outcome"])
    one.state = State.ACCEPTED.value
    one.changed_at = timezone.now()
    one.save()
    record_step(
        Event.IMPORT_ACCEPTED,
        by=by,
        one=one,
        after={row.identifier: row.outcome for row in documents},
    )
    return one


@transaction.atomic
def discard_import(*, by: Actor, key: uuid.UUID) -> Import:
    """End an import without storing anything of it."""
    require_permission(by, Permission.IMPORT_DOCUMENT)
    one = Import.objects.select_for_update().get(pk=key, person=by.code)
    require(State(one.state), State.DISCARDED)
    one.state = State.DISCARDED.value
    one.changed_at = timezone.now()
    one.save()
    record_step(Event.IMPORT_DISCARDED, by=by, one=one)
    return one


def _document_of(content: str) -> AnyDocument:
    """The document; whether its agency is made up is known of the agency, not of the file."""
    document = read_document(content)
    if not isinstance(document, Plan):
        return document
    agency = agency_known_as(document.agency)
    if agency is None:
        return document
    return document.model_copy(update={"fictional": agency.fictional})
