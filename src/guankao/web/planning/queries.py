"""What can be asked about plans: lists with filters, and one thing by its identifier.

A list of plans, or of what stands in them, leaves the fictional ones out unless it is told
otherwise. One thing asked for by its identifier is given, whatever it is, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeVar

from django.db.models import Count, Model, Prefetch, Q, QuerySet

from guankao.web.planning.models import (
    Goal,
    Guidelines,
    HistoryValue,
    Indicator,
    Milestone,
    Plan,
    PlannedProgress,
    Project,
    Section,
    YearTarget,
)

Fictional = Literal["exclude", "include", "only"]
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class YearOfPlans:
    """A fiscal year with the number of its plans, the fictional ones apart."""

    fiscal_year: int
    plans: int
    fictional_plans: int


def years() -> list[YearOfPlans]:
    """The fiscal years that have a plan, the latest first."""
    counted = (
        Plan.objects.values("fiscal_year")
        .annotate(
            plans=Count("pk", filter=Q(fictional=False)),
            fictional_plans=Count("pk", filter=Q(fictional=True)),
        )
        .order_by("-fiscal_year")
    )
    return [YearOfPlans(**row) for row in counted]


def plans(
    *, fiscal_year: int | None = None, agency: str | None = None, fictional: Fictional = "exclude"
) -> QuerySet[Plan]:
    """Plans, the latest year first, in the order of the book."""
    found = Plan.objects.select_related("agency").order_by("-fiscal_year", "chapter", "pk")
    return _of_plans(found, "", fiscal_year, agency, fictional)


def plan(identifier: str) -> Plan:
    """One plan with its goals and strategies; Plan.DoesNotExist says there is none."""
    goals = Goal.objects.order_by("number").prefetch_related("strategies")
    return (
        Plan.objects.select_related("agency")
        .prefetch_related(Prefetch("goals", goals))
        .get(identifier=identifier)
    )


def goals(
    *, fiscal_year: int | None = None, agency: str | None = None, fictional: Fictional = "exclude"
) -> QuerySet[Goal]:
    """Goals in the order of their plans."""
    found = Goal.objects.select_related("plan__agency").order_by("plan_id", "number")
    return _of_plans(found, "plan__", fiscal_year, agency, fictional)


def goal(identifier: str) -> Goal:
    """One goal with its strategies and KPIs; Goal.DoesNotExist says there is none."""
    return (
        Goal.objects.select_related("plan__agency")
        .prefetch_related("strategies", Prefetch("indicators", _in_order(Indicator.objects.all())))
        .get(identifier=identifier)
    )


def indicators(
    *,
    fiscal_year: int | None = None,
    agency: str | None = None,
    fictional: Fictional = "exclude",
    kind: str | None = None,
    direction: str | None = None,
    inferred: bool | None = None,
    without_project: bool = False,
    below_reached: bool = False,
) -> QuerySet[Indicator]:
    """KPIs in the order of their plans."""
    found = _in_order(Indicator.objects.select_related("plan__agency", "goal"))
    if kind is not None:
        found = found.filter(kind=kind)
    if direction is not None:
        found = found.filter(direction=direction)
    if inferred is not None:
        found = found.filter(direction__in=["higher", "lower"], direction_written=not inferred)
    if without_project:
        found = found.filter(project_count=0)
    if below_reached:
        found = found.filter(surpassed_in__isnull=False)
    return _of_plans(found, "plan__", fiscal_year, agency, fictional)


def indicator(identifier: str) -> Indicator:
    """One KPI with its history and projects; Indicator.DoesNotExist says there is none."""
    return (
        Indicator.objects.select_related("plan__agency", "goal")
        .prefetch_related(
            Prefetch("history", HistoryValue.objects.order_by("fiscal_year")),
            Prefetch("year_targets", YearTarget.objects.order_by("fiscal_year")),
            Prefetch("projects", _in_order(Project.objects.all())),
        )
        .get(identifier=identifier)
    )


def projects(
    *,
    fiscal_year: int | None = None,
    agency: str | None = None,
    fictional: Fictional = "exclude",
    category: str | None = None,
    without_indicator: bool = False,
) -> QuerySet[Project]:
    """Projects with their KPIs, in the order of their plans."""
    found = _with_indicators(_in_order(Project.objects.all()))
    if category is not None:
        found = found.filter(category=category)
    if without_indicator:
        found = found.filter(indicator_count=0)
    return _of_plans(found, "plan__", fiscal_year, agency, fictional)


def project(identifier: str) -> Project:
    """One project with its KPIs; Project.DoesNotExist says there is none."""
    return (
        _with_indicators(Project.objects.all())
        .prefetch_related(
            Prefetch("milestones", Milestone.objects.order_by("number")),
            Prefetch("planned_progress", PlannedProgress.objects.order_by("month")),
        )
        .get(identifier=identifier)
    )


def guidelines_of_years(*, fiscal_year: int | None = None) -> QuerySet[Guidelines]:
    """The policy guidelines with their sections, the latest year first."""
    sections = Section.objects.order_by("number")
    found = Guidelines.objects.prefetch_related(Prefetch("sections", sections))
    if fiscal_year is not None:
        found = found.filter(fiscal_year=fiscal_year)
    return found.order_by("-fiscal_year")


def guidelines(identifier: str) -> Guidelines:
    """The guidelines of a year with their clauses; Guidelines.DoesNotExist says there are none."""
    sections = Section.objects.order_by("number").prefetch_related("clauses")
    return Guidelines.objects.prefetch_related(Prefetch("sections", sections)).get(
        identifier=identifier
    )


def _in_order(found: QuerySet[Row]) -> QuerySet[Row]:
    """By plan and place in it, which an index has, so that no page sorts the whole table."""
    return found.order_by("plan_id", "position")


def _with_indicators(found: QuerySet[Project]) -> QuerySet[Project]:
    return found.select_related("plan__agency").prefetch_related(
        Prefetch("indicators", _in_order(Indicator.objects.all()))
    )


def _of_plans(
    found: QuerySet[Row],
    path: str,
    fiscal_year: int | None,
    agency: str | None,
    fictional: Fictional,
) -> QuerySet[Row]:
    """Only what stands in plans of this year and agency; `path` leads from the row to its plan."""
    wanted: dict[str, object] = {}
    if fiscal_year is not None:
        wanted[f"{path}fiscal_year"] = fiscal_year
    if agency is not None:
        wanted[f"{path}agency__name"] = agency
    if fictional != "include":
        wanted[f"{path}fictional"] = fictional == "only"
    return found.filter(**wanted)
