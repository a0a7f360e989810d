"""Publish a document: store it by the verb of its room, then remake what the pages read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from guankao import documents, rules
from guankao.documents.clause_suggestions import subjects_of
from guankao.web.archive.queries import document_of
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Permission
from guankao.web.planning.actions import load_guidelines, load_plan
from guankao.web.planning.models import Goal, Guidelines, Plan, Section
from guankao.web.planning.outcomes import Loaded, Outcome
from guankao.web.publishing.counting import count_plan
from guankao.web.publishing.linting import counts_of, findings_of, row_of, rules_version
from guankao.web.publishing.models import (
    Finding,
    Linted,
    PlanFigures,
    SectionMatch,
    SeriesYear,
)
from guankao.web.publishing.series import series_of_agency
from guankao.web.search.actions import (
    hold_index,
    index_action_plan,
    index_guidelines,
    index_plan,
)
from guankao.web.tracking.actions import link_agency, load_action_plan
from guankao.web.tracking.models import ActionPlan

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


class NotKept(ValueError):
    """A document that is valid but has no room in the database."""


@transaction.atomic
def publish(
    document: documents.AnyDocument,
    *,
    by: Actor,
    lint: bool = True,
    permission: Permission = Permission.LOAD_DOCUMENT,
    at: Agency | None = None,
    reason: str = "",
) -> Loaded:
    """Store a document and show it on the public pages, all or nothing.

    `permission` is the right by which a plan is stored; one that was reviewed has its own, and so
    have guidelines that were drafted, by the agency `at`. `reason` says to the public why a plan
    was amended.
    Without `lint` its findings are not made: a benchmark that fills a country does so. A verb that
    locks anything before it publishes calls `hold_index` first: see there.
    """
    hold_index()
    drafted = isinstance(document, documents.Guidelines) and at is not None
    if document.fictional and not (drafted or isinstance(document, documents.Plan)):
        raise NotKept(
            "Made-up guidelines and action plans are not kept from a file: they belong to the "
            "whole government. Made-up guidelines are drafted by a made-up agency."
        )
    if isinstance(document, documents.Plan):
        loaded = load_plan(document, by=by, permission=permission, reason=reason)
        if loaded.outcome is not Outcome.UNCHANGED:
            plan = Plan.objects.select_related("agency").get(identifier=loaded.identifier)
            _show_plan(plan)
            link_agency(by=by, agency=plan.agency, permission=permission)
    elif isinstance(document, documents.Guidelines):
        # Without an agency they come from a file, for which the matrix has a right of its own.
        loaded = (
            load_guidelines(document, by=by, permission=permission, at=at)
            if at
            else load_guidelines(document, by=by)
        )
        if loaded.outcome is not Outcome.UNCHANGED:
            _show_guidelines(Guidelines.objects.get(identifier=loaded.identifier))
    elif isinstance(document, documents.ActionPlan):
        loaded = load_action_plan(document, by=by)
        if loaded.outcome is not Outcome.UNCHANGED:
            index_action_plan(ActionPlan.objects.get(identifier=loaded.identifier))
    else:
        raise NotKept(
            f"A document of the kind “{document.kind}” is read and checked, "
            "but Guankao keeps only plans, guidelines and action plans so far."
        )
    if lint and not isinstance(document, documents.Guidelines):
        _lint(document)
    return loaded


def _lint(document: documents.Plan | documents.ActionPlan) -> None:
    """Lint a stored plan beside last year's, and next year's plan, which now has one beside it."""
    if isinstance(document, documents.ActionPlan):
        stored = ActionPlan.objects.get(identifier=document.identifier)
        _lint_one(stored.identifier, stored.content_digest, "")
        return
    plans = {
        plan.fiscal_year: plan
        for plan in Plan.objects.filter(
            agency__name=document.agency,
            fiscal_year__in=[document.fiscal_year + step for step in (-1, 0, 1)],
        )
    }
    for year in (document.fiscal_year, document.fiscal_year + 1):
        if year in plans:
            _lint_plan(plans[year], plans.get(year - 1))


def _lint_plan(plan: Plan, before: Plan | None) -> None:
    previous = before.content_digest if before else ""
    findings = _lint_one(plan.identifier, plan.content_digest, previous)
    if findings is not None:
        PlanFigures.objects.filter(plan=plan).update(**counts_of(findings))


def _lint_one(
    identifier: str, digest: str, previous_digest: str
) -> tuple[rules.Finding, ...] | None:
    """Replace the findings of a document; None where the same rules went through it before.

    Only then are the texts read: a sample that is loaded again at each start has them all.
    """
    stamp = {
        "content_digest": digest,
        "previous_digest": previous_digest,
        "rules_version": rules_version(),
    }
    if Linted.objects.filter(document=identifier, **stamp).exists():
        return None
    document = document_of(digest)
    previous = document_of(previous_digest) if previous_digest else None
    findings = findings_of(document, previous if isinstance(previous, documents.Plan) else None)
    linted, _created = Linted.objects.update_or_create(
        document=document.identifier,
        defaults={
            "fiscal_year": document.fiscal_year,
            "fictional": document.fictional,
            **stamp,
        },
    )
    Finding.objects.filter(linted=linted).delete()
    Finding.objects.bulk_create(
        Finding(
            linted=linted, fiscal_year=document.fiscal_year, position=position, **row_of(finding)
        )
        for position, finding in enumerate(findings, start=1)
    )
    return findings


def _show_plan(plan: Plan) -> None:
    PlanFigures.objects.update_or_create(plan=plan, defaults=count_plan(plan))
    SectionMatch.objects.filter(plan=plan).delete()
    sections = Section.objects.filter(guidelines__fiscal_year=plan.fiscal_year)
    _match(list(sections), [plan], list(plan.goals.select_related("plan")))
    _continue_series(plan)
    index_plan(plan)


def _continue_series(plan: Plan) -> None:
    """Make the series of an agency anew: a plan can stand before, between or after others."""
    rows = series_of_agency(plan.agency, plan)
    SeriesYear.objects.filter(indicator__plan__agency=plan.agency).delete()
    SeriesYear.objects.bulk_create(rows)


def _show_guidelines(guidelines: Guidelines) -> None:
    plans = Plan.objects.filter(fiscal_year=guidelines.fiscal_year).select_related("agency")
    goals = Goal.objects.filter(plan__in=plans).select_related("plan")
    _match(list(guidelines.sections.all()), list(plans), list(goals))
    index_guidelines(guidelines)


def _match(sections: list[Section], plans: list[Plan], goals: list[Goal]) -> None:
    """Put plans and goals under the sections whose words they hold."""
    matches = []
    for section in sections:
        for word in subjects_of(section.title):
            matches += [
                SectionMatch(section=section, plan=plan, word=word)
                for plan in plans
                if word in plan.agency.name
            ]
            matches += [
                SectionMatch(section=section, plan=goal.plan, goal=goal, word=word)
                for goal in goals
                if word in goal.title
            ]
    SectionMatch.objects.bulk_create(matches)
