"""Submit, withdraw, return, approve, publish: one step from state to state each.

The verbs are the same for plans and for guidelines; who may take them, and what the ledger calls
them, the kind of the draft says (`planning.kinds`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from guankao.web.organizations.permissions import Permission
from guankao.web.planning.actions.drafts import guidelines_of, plan_of
from guankao.web.planning.kinds import DraftKind
from guankao.web.planning.models import Draft
from guankao.web.planning.states import Step
from guankao.web.publishing.actions import publish
from guankao.web.reporting.actions import expect_reports
from guankao.web.review.actions.taking import WithoutAnswer, begin_step, end_step, reason_of
from guankao.web.review.queries import unanswered_return
from guankao.web.search.actions import hold_index

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


@transaction.atomic
def submit_plan(*, by: Actor, draft: int, version: int, answer: str = "") -> Draft:
    """Hand the plan to the review as it stands.

    `version` is the one that the person saw; `answer` is said to the reason of the last return
    and may not be missing where there was one (WithoutAnswer).
    """
    row = begin_step(by=by, draft=draft, step=Step.SUBMIT, version=version)
    if row is None:
        return Draft.objects.get(pk=draft)
    said = reason_of(Step.SUBMIT, answer)
    if not said and unanswered_return(row) is not None:
        raise WithoutAnswer
    end_step(row, by=by, step=Step.SUBMIT, words=said)
    return row


@transaction.atomic
def withdraw_plan(*, by: Actor, draft: int, version: int) -> Draft:
    """Take a submitted plan back to go on writing, before anybody decided."""
    row = begin_step(by=by, draft=draft, step=Step.WITHDRAW, version=version)
    if row is None:
        return Draft.objects.get(pk=draft)
    end_step(row, by=by, step=Step.WITHDRAW)
    return row


@transaction.atomic
def return_plan(*, by: Actor, draft: int, version: int, reason: str) -> Draft:
    """Give the plan back to its agency, and say why; the reason is kept for ever."""
    row = begin_step(by=by, draft=draft, step=Step.RETURN, version=version)
    if row is None:
        return Draft.objects.get(pk=draft)
    end_step(row, by=by, step=Step.RETURN, words=reason_of(Step.RETURN, reason))
    return row


@transaction.atomic
def approve_plan(*, by: Actor, draft: int, version: int, words: str = "") -> Draft:
    """Agree to the plan as it stands."""
    row = begin_step(by=by, draft=draft, step=Step.APPROVE, version=version)
    if row is None:
        return Draft.objects.get(pk=draft)
    end_step(row, by=by, step=Step.APPROVE, words=reason_of(Step.APPROVE, words))
    return row


@transaction.atomic
def publish_plan(*, by: Actor, draft: int, version: int) -> Draft:
    """Show the approved plan to the public; an amendment takes the place of what was shown.

    The version before stays readable in the archive and comparable by its number.
    """
    # Before the draft is locked: whoever publishes queues first, see there.
    hold_index()
    row = begin_step(by=by, draft=draft, step=Step.PUBLISH, version=version)
    if row is None:
        return Draft.objects.get(pk=draft)
    if row.kind == DraftKind.GUIDELINES:
        publish(
            guidelines_of(row.digest),
            by=by,
            permission=Permission.PUBLISH_GUIDELINES,
            at=row.agency,
        )
    else:
        publish(plan_of(row.digest), by=by, permission=Permission.PUBLISH_PLAN, reason=row.reason)
        expect_reports(by=by, identifier=row.identifier, permission=Permission.PUBLISH_PLAN)
    row.published_version = row.version
    row.reason = ""
    end_step(row, by=by, step=Step.PUBLISH)
    return row
