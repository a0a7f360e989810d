"""Lists of projects by filters, and what the page of one project asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import F, Prefetch, QuerySet

from guankao.web.planning.models import Indicator, Milestone, Plan, PlannedProgress, Project

BOOK = (F("plan__chapter").asc(nulls_last=True), F("plan_id").asc(), F("position").asc())

SERVED = "served"
"""The key of one KPI that a project serves, where it was fetched with the project."""


@dataclass(frozen=True)
class ProjectFilter:
    """What a list of projects is narrowed to; None leaves a thing open."""

    fiscal_year: int
    plan: Plan | None = None
    category: str | None = None
    only: str | None = None


def _with_indicators(rows: QuerySet[Project]) -> QuerySet[Project]:
    indicators = Indicator.objects.order_by("position")
    return rows.prefetch_related(Prefetch("indicators", queryset=indicators))


def projects_of(narrowed: ProjectFilter) -> QuerySet[Project]:
    """The projects in the order of the book of plans; fictional ones only where asked for."""
    rows = Project.objects.select_related("plan__agency").order_by(*BOOK)
    if narrowed.plan:
        rows = rows.filter(plan=narrowed.plan)
    else:
        rows = rows.filter(plan__fiscal_year=narrowed.fiscal_year, plan__fictional=False)
    if narrowed.category:
        rows = rows.filter(category=narrowed.category)
    if narrowed.only == "without-indicator":
        rows = rows.filter(indicator_count=0)
    return _with_indicators(rows)


def with_keys(rows: QuerySet[Project], at_a_time: int) -> Iterator[tuple[Project, list[str]]]:
    """Each project of a list with the keys of its KPIs, by one query however many there are."""
    links = (
        rows.prefetch_related(None)
        .annotate(**{SERVED: F("indicators__key")})
        .order_by(*BOOK, "indicators__position")
    )
    for _, same in groupby(links.iterator(at_a_time), key=attrgetter("pk")):
        first, *others = same
        yield first, [key for one in (first, *others) if (key := getattr(one, SERVED)) is not None]


def project_of(fiscal_year: int, agency: str, key: str) -> Project:
    """One project with its plan and the KPIs that it serves, or Project.DoesNotExist."""
    indicators = Indicator.objects.select_related("goal").order_by("position")
    return (
        Project.objects.select_related("plan__agency__parent")
        .prefetch_related(
            Prefetch("indicators", queryset=indicators),
            Prefetch("milestones", queryset=Milestone.objects.order_by("number")),
            Prefetch("planned_progress", queryset=PlannedProgress.objects.order_by("month")),
        )
        .get(plan__identifier=f"{fiscal_year}/{agency}", key=key)
    )


def projects_beside(project: Project) -> list[Project]:
    """The projects right before and after, in the order of the plan."""
    around = (project.position - 1, project.position + 1)
    return list(Project.objects.filter(plan=project.plan, position__in=around).order_by("position"))
