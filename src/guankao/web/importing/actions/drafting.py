"""Begin drafts with what was read, or take it into a draft that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from guankao.documents import Guidelines, Plan, read_document
from guankao.documents.taking import beside, differences, with_taken
from guankao.web.importing.actions.ending import (
    Changed,
    Outcome,
    documents_seen,
    end,
    open_import,
)
from guankao.web.importing.models import ImportedDocument
from guankao.web.importing.states import NotNow, State
from guankao.web.organizations.permissions import NotPermitted, Permission, rights_of
from guankao.web.planning.actions import save_draft, start_draft, start_guidelines
from guankao.web.planning.actions.drafts import Saved, locked_draft, plan_of
from guankao.web.planning.guideline_queries import guideline_writers
from guankao.web.planning.versions import VersionKind

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Mapping

    from guankao.documents import AnyDocument
    from guankao.web.ledger.actors import Actor
    from guankao.web.planning.models import Draft

WHOLE = "plan"
"""What a version calls itself that may have changed several elements."""


class NotDrafted(ValueError):
    """A document of a kind that is not drafted here, or not taken into a draft."""


class NothingChosen(ValueError):
    """There are differences, and none of them was chosen."""


@transaction.atomic
def draft_import(*, by: Actor, key: uuid.UUID, versions: Mapping[int, int]) -> list[Draft]:
    """Begin a draft with every document of a file, all or none; nothing of it becomes public.

    `versions` says which version of each document, by its position, the person has seen. Raises
    Changed, NotNow where the import is over, NotDrafted where one is neither a plan nor guidelines,
    what start_draft and start_guidelines raise, and AlreadyDrafted where there is one of the year.
    """
    one = open_import(by=by, key=key)
    rows = documents_seen(one, versions)
    drafts = []
    for row in rows:
        drafts.append(_begun(read_document(row.content), by=by))
        row.outcome = Outcome.DRAFTED.value
    end(one, rows, by=by, after=None)
    return drafts


@transaction.atomic
def take_into_draft(
    *,
    by: Actor,
    key: uuid.UUID,
    position: int,
    version: int,
    draft: int,
    draft_version: int,
    elements: Collection[str] | None,
) -> Saved[Plan]:
    """Take elements of a plan that was read into a draft, as one version; None takes all.

    `version` and `draft_version` are the texts that the person saw beside each other. A plan that
    says nothing else changes nothing, and the import is over all the same. What a colleague saved
    meanwhile is in the version too.

    Raises Changed where the document was corrected since, NothingChosen, LeftOut and DoNotFit
    where what was chosen cannot stand by itself, NotNow of the import where it is over, and what
    save_draft raises.
    """
    one = open_import(by=by, key=key)
    row = one.documents.get(position=position)
    if row.outcome:
        raise NotNow(State.ACCEPTED, State.ACCEPTED)
    if row.version != version:
        raise Changed("the document was corrected in another window")
    stands = plan_of(locked_draft(draft, by=by).versions.get(number=draft_version).digest)
    offered = beside(stands, _plan_in(row))
    changes = [change.element for change in differences(stands, offered).changes]
    chosen = [name for name in changes if elements is None or name in elements]
    if changes and not chosen:
        raise NothingChosen("nothing was chosen")
    saved = save_draft(
        by=by,
        draft=draft,
        version=draft_version,
        element=chosen[0] if len(chosen) == 1 else WHOLE,
        document=with_taken(stands, offered, chosen),
        kind=VersionKind.IMPORTED,
    )
    row.outcome = (Outcome.MERGED if saved.changed else Outcome.UNCHANGED).value
    end(one, [row], by=by, after={"draft": saved.draft.identifier, "version": saved.draft.version})
    return saved


def _begun(document: AnyDocument, *, by: Actor) -> Draft:
    if isinstance(document, Plan):
        return start_draft(by=by, document=document, kind=VersionKind.IMPORTED)
    if isinstance(document, Guidelines):
        writers = guideline_writers(rights_of(by), own=by.agency)
        if not writers:
            raise NotPermitted(by, Permission.DRAFT_GUIDELINES)
        return start_guidelines(
            by=by, agency=writers[0], document=document, kind=VersionKind.IMPORTED
        )
    raise NotDrafted(f"{document.identifier} is neither a plan nor guidelines.")


def _plan_in(row: ImportedDocument) -> Plan:
    document = read_document(row.content)
    if not isinstance(document, Plan):
        raise NotDrafted(f"{document.identifier} is not an annual plan.")
    return document
