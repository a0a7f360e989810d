"""What can be asked about imports; a person sees only their own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from guankao.documents import (
    ActionPlan,
    AnyDocument,
    Guidelines,
    Mark,
    Plan,
    plan_identifier,
)
from guankao.documents.interpretation.results import Missing, Uncertain
from guankao.rules import Finding, accounts, check_action_plan, check_plan
from guankao.web.archive.queries import document_of
from guankao.web.importing.models import Import, ImportedDocument
from guankao.web.importing.states import SILENT_FOR, State
from guankao.web.planning.models import Guidelines as StoredGuidelines
from guankao.web.planning.models import Plan as StoredPlan
from guankao.web.tracking.models import ActionPlan as StoredActionPlan

MOST_LISTED = 50
KEPT = (Plan, ActionPlan, Guidelines)
"""The documents that the portal has pages for."""
CHECKED = (Plan, ActionPlan)
"""The documents that the linter has rules for."""


def imports_of(person: str) -> list[Import]:
    """The latest imports of a person, the newest first."""
    return list(Import.objects.filter(person=person).order_by("-created_at")[:MOST_LISTED])


def import_of(person: str, key: uuid.UUID) -> Import:
    """One import of a person, or Import.DoesNotExist."""
    return Import.objects.get(person=person, pk=key)


def is_silent(one: Import) -> bool:
    """Whether a file waits, or is being read, and nothing was heard of it for long."""
    working = one.state in {State.WAITING, State.READING}
    return working and one.changed_at < timezone.now() - SILENT_FOR


def documents_of(one: Import) -> list[ImportedDocument]:
    """The documents of a file, in its order."""
    return list(one.documents.order_by("position"))


def document_in(person: str, key: uuid.UUID, position: int) -> ImportedDocument:
    """One document of a file, or ImportedDocument.DoesNotExist."""
    return ImportedDocument.objects.select_related("import_of").get(
        import_of__person=person, import_of=key, position=position
    )


@dataclass(frozen=True)
class Stored:
    """What the portal already holds under the same identifier, and the plan of the year before."""

    same: StoredPlan | StoredActionPlan | StoredGuidelines | None
    previous: Plan | None


def stored_beside(document: AnyDocument) -> Stored:
    """The published document of the same name, and last year's plan to compare."""
    if isinstance(document, ActionPlan):
        return Stored(StoredActionPlan.objects.filter(identifier=document.identifier).first(), None)
    if isinstance(document, Guidelines):
        return Stored(StoredGuidelines.objects.filter(identifier=document.identifier).first(), None)
    if not isinstance(document, Plan):
        return Stored(None, None)
    before = plan_identifier(document.fiscal_year - 1, document.agency)
    found = {
        plan.identifier: plan
        for plan in StoredPlan.objects.filter(identifier__in=[document.identifier, before])
    }
    previous = document_of(found[before].content_digest) if before in found else None
    return Stored(found.get(document.identifier), previous if isinstance(previous, Plan) else None)


def findings_of(
    row: ImportedDocument, document: AnyDocument, previous: Plan | None
) -> tuple[Finding, ...]:
    """What the linter says of the document of a row, and of how it was read."""
    places = {key: Mark(**mark) for key, mark in row.places.items()}
    if isinstance(document, Plan):
        missing = [_missing(gap) for gap in row.missing]
        uncertain = [_uncertain(doubt) for doubt in row.uncertain]
        return check_plan(
            document,
            previous,
            places=places,
            loose_links=accounts.loose_links(document, places, uncertain),
            empty_cells=accounts.empty_cells(document, missing),
            partly_read=accounts.partly_read(document, places, uncertain, missing),
        )
    if isinstance(document, ActionPlan):
        return check_action_plan(document, places=places)
    return ()


def _missing(gap: Mapping[str, Any]) -> Missing:
    return Missing(gap["what"], gap["identifier"], _mark(gap["mark"]))


def _uncertain(doubt: Mapping[str, Any]) -> Uncertain:
    return Uncertain(doubt["text"], doubt["reason"], _mark(doubt["mark"]))


def _mark(written: Mapping[str, Any]) -> Mark | None:
    return Mark(**written) if written else None
