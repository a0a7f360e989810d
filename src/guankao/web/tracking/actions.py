"""Verbs on what is tracked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from guankao import documents
from guankao.documents import measure_identifier
from guankao.web.archive.actions import digest_of, keep
from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Permission, require
from guankao.web.planning.outcomes import Loaded, Outcome
from guankao.web.tracking.labels import short_title_of
from guankao.web.tracking.models import (
    ActionPlan,
    ActionPlanStrategy,
    Measure,
    MeasureTarget,
    ReportedFigure,
    ResponsibleAgency,
)
from guankao.web.tracking.verdicts import (
    READING_VERSION,
    MeasureVerdict,
    verdict_of_measure,
    verdict_of_target,
)

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


EVENTS = {
    Outcome.CREATED: Event.ACTION_PLAN_LOADED,
    Outcome.REPLACED: Event.ACTION_PLAN_REPLACED,
    Outcome.REREAD: Event.ACTION_PLAN_REREAD,
}


@transaction.atomic
def load_action_plan(document: documents.ActionPlan, *, by: Actor) -> Loaded:
    """Store an action plan with what was reported; the same document twice changes nothing."""
    require(by, Permission.LOAD_COMMON_DOCUMENT)
    digest = digest_of(document)
    plan = (
        ActionPlan.objects.select_for_update()
        .filter(fiscal_year=document.fiscal_year, code=document.code)
        .first()
    )
    before = plan.content_digest if plan else ""
    outcome = _outcome(plan, digest)
    if outcome is Outcome.UNCHANGED:
        return Loaded(document.identifier, outcome)
    keep(document)
    if plan is None:
        plan = ActionPlan(fiscal_year=document.fiscal_year, code=document.code)
    else:
        _remove_contents(plan)
    _describe(plan, document, digest)
    plan.save()
    strategies = {
        strategy.number: strategy
        for strategy in ActionPlanStrategy.objects.bulk_create(
            ActionPlanStrategy(
                action_plan=plan,
                number=strategy.no,
                title=strategy.title,
                title_en=strategy.title_en or "",
            )
            for strategy in document.strategies
        )
    }
    _store_measures(document, plan, strategies)
    record(
        EVENTS[outcome],
        by=by,
        stream=document.identifier,
        subject=document.identifier,
        words=document.title,
        before={"content": before} if before else {},
        after={"content": digest, "measures": len(document.measures)},
    )
    return Loaded(document.identifier, outcome)


def _outcome(plan: ActionPlan | None, digest: str) -> Outcome:
    if plan is None:
        return Outcome.CREATED
    if plan.content_digest != digest:
        return Outcome.REPLACED
    return Outcome.UNCHANGED if plan.reading_version == READING_VERSION else Outcome.REREAD


@transaction.atomic
def link_agency(
    *, by: Actor, agency: Agency, permission: Permission = Permission.LOAD_DOCUMENT
) -> int:
    """Link measures to an agency that they name and that was registered after them.

    Gives how many were linked. The document named the agency all along, so nothing that it says
    changes, and the load that registers the agency has its own entry in the record.
    """
    require(by, permission, at=agency)
    unlinked = ResponsibleAgency.objects.filter(name=agency.name, agency__isnull=True)
    return unlinked.update(agency=agency)


def _describe(plan: ActionPlan, document: documents.ActionPlan, digest: str) -> None:
    plan.identifier = document.identifier
    plan.title = document.title
    plan.title_en = document.title_en or ""
    plan.approved_on = document.approved.date if document.approved else None
    plan.document_number = document.approved.document_no if document.approved else ""
    plan.content_digest = digest
    plan.reading_version = READING_VERSION
    plan.loaded_at = timezone.now()


def _remove_contents(plan: ActionPlan) -> None:
    ReportedFigure.objects.filter(target__measure__action_plan=plan).delete()
    MeasureTarget.objects.filter(measure__action_plan=plan).delete()
    ResponsibleAgency.objects.filter(measure__action_plan=plan).delete()
    Measure.objects.filter(action_plan=plan).delete()
    ActionPlanStrategy.objects.filter(action_plan=plan).delete()


def _store_measures(
    document: documents.ActionPlan, plan: ActionPlan, strategies: dict[int, ActionPlanStrategy]
) -> None:
    agencies = {agency.name: agency for agency in Agency.objects.all()}
    measures: list[Measure] = []
    responsible: list[ResponsibleAgency] = []
    targets: list[MeasureTarget] = []
    figures: list[ReportedFigure] = []
    for written in document.measures:
        measure = Measure(
            action_plan=plan,
            strategy=strategies[written.strategy_no],
            identifier=measure_identifier(document.fiscal_year, document.code, written.key),
            key=written.key,
            number=written.no,
            number_in_strategy=written.measure_no,
            short_title=short_title_of(written),
            short_title_en=written.short_title_en or "",
            text=written.text or "",
        )
        own_targets = []
        for target, reported in _targets_with_reports(written, measure):
            own_targets.append(target)
            figures += reported
        measure.verdict = verdict_of_measure(
            MeasureVerdict(target.verdict) for target in own_targets
        )
        measures.append(measure)
        targets += own_targets
        responsible += _responsible(written, measure, agencies)
    Measure.objects.bulk_create(measures)
    ResponsibleAgency.objects.bulk_create(responsible)
    MeasureTarget.objects.bulk_create(targets)
    ReportedFigure.objects.bulk_create(figures)


def _responsible(
    written: documents.Measure, measure: Measure, agencies: dict[str, Agency]
) -> Iterator[ResponsibleAgency]:
    roles = [(ResponsibleAgency.LEAD, one) for one in written.lead_agencies]
    roles += [(ResponsibleAgency.CO, one) for one in written.co_agencies]
    for position, (role, one) in enumerate(roles, start=1):
        yield ResponsibleAgency(
            measure=measure,
            position=position,
            role=role,
            name=one.agency,
            units=list(one.units),
            agency=agencies.get(one.agency),
        )


def _targets_with_reports(
    written: documents.Measure, measure: Measure
) -> Iterator[tuple[MeasureTarget, list[ReportedFigure]]]:
    """One row for each figure of each target, with the reports that answer it."""
    position = 0
    for target in written.targets:
        for part in target.parts or (None,):
            position += 1
            figure = target if part is None else part
            reports = [
                one
                for one in written.actuals
                if one.target == target.no and (part is None or one.part == part.no)
            ]
            row = MeasureTarget(
                measure=measure,
                position=position,
                number=target.no,
                part=part.no if part else None,
                text=target.text,
                subject=figure.subject,
                comparator=figure.comparator,
                value=figure.value,
                unit=figure.unit or "",
                verdict=verdict_of_target(
                    figure.comparator, figure.value, figure.unit or "", reports
                ),
            )
            yield row, [_reported(row, place, one) for place, one in enumerate(reports, start=1)]


def _reported(target: MeasureTarget, position: int, one: documents.Actual) -> ReportedFigure:
    return ReportedFigure(
        target=target,
        position=position,
        value=one.value,
        unit=one.unit or "",
        agency_name=one.agency or "",
        basis=one.basis or "",
        computed=one.computed or "",
        text=one.text or "",
    )
