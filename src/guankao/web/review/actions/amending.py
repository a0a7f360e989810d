"""Amend what the public knows, or drop the amendment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from guankao.documents import Guidelines, Plan
from guankao.web.archive.queries import document_of
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Permission, require
from guankao.web.organizations.queries import agency_known_as
from guankao.web.planning.actions.drafts import begin, newest_text, put_text
from guankao.web.planning.actions.guidelines import refuse_other_world
from guankao.web.planning.actions.plans import UnknownAgency
from guankao.web.planning.kinds import drafting_of
from guankao.web.planning.models import Draft
from guankao.web.planning.models import Guidelines as StoredGuidelines
from guankao.web.planning.models import Plan as StoredPlan
from guankao.web.planning.states import DraftState, Step
from guankao.web.planning.versions import VersionKind
from guankao.web.review.actions.taking import begin_step, end_step, reason_of

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


@transaction.atomic
def start_amendment(*, by: Actor, identifier: str, reason: str) -> Draft:
    """Write on at a published plan. It stays public as it is until the amendment is published.

    Raises StoredPlan.DoesNotExist where nothing of this identifier is published, NotNow where an
    amendment is under way, and WithoutReason.
    """
    stored = StoredPlan.objects.select_related("agency").get(identifier=identifier)
    require(by, Permission.DRAFT_PLAN, at=stored.agency)
    words = reason_of(Step.AMEND, reason)
    return _amend(stored.identifier, stored.content_digest, stored.agency, by=by, words=words)


@transaction.atomic
def amend_guidelines(*, by: Actor, identifier: str, agency: str, reason: str) -> Draft:
    """Write on at the published guidelines of a year, as `start_amendment` does at a plan.

    `agency` writes them on where nobody drafted them here: they were loaded from a file.
    Raises StoredGuidelines.DoesNotExist, UnknownAgency, OtherWorld where only one of the two is
    made up, NotNow, and WithoutReason.
    """
    stored = StoredGuidelines.objects.get(identifier=identifier)
    holder = agency_known_as(agency)
    if holder is None:
        raise UnknownAgency(f"The agency {agency} is not registered.")
    require(by, Permission.DRAFT_GUIDELINES, at=holder)
    refuse_other_world(holder, fictional=stored.fictional)
    words = reason_of(Step.AMEND, reason)
    return _amend(stored.identifier, stored.content_digest, holder, by=by, words=words)


@transaction.atomic
def drop_amendment(*, by: Actor, draft: int, version: int) -> Draft:
    """Leave the published plan as it is; what was written stays among the versions."""
    row = begin_step(by=by, draft=draft, step=Step.DROP_AMENDMENT, version=version)
    if row is None:
        return Draft.objects.get(pk=draft)
    if row.published_version is None:
        raise NothingPublished
    shown = row.versions.get(number=row.published_version)
    if shown.digest != row.digest:
        row.digest = shown.digest
        _put_whole(row, by=by, kind=VersionKind.DROPPED)
        row.published_version = row.version
    row.reason = ""
    end_step(row, by=by, step=Step.DROP_AMENDMENT)
    return row


class NothingPublished(ValueError):
    """There is no published plan to go back to."""


def _amend(identifier: str, digest: str, agency: Agency, *, by: Actor, words: str) -> Draft:
    draft = Draft.objects.filter(identifier=identifier).first() or _taken_over(
        identifier, digest, agency, by=by
    )
    row = begin_step(by=by, draft=draft.pk, step=Step.AMEND, version=draft.version)
    if row is None:
        return Draft.objects.get(pk=draft.pk)
    if row.digest != digest:
        # It was loaded anew beside the draft: what the public sees is what is amended.
        row.digest = digest
        _put_whole(row, by=by, kind=VersionKind.PUBLISHED)
        row.published_version = row.version
    row.reason = words
    end_step(row, by=by, step=Step.AMEND, words=words)
    return row


def _put_whole(row: Draft, *, by: Actor, kind: VersionKind) -> None:
    """Make the text of the row's digest its newest version."""
    put_text(row, newest_text(row), by=by, element=drafting_of(row.kind).whole, kind=kind)


def _taken_over(identifier: str, digest: str, agency: Agency, *, by: Actor) -> Draft:
    """A draft for what was loaded and never drafted here; it begins as published.

    Only here is the agency locked before the draft: whoever publishes locks them the other way
    round, and there is nothing to publish yet.
    """
    Agency.objects.select_for_update().get(pk=agency.pk)
    begun = Draft.objects.filter(identifier=identifier).first()
    if begun is not None:
        return begun
    document = document_of(digest)
    if not isinstance(document, Plan | Guidelines):
        raise NothingPublished
    draft = begin(by=by, agency=agency, document=document, kind=VersionKind.PUBLISHED)
    draft.state = DraftState.PUBLISHED.value
    draft.published_version = draft.version
    draft.save()
    return draft
