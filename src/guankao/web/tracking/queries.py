"""What can be asked about action plans and their measures."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from guankao.web.tracking.models import (
    ActionPlan,
    ActionPlanStrategy,
    Measure,
    MeasureTarget,
    ReportedFigure,
    ResponsibleAgency,
)


def action_plans(*, fiscal_year: int | None = None) -> QuerySet[ActionPlan]:
    """Action plans, the latest year first."""
    found = ActionPlan.objects.order_by("-fiscal_year", "code")
    return found if fiscal_year is None else found.filter(fiscal_year=fiscal_year)


def action_plan(identifier: str) -> ActionPlan:
    """One action plan with its strategies and measures; ActionPlan.DoesNotExist says there is
    none."""
    return ActionPlan.objects.prefetch_related(
        Prefetch("strategies", ActionPlanStrategy.objects.order_by("number")),
        Prefetch("measures", Measure.objects.order_by("number")),
    ).get(identifier=identifier)


def measures(
    *,
    fiscal_year: int | None = None,
    action_plan: str | None = None,
    agency: str | None = None,
    verdict: str | None = None,
) -> QuerySet[Measure]:
    """Measures with their agencies, targets and reported figures, in the order of the document."""
    found = whole(Measure.objects.order_by("action_plan_id", "number"))
    if fiscal_year is not None:
        found = found.filter(action_plan__fiscal_year=fiscal_year)
    if action_plan is not None:
        found = found.filter(action_plan__identifier=action_plan)
    if agency is not None:
        named = ResponsibleAgency.objects.filter(name=agency).values("measure")
        found = found.filter(pk__in=named)
    if verdict is not None:
        found = found.filter(verdict=verdict)
    return found


def measure(identifier: str) -> Measure:
    """One measure with all that belongs to it; Measure.DoesNotExist says there is none."""
    return whole(Measure.objects.all()).get(identifier=identifier)


def whole(found: QuerySet[Measure]) -> QuerySet[Measure]:
    """Measures with their agencies, targets and reported figures, each in its order."""
    reported = ReportedFigure.objects.order_by("position")
    targets = MeasureTarget.objects.order_by("position")
    agencies = ResponsibleAgency.objects.select_related("agency").order_by("position")
    return found.select_related("action_plan", "strategy").prefetch_related(
        Prefetch("agencies", agencies),
        Prefetch("targets", targets.prefetch_related(Prefetch("reported", reported))),
    )
