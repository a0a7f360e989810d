"""Publish a document: store it by the verb of its room, then remake what the pages read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from guankao import documents
from guankao.web.planning.actions import load_guidelines, load_plan
from guankao.web.planning.models import Goal, Guidelines, Plan, Section
from guankao.web.planning.outcomes import Loaded, Outcome
from guankao.web.portal.models import PlanFigures, SectionMatch
from guankao.web.portal.queries.counting import count_plan
from guankao.web.portal.queries.words import words_of_section
from guankao.web.search.actions import index_action_plan, index_guidelines, index_plan
from guankao.web.tracking.actions import link_agency, load_action_plan
from guankao.web.tracking.models import ActionPlan

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


class NotKept(ValueError):
    """A document that is valid but has no room in the database."""


@transaction.atomic
def publish(document: documents.AnyDocument, *, by: Actor) -> Loaded:
    """Store a document and show it on the public pages, all or nothing."""
    if document.fictional and not isinstance(document, documents.Plan):
        raise NotKept(
            "Made-up guidelines and action plans are not kept: they belong to the whole "
            "government, and nothing on their pages could say whose they are."
        )
    if isinstance(document, documents.Plan):
        loaded = load_plan(document, by=by)
        if loaded.outcome is not Outcome.UNCHANGED:
            plan = Plan.objects.select_related("agency").get(identifier=loaded.identifier)
            _show_plan(plan)
            link_agency(by=by, agency=plan.agency)
    elif isinstance(document, documents.Guidelines):
        loaded = load_guidelines(document, by=by)
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
    return loaded


def _show_plan(plan: Plan) -> None:
    PlanFigures.objects.update_or_create(plan=plan, defaults=count_plan(plan))
    SectionMatch.objects.filter(plan=plan).delete()
    sections = Section.objects.filter(guidelines__fiscal_year=plan.fiscal_year)
    _match(list(sections), [plan], list(plan.goals.select_related("plan")))
    index_plan(plan)


def _show_guidelines(guidelines: Guidelines) -> None:
    plans = Plan.objects.filter(fiscal_year=guidelines.fiscal_year).select_related("agency")
    goals = Goal.objects.filter(plan__in=plans).select_related("plan")
    _match(list(guidelines.sections.all()), list(plans), list(goals))
    index_guidelines(guidelines)


def _match(sections: list[Section], plans: list[Plan], goals: list[Goal]) -> None:
    """Put plans and goals under the sections whose words they hold."""
    matches = []
    for section in sections:
        for word in words_of_section(section.title):
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
