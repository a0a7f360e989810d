"""Load the policy guidelines of a year, and begin to draft them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guankao import documents
from guankao.documents import guidelines_editing, section_identifier
from guankao.web.archive.actions import digest_of, keep
from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Permission, require
from guankao.web.organizations.queries import agency_known_as
from guankao.web.planning.actions.drafts import (
    AlreadyDrafted,
    NothingToCopy,
    begin,
    guidelines_of,
)
from guankao.web.planning.actions.plans import UnknownAgency
from guankao.web.planning.models import Clause, Draft, Guidelines, Section
from guankao.web.planning.outcomes import Loaded, Outcome
from guankao.web.planning.versions import VersionKind

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


@transaction.atomic
def load_guidelines(
    document: documents.Guidelines,
    *,
    by: Actor,
    permission: Permission = Permission.LOAD_COMMON_DOCUMENT,
    at: Agency | None = None,
) -> Loaded:
    """Store the guidelines of a year; the same document twice changes nothing.

    `permission` is the right by which they are stored, and `at` the agency that drafted them,
    where they were drafted. Raises OtherWorld where one is made up and the other is not.
    """
    require(by, permission, at=at)
    if at is not None:
        refuse_other_world(at, fictional=document.fictional)
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
    guidelines.fictional = document.fictional
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
        Clause(section=stored, key=clause.known_as, number=clause.no, text=clause.text or "")
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


class OtherWorld(ValueError):
    """Made-up agencies write made-up guidelines, and real ones those of the real cabinet."""

    def __init__(self, agency: Agency) -> None:
        words = (
            _("%(agency)s is made up, and these guidelines are not.")
            if agency.fictional
            else _("%(agency)s is real, and these guidelines are made up.")
        )
        super().__init__(words % {"agency": agency.label})


def refuse_other_world(agency: Agency, *, fictional: bool) -> None:
    """Raise OtherWorld where one of the two is made up and the other is not."""
    if agency.fictional != fictional:
        raise OtherWorld(agency)


class NotAtTheTop(ValueError):
    """Guidelines hold for the whole government: only an agency at its top writes them."""

    def __init__(self, agency: str) -> None:
        super().__init__(
            _("%(agency)s stands under another agency; the guidelines are written at the top.")
            % {"agency": agency}
        )


@transaction.atomic
def start_guidelines(
    *,
    by: Actor,
    agency: str,
    document: documents.Guidelines,
    kind: VersionKind = VersionKind.BEGUN,
) -> Draft:
    """Begin the guidelines of a year: with nothing in them, or with what a file said.

    `agency` is the one that writes them. Raises UnknownAgency, NotAtTheTop, OtherWorld where a real
    one begins with made-up ones, and AlreadyDrafted where the year has some; what is published is
    amended.
    """
    holder = agency_known_as(agency)
    if holder is None:
        raise UnknownAgency(f"The agency {agency} is not registered.")
    require(by, Permission.DRAFT_GUIDELINES, at=holder)
    # Two who begin the guidelines of one year queue here, whatever agencies they write for.
    top = list(Agency.objects.select_for_update().filter(parent=None).order_by("pk"))
    if holder not in top:
        raise NotAtTheTop(holder.label)
    if Guidelines.objects.filter(fiscal_year=document.fiscal_year).exists():
        raise AlreadyDrafted(document)
    if document.fictional and not holder.fictional:
        raise OtherWorld(holder)
    # What a made-up agency writes is made up, whatever it begins with.
    document = document.model_copy(update={"fictional": holder.fictional})
    return begin(by=by, agency=holder, document=document, kind=kind)


@transaction.atomic
def copy_guidelines(*, by: Actor, agency: str, fiscal_year: int) -> Draft:
    """Begin a year's guidelines with the latest published ones before them.

    Raises NothingToCopy where there are none, and what start_guidelines raises.
    """
    before = Guidelines.objects.filter(fiscal_year__lt=fiscal_year)
    holder = agency_known_as(agency)
    if holder is not None and not holder.fictional:
        before = before.filter(fictional=False)
    earlier = before.order_by("-fiscal_year").first()
    if earlier is None:
        raise NothingToCopy
    document = guidelines_editing.copied(guidelines_of(earlier.content_digest), fiscal_year)
    return start_guidelines(by=by, agency=agency, document=document, kind=VersionKind.COPIED)
