"""Accept what was read and is drafted nowhere, which publishes it; or discard what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from guankao.documents import Guidelines, Plan, read_document
from guankao.web.importing.actions.ending import documents_seen, end, open_import
from guankao.web.importing.models import Import
from guankao.web.importing.record import record_step
from guankao.web.importing.states import State, require
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission
from guankao.web.organizations.permissions import require as require_permission
from guankao.web.publishing.actions import publish
from guankao.web.search.actions import hold_index

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from guankao.web.ledger.actors import Actor


class OnlyDrafted(ValueError):
    """A plan or guidelines, which become public by being drafted, reviewed and approved."""


@transaction.atomic
def accept_import(*, by: Actor, key: uuid.UUID, versions: Mapping[int, int]) -> Import:
    """Publish every document of a file of a kind that is not drafted here, all or none.

    `versions` says which version of each document, by its position, the person has seen. Raises
    OnlyDrafted where one is a plan or guidelines, Changed where another window corrected one since,
    NotNow where the import is over, NotKept where the portal has no place for one, and NotPermitted
    where it is of all agencies and the person is not at the top of them.
    """
    require_permission(by, Permission.IMPORT_DOCUMENT)
    hold_index()
    one = open_import(by=by, key=key)
    rows = documents_seen(one, versions)
    found = [read_document(row.content) for row in rows]
    if any(isinstance(document, Plan | Guidelines) for document in found):
        raise OnlyDrafted("Neither a plan nor guidelines are published from a file.")
    for row, document in zip(rows, found, strict=True):
        row.outcome = publish(document, by=by).outcome.value
    end(one, rows, by=by, after=None)
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
