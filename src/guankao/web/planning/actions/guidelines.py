"""Load the policy guidelines of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from guankao import documents
from guankao.documents import section_identifier
from guankao.web.archive.actions import digest_of, keep
from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission, require
from guankao.web.planning.models import Clause, Guidelines, Section
from guankao.web.planning.outcomes import Loaded, Outcome

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


@transaction.atomic
def load_guidelines(document: documents.Guidelines, *, by: Actor) -> Loaded:
    """Store the guidelines of a year; the same document twice changes nothing."""
    require(by, Permission.LOAD_COMMON_DOCUMENT)
    digest = digest_of(document)
    guidelines = (
        Guidelines.objects.select_for_update().filter(fiscal_year=document.fiscal_year).first()
    )
    before = guidelines.content_digest if guidelines else ""
    if before == digest:
        return Loaded(document.identifier, Outcome.UNCHANGED)
    keep(document)
    if guidelines is None:
        guidelines = Guidelines(fiscal_year=document.fiscal_year)
    else:
        Clause.objects.filter(section__guidelines=guidelines).delete()
        Section.objects.filter(guidelines=guidelines).delete()
    guidelines.identifier = document.identifier
    guidelines.content_digest = digest
    guidelines.loaded_at = timezone.now()
    guidelines.save()
    sections = Section.objects.bulk_create(
        Section(
            guidelines=guidelines,
            identifier=section_identifier(document.fiscal_year, section.key),
            key=section.key,
            number=section.no,
            title=section.title,
            clause_count=len(section.clauses),
        )
        for section in document.sections
    )
    Clause.objects.bulk_create(
        Clause(section=stored, number=clause.no, text=clause.text or "")
        for section, stored in zip(document.sections, sections, strict=True)
        for clause in section.clauses
    )
    record(
        Event.GUIDELINES_REPLACED if before else Event.GUIDELINES_LOADED,
        by=by,
        stream=document.identifier,
        subject=document.identifier,
        words=f"{document.fiscal_year}",
        before={"content": before} if before else {},
        after={"content": digest, "sections": len(document.sections)},
    )
    return Loaded(document.identifier, Outcome.REPLACED if before else Outcome.CREATED)
