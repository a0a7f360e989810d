"""What the page of a fiscal year asks."""

from __future__ import annotations

from django.db.models import Count, F, QuerySet, Sum

from guankao.web.planning.models import Guidelines, Plan
from guankao.web.planning.queries import YearOfPlans
from guankao.web.portal.representation import FIGURES
from guankao.web.publishing.models import PlanFigures
from guankao.web.tracking.models import ActionPlan


def year_to_open(years: list[YearOfPlans]) -> int | None:
    """The latest year that is reasonably complete: at least half as many plans as the fullest.

    A single early plan of next year would otherwise hide a whole year of plans.
    """
    if not years:
        return None
    fullest = max(year.plans for year in years)
    return next(year.fiscal_year for year in years if 2 * year.plans >= fullest)


def figures_of_year(fiscal_year: int) -> dict[str, int]:
    """The sums over the year's plans, fictional ones left out, and how many plans these are."""
    sums = PlanFigures.objects.filter(
        plan__fiscal_year=fiscal_year, plan__fictional=False
    ).aggregate(agencies=Count("id"), **{f"sum_{name}": Sum(name) for name in FIGURES})
    return {
        "agencies": sums["agencies"],
        **{name: sums[f"sum_{name}"] or 0 for name in FIGURES},
    }


SORTS = {
    "book": ("plan__chapter", "plan_id"),
    "name": ("plan__agency__name",),
    "name_en": ("plan__agency__name_en",),
    "goals": ("goals",),
    "indicators": ("indicators",),
    "projects": ("projects",),
    "inferred": ("direction_inferred",),
    "without-project": ("indicators_without_project",),
    "without-indicator": ("projects_without_indicator",),
    "below-reached": ("targets_below_reached",),
}


def agencies_of_year(fiscal_year: int, sort: str = "book") -> QuerySet[PlanFigures]:
    """The figures of each plan, sorted; a minus sign before the name of the order turns it round.

    What is equal stands in the order of the book of plans, so that pages never overlap.
    """
    fields = SORTS[sort.removeprefix("-")]
    turned = sort.startswith("-")
    order = [
        F(name).desc(nulls_last=True) if turned else F(name).asc(nulls_last=True) for name in fields
    ]
    book = [F("plan__chapter").asc(nulls_last=True), F("plan_id").asc()]
    return (
        PlanFigures.objects.filter(plan__fiscal_year=fiscal_year, plan__fictional=False)
        .select_related("plan__agency")
        .order_by(*order, *book)
    )


def fictional_agencies_of_year(fiscal_year: int) -> list[PlanFigures]:
    """The demonstration's plans, listed apart; more than a handful were a mistake."""
    return list(
        PlanFigures.objects.filter(plan__fiscal_year=fiscal_year, plan__fictional=True)
        .select_related("plan__agency")
        .order_by("plan_id")[:20]
    )


def action_plans_of_year(fiscal_year: int) -> list[ActionPlan]:
    return list(ActionPlan.objects.filter(fiscal_year=fiscal_year).order_by("code")[:50])


def guidelines_of_year(fiscal_year: int) -> Guidelines | None:
    return Guidelines.objects.filter(fiscal_year=fiscal_year).first()


def plans_of_book(fiscal_year: int) -> list[Plan]:
    """The plans that stand in the book of a year, in its order; fictional ones do not."""
    return list(
        Plan.objects.filter(fiscal_year=fiscal_year, fictional=False).order_by("chapter", "pk")
    )
