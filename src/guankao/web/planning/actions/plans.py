"""Load an annual plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from guankao import documents
from guankao.web.archive.actions import digest_of, keep
from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Permission, require
from guankao.web.organizations.queries import agency_known_as
from guankao.web.planning.actions.contents import remove_contents, store_contents
from guankao.web.planning.models import Plan, PublishedVersion
from guankao.web.planning.outcomes import Loaded, Outcome
from guankao.web.planning.reading import READING_VERSION

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


EVENTS = {
    Outcome.CREATED: Event.PLAN_LOADED,
    Outcome.REPLACED: Event.PLAN_REPLACED,
    Outcome.REREAD: Event.PLAN_REREAD,
}


class UnknownAgency(ValueError):
    """A document speaks for an agency that was never registered."""


class FictionMismatch(ValueError):
    """A made-up plan for a real agency, or a real one for a made-up agency."""


@transaction.atomic
def load_plan(
    document: documents.Plan,
    *,
    by: Actor,
    permission: Permission = Permission.LOAD_DOCUMENT,
    reason: str = "",
) -> Loaded:
    """Store a plan document whole; the same document twice changes nothing.

    Other content of the same agency and year replaces the plan; the text before stays readable as
    a published version, and `reason` says to the public why it was amended. A plan that was
    reviewed is stored by the `permission` to publish it. Raises UnknownAgency where the agency is
    not registered, and FictionMismatch where one is made up and the other is not.
    """
    require(by, permission, at=document.agency)
    agency = _locked(document.agency)
    if agency.fictional != document.fictional:
        raise FictionMismatch(
            f"{agency.name} is {_word(agency.fictional)}, and the document says that its plan is "
            f"{_word(document.fictional)}."
        )
    digest = digest_of(document)
    plan = Plan.objects.filter(agency=agency, fiscal_year=document.fiscal_year).first()
    before = plan.content_digest if plan else ""
    outcome = _outcome(plan, digest)
    if outcome is Outcome.UNCHANGED:
        return Loaded(document.identifier, outcome)
    keep(document)
    if plan is None:
        plan = Plan(agency=agency, fiscal_year=document.fiscal_year)
    else:
        remove_contents(plan)
    plan.identifier = document.identifier
    plan.chapter = document.chapter
    plan.fictional = document.fictional
    plan.introduction = list(document.introduction)
    plan.content_digest = digest
    plan.reading_version = READING_VERSION
    plan.loaded_at = timezone.now()
    plan.save()
    store_contents(document, plan)
    if outcome is not Outcome.REREAD:
        _keep_version(plan, reason)
    record(
        EVENTS[outcome],
        by=by,
        stream=plan.identifier,
        subject=plan.identifier,
        words=f"{agency.name} {plan.fiscal_year}",
        before={"content": before} if before else {},
        after={
            "content": digest,
            "goals": len(document.goals),
            "indicators": len(document.indicators),
            "projects": len(document.projects),
        },
    )
    return Loaded(document.identifier, outcome)


def _locked(name: str) -> Agency:
    known = agency_known_as(name)
    if known is None:
        raise UnknownAgency(f"The agency {name} is not registered.")
    return Agency.objects.select_for_update().get(pk=known.pk)


def _keep_version(plan: Plan, reason: str) -> None:
    """Let the text stay readable when another takes its place; the plan is locked by its agency."""
    PublishedVersion.objects.create(
        plan=plan,
        number=plan.published_versions.count() + 1,
        digest=plan.content_digest,
        published_at=plan.loaded_at,
        reason=reason,
    )


def _word(fictional: bool) -> str:  # noqa: FBT001 - it is what is put into words
    return "made up" if fictional else "real"


def _outcome(plan: Plan | None, digest: str) -> Outcome:
    if plan is None:
        return Outcome.CREATED
    if plan.content_digest != digest:
        return Outcome.REPLACED
    return Outcome.UNCHANGED if plan.reading_version == READING_VERSION else Outcome.REREAD
