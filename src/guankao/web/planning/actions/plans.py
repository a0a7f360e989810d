"""Load an annual plan."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from guankao import documents
from guankao.documents import (
    goal_identifier,
    indicator_identifier,
    project_identifier,
)
from guankao.web.archive.actions import digest_of, keep
from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Permission, require
from guankao.web.organizations.queries import agency_known_as
from guankao.web.planning.models import (
    Answer,
    Goal,
    HistoryValue,
    Indicator,
    Plan,
    Project,
    ProjectIndicator,
    Strategy,
)
from guankao.web.planning.outcomes import Loaded, Outcome
from guankao.web.planning.reading import (
    CATEGORY_CODES,
    READING_VERSION,
    read_history,
    read_indicator_texts,
)

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
    document: documents.Plan, *, by: Actor, permission: Permission = Permission.LOAD_DOCUMENT
) -> Loaded:
    """Store a plan document whole; the same document twice changes nothing.

    A document of the same agency and year with other content replaces the plan, and the ledger
    keeps both digests. `permission` is the right by which it is stored: a plan that was reviewed
    is stored by the right to publish it. Raises UnknownAgency where the agency is not registered,
    and FictionMismatch where one is made up and the other is not.
    """
    require(by, permission, at=document.agency)
    known = agency_known_as(document.agency)
    if known is None:
        raise UnknownAgency(f"The agency {document.agency} is not registered.")
    agency = Agency.objects.select_for_update().get(pk=known.pk)
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
        _remove_contents(plan)
    plan.identifier = document.identifier
    plan.chapter = document.chapter
    plan.fictional = document.fictional
    plan.introduction = list(document.introduction)
    plan.content_digest = digest
    plan.reading_version = READING_VERSION
    plan.loaded_at = timezone.now()
    plan.save()
    goals = _store_goals(document, plan)
    indicators = _store_indicators(document, plan, goals)
    _store_projects(document, plan, indicators)
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


def _word(fictional: bool) -> str:  # noqa: FBT001 - it is what is put into words
    return "made up" if fictional else "real"


def _outcome(plan: Plan | None, digest: str) -> Outcome:
    if plan is None:
        return Outcome.CREATED
    if plan.content_digest != digest:
        return Outcome.REPLACED
    return Outcome.UNCHANGED if plan.reading_version == READING_VERSION else Outcome.REREAD


def _remove_contents(plan: Plan) -> None:
    ProjectIndicator.objects.filter(project__plan=plan).delete()
    Project.objects.filter(plan=plan).delete()
    HistoryValue.objects.filter(indicator__plan=plan).delete()
    Indicator.objects.filter(plan=plan).delete()
    Strategy.objects.filter(goal__plan=plan).delete()
    Answer.objects.filter(goal__plan=plan).delete()
    Goal.objects.filter(plan=plan).delete()


def _store_goals(document: documents.Plan, plan: Plan) -> dict[str, Goal]:
    goals = Goal.objects.bulk_create(
        Goal(
            plan=plan,
            identifier=goal_identifier(plan.fiscal_year, document.agency, goal.key),
            key=goal.key,
            number=goal.no,
            title=goal.title,
        )
        for goal in document.goals
    )
    Strategy.objects.bulk_create(
        Strategy(goal=stored, number=number, text=strategy.text)
        for goal, stored in zip(document.goals, goals, strict=True)
        for number, strategy in enumerate(goal.strategies, start=1)
    )
    Answer.objects.bulk_create(
        Answer(
            goal=stored,
            number=number,
            section_key=answered.section,
            clause_key=answered.clause,
            text=answered.text or "",
        )
        for goal, stored in zip(document.goals, goals, strict=True)
        for number, answered in enumerate(goal.answers, start=1)
    )
    return {goal.key: goal for goal in goals}


def _store_indicators(
    document: documents.Plan, plan: Plan, goals: dict[str, Goal]
) -> dict[str, Indicator]:
    carried = Counter(key for project in document.projects for key in project.indicators)
    indicators, histories = [], []
    for position, written in enumerate(document.indicators, start=1):
        indicator = Indicator(
            plan=plan,
            goal=goals[written.goal],
            identifier=indicator_identifier(plan.fiscal_year, document.agency, written.key),
            key=written.key,
            position=position,
            number=written.no,
            goal_number_in_table=written.goal_no_in_table,
            name=written.name,
            evaluation_arrangement=written.evaluation_arrangement,
            evaluation_method=written.evaluation_method,
            standard=written.standard,
            standard_remark=written.standard_remark or "",
            note=written.note or "",
            linkage=[CATEGORY_CODES[category] for category in written.linkage],
            target_text=written.target,
            project_count=carried[written.key],
        )
        target = read_indicator_texts(indicator)
        histories += read_history(written, indicator, target)
        indicators.append(indicator)
    Indicator.objects.bulk_create(indicators)
    HistoryValue.objects.bulk_create(histories)
    return {indicator.key: indicator for indicator in indicators}


def _store_projects(document: documents.Plan, plan: Plan, indicators: dict[str, Indicator]) -> None:
    projects = Project.objects.bulk_create(
        Project(
            plan=plan,
            identifier=project_identifier(plan.fiscal_year, document.agency, project.key),
            key=project.key,
            position=position,
            work_plan=project.work_plan,
            title=project.title,
            category=CATEGORY_CODES[project.category],
            content_items=project.content_items,
            contents=list(project.contents),
            indicator_count=len(project.indicators),
        )
        for position, project in enumerate(document.projects, start=1)
    )
    ProjectIndicator.objects.bulk_create(
        ProjectIndicator(project=stored, indicator=indicators[key])
        for project, stored in zip(document.projects, projects, strict=True)
        for key in project.indicators
    )
