"""Amend a plan that the public knows, or drop the amendment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Permission, require
from guankao.web.planning.actions.drafts import begin, plan_of, put_text
from guankao.web.planning.models import Draft
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
    draft = _draft_of(stored) or _taken_over(stored, by=by)
    row = begin_step(by=by, draft=draft.pk, step=Step.AMEND, version=draft.version)
    if row is None:
        return Draft.objects.get(pk=draft.pk)
    if row.digest != stored.content_digest:
        # The plan was loaded anew beside the draft: what the public sees is what is amended.
        put_text(
            row,
            plan_of(stored.content_digest),
            by=by,
            element="plan",
            kind=VersionKind.PUBLISHED,
        )
        row.published_version = row.version
    row.reason = words
    end_step(row, by=by, step=Step.AMEND, words=words)
    return row


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
        put_text(row, plan_of(shown.digest), by=by, element="plan", kind=VersionKind.DROPPED)
        row.published_version = row.version
    row.reason = ""
    end_step(row, by=by, step=Step.DROP_AMENDMENT)
    return row


class NothingPublished(ValueError):
    """There is no published plan to go back to."""


def _draft_of(stored: StoredPlan) -> Draft | None:
    return Draft.objects.filter(agency=stored.agency, fiscal_year=stored.fiscal_year).first()


def _taken_over(stored: StoredPlan, *, by: Actor) -> Draft:
    """A draft for a plan that was loaded and never drafted here; it begins as published.

    Only here is the agency locked before the draft: whoever publishes locks them the other way
    round, and there is nothing to publish yet.
    """
    Agency.objects.select_for_update().get(pk=stored.agency_id)
    begun = _draft_of(stored)
    if begun is not None:
        return begun
    draft = begin(
        by=by,
        agency=stored.agency,
        document=plan_of(stored.content_digest),
        kind=VersionKind.PUBLISHED,
    )
    draft.state = DraftState.PUBLISHED.value
    draft.published_version = draft.version
    draft.save()
    return draft
