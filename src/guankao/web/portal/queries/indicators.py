"""Lists of KPIs by filters, and what the page of one KPI asks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast

from guankao.figures import Direction
from guankao.web.planning.models import HistoryValue, Indicator, Plan, Project, YearTarget

TWO_SIDED = (Direction.HIGHER.value, Direction.LOWER.value)

MOST_NAMESAKES = 12
"""So many KPIs of the same name stand side by side; a name that all agencies share leads on."""

BOOK = (F("plan__chapter").asc(nulls_last=True), F("plan_id").asc(), F("position").asc())


@dataclass(frozen=True)
class IndicatorFilter:
    """What a list of KPIs is narrowed to; None leaves a thing open."""

    fiscal_year: int
    plan: Plan | None = None
    kind: str | None = None
    direction: str | None = None
    inferred: bool | None = None
    linkage: str | None = None
    only: str | None = None


def indicators_of(narrowed: IndicatorFilter) -> QuerySet[Indicator]:
    """The KPIs in the order of the book of plans; fictional ones only where they are asked for."""
    rows = Indicator.objects.select_related("plan__agency", "goal", "series_year").order_by(*BOOK)
    if narrowed.plan:
        rows = rows.filter(plan=narrowed.plan)
    else:
        rows = rows.filter(plan__fiscal_year=narrowed.fiscal_year, plan__fictional=False)
    if narrowed.kind:
        rows = rows.filter(kind=narrowed.kind)
    if narrowed.direction == "other":
        rows = rows.exclude(direction__in=TWO_SIDED)
    elif narrowed.direction:
        rows = rows.filter(direction=narrowed.direction)
    if narrowed.inferred is not None:
        rows = rows.filter(direction__in=TWO_SIDED, direction_written=not narrowed.inferred)
    if narrowed.linkage:
        # SQLite has no operator for "contains" on JSON; both databases can look into its text.
        rows = rows.annotate(linkage_text=Cast("linkage", TextField())).filter(
            linkage_text__contains=f'"{narrowed.linkage}"'
        )
    if narrowed.only == "without-project":
        rows = rows.filter(project_count=0)
    elif narrowed.only == "below-reached":
        rows = rows.filter(surpassed_in__isnull=False)
    return rows


def with_history(rows: QuerySet[Indicator]) -> QuerySet[Indicator]:
    history = HistoryValue.objects.order_by("fiscal_year")
    return rows.prefetch_related(Prefetch("history", queryset=history))


def agencies_to_choose(fiscal_year: int, *, most: int) -> list[Plan] | None:
    """The plans to offer in a menu, or None where there are too many for one."""
    plans = list(
        Plan.objects.filter(fiscal_year=fiscal_year, fictional=False)
        .select_related("agency")
        .order_by(F("chapter").asc(nulls_last=True), "id")[: most + 1]
    )
    return plans if len(plans) <= most else None


def plan_to_narrow(fiscal_year: int, agency: str) -> Plan | None:
    return (
        Plan.objects.filter(fiscal_year=fiscal_year, agency__name=agency)
        .select_related("agency")
        .first()
    )


def indicator_of(fiscal_year: int, agency: str, key: str) -> Indicator:
    """One KPI with its plan, goal, history, targets and projects, or Indicator.DoesNotExist."""
    history = HistoryValue.objects.order_by("fiscal_year")
    projects = Project.objects.order_by("position")
    return (
        Indicator.objects.select_related("plan__agency__parent", "goal")
        .prefetch_related(
            Prefetch("history", queryset=history),
            Prefetch("projects", queryset=projects),
            Prefetch("year_targets", queryset=YearTarget.objects.order_by("fiscal_year")),
        )
        .get(plan__identifier=f"{fiscal_year}/{agency}", key=key)
    )


@dataclass(frozen=True)
class Neighbours:
    """The KPIs before and after one, in the order of the plan."""

    previous: Indicator | None
    next: Indicator | None


def neighbours_of(indicator: Indicator) -> Neighbours:
    around = (indicator.position - 1, indicator.position + 1)
    found = {
        one.position: one
        for one in Indicator.objects.filter(plan=indicator.plan, position__in=around)
    }
    return Neighbours(found.get(around[0]), found.get(around[1]))


@dataclass(frozen=True)
class Namesakes:
    """KPIs of the same name: those of related agencies and other years first.

    `more` says that others bear the name too, whom the search finds.
    """

    related: list[Indicator]
    more: int


def namesakes_of(indicator: Indicator) -> Namesakes:
    """KPIs with exactly this name elsewhere: the nearest shown, the others counted."""
    agency = indicator.plan.agency
    same = Indicator.objects.filter(name=indicator.name).exclude(id=indicator.id)
    near = Q(plan__agency__parent=agency) | Q(
        plan__agency__in=[one for one in (agency.id, agency.parent_id) if one]
    )
    related = list(
        same.filter(near)
        .select_related("plan__agency", "goal")
        .order_by("-plan__fiscal_year", "plan_id", "position")[:MOST_NAMESAKES]
    )
    return Namesakes(related, same.count() - len(related))
