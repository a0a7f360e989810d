"""Begin drafts with what was read, instead of publishing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from guankao.documents import Plan, read_document
from guankao.web.importing.actions.accepting import Changed
from guankao.web.importing.models import Import
from guankao.web.importing.record import record_step
from guankao.web.importing.states import State, require
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission
from guankao.web.organizations.permissions import require as require_permission
from guankao.web.planning.actions import start_draft
from guankao.web.planning.versions import VersionKind

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from guankao.web.ledger.actors import Actor
    from guankao.web.planning.models import Draft

DRAFTED = "drafted"


class NotAPlan(ValueError):
    """A document that is no annual plan; only plans are drafted."""


@transaction.atomic
def draft_import(*, by: Actor, key: uuid.UUID, versions: Mapping[int, int]) -> list[Draft]:
    """Begin a draft with every plan of a file, all or none; nothing of it becomes public.

    Raises what accept_import raises, NotAPlan, and AlreadyDrafted where a plan of that agency and
    year is there already.
    """
    require_permission(by, Permission.IMPORT_DOCUMENT)
    one = Import.objects.select_for_update().get(pk=key, person=by.code)
    require(State(one.state), State.ACCEPTED)
    rows = list(one.documents.order_by("position"))
    if {row.position: row.version for row in rows} != dict(versions):
        raise Changed("a document was corrected in another window")
    drafts = []
    for row in rows:
        document = read_document(row.content)
        if not isinstance(document, Plan):
            raise NotAPlan(f"{document.identifier} is not an annual plan.")
        drafts.append(start_draft(by=by, document=document, kind=VersionKind.IMPORTED))
        row.outcome = DRAFTED
        row.save(update_fields=["outcome"])
    one.state = State.ACCEPTED.value
    one.changed_at = timezone.now()
    one.save()
    record_step(
        Event.IMPORT_ACCEPTED, by=by, one=one, after={row.identifier: DRAFTED for row in rows}
    )
    return drafts
