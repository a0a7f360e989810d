"""What the page of an agency's plan asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q

from guankao.web.organizations.models import Agency
from guankao.web.planning.models import (
    Answer,
    Goal,
    HistoryValue,
    Indicator,
    Plan,
    Project,
    Strategy,
)
from guankao.web.publishing.models import PublishedFigure
from guankao.web.tracking.models import ResponsibleAgency

MOST_RELATIVES = 60
"""A ministry has some ten agencies under it; a page lists so many and says how many more."""

MOST_NAMESAKES = 60


@dataclass(frozen=True)
class KpiRow:
    """A KPI, KPIs of the same name in the neighbouring plans, and its newest published figure."""

    indicator: Indicator
    elsewhere: list[Indicator]
    figure: PublishedFigure | None = None


@dataclass(frozen=True)
class GoalBlock:
    goal: Goal
    rows: list[KpiRow]


@dataclass(frozen=True)
class WorkPlan:
    """The projects of one work plan, in the order of the document."""

    name: str
    projects: list[Project]


@dataclass
class Relative:
    """An agency above or below, with the years of its plans that can be opened."""

    agency: Agency
    fiscal_years: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Relatives:
    """The plans around a plan: its own of other years, and those of its parent and children."""

    own_years: list[int]
    parent: Relative | None
    children: list[Relative]
    more_children: bool


@dataclass(frozen=True)
class MeasuresOfAgency:
    """How many measures of an action plan an agency answers for."""

    identifier: str
    title: str
    title_en: str
    measures: int


def plan_of(fiscal_year: int, agency: str) -> Plan:
    """The plan with its agency and figures, or Plan.DoesNotExist."""
    return Plan.objects.select_related("agency__parent", "figures").get(
        identifier=f"{fiscal_year}/{agency}"
    )


def has_goal(fiscal_year: int, agency: str, key: str) -> bool:
    return Goal.objects.filter(plan__identifier=f"{fiscal_year}/{agency}", key=key).exists()


def goals_of(plan: Plan) -> list[Goal]:
    """The goals in order, with strategies, KPIs and history fetched."""
    history = HistoryValue.objects.order_by("fiscal_year")
    indicators = (
        Indicator.objects.select_related("series_year")
        .order_by("position")
        .prefetch_related(Prefetch("history", queryset=history))
    )
    goals = list(
        plan.goals.order_by("number").prefetch_related(
            Prefetch("strategies", queryset=Strategy.objects.order_by("number")),
            Prefetch("answers", queryset=Answer.objects.order_by("number")),
            Prefetch("indicators", queryset=indicators),
        )
    )
    for goal in goals:
        goal.plan = plan
        for indicator in goal.indicators.all():
            indicator.plan, indicator.goal = plan, goal
    return goals


def blocks_of(
    goals: Iterable[Goal],
    namesakes: dict[str, list[Indicator]],
    figures: Mapping[str, PublishedFigure],
) -> list[GoalBlock]:
    return [
        GoalBlock(
            goal,
            [
                KpiRow(one, namesakes.get(one.name, []), figures.get(f"kpi/{one.key}"))
                for one in goal.indicators.all()
            ],
        )
        for goal in goals
    ]


def work_plans_of(plan: Plan) -> list[WorkPlan]:
    """The projects by work plan, both in the order of the document."""
    by_name: dict[str, list[Project]] = defaultdict(list)
    indicators = Indicator.objects.order_by("position").only("id", "key", "identifier", "name")
    for project in plan.projects.order_by("position").prefetch_related(
        Prefetch("indicators", queryset=indicators)
    ):
        project.plan = plan
        by_name[project.work_plan].append(project)
    return [WorkPlan(name, projects) for name, projects in by_name.items()]


def relatives_of(plan: Plan) -> Relatives:
    """One query over the agency, its parent and its children, with the years that they planned."""
    agency = plan.agency
    rows = (
        Agency.objects.filter(Q(id=agency.id) | Q(id=agency.parent_id) | Q(parent=agency))
        .values("id", "name", "name_en", "fictional", "plans__fiscal_year")
        .order_by("id", "plans__fiscal_year")[: MOST_RELATIVES * 12]
    )
    found: dict[int, Relative] = {}
    for row in rows:
        one = found.setdefault(
            row["id"],
            Relative(
                Agency(
                    id=row["id"],
                    name=row["name"],
                    name_en=row["name_en"],
                    fictional=row["fictional"],
                )
            ),
        )
        if row["plans__fiscal_year"] is not None:
            one.fiscal_years.append(row["plans__fiscal_year"])
    own = found.pop(agency.id, None)
    parent = found.pop(agency.parent_id, None) if agency.parent_id else None
    children = list(found.values())
    return Relatives(
        own_years=[year for year in own.fiscal_years if year != plan.fiscal_year] if own else [],
        parent=parent,
        children=children[:MOST_RELATIVES],
        more_children=len(children) > MOST_RELATIVES,
    )


def namesakes_in_relatives(
    plan: Plan, relatives: Relatives, names: Iterable[str]
) -> dict[str, list[Indicator]]:
    """KPIs of the same names in the plans around this one, by name."""
    others = [one for one in (relatives.parent, *relatives.children) if one and one.fiscal_years]
    if not others and not relatives.own_years:
        return {}
    agencies = [plan.agency_id, *(one.agency.id for one in others)]
    found: dict[str, list[Indicator]] = defaultdict(list)
    rows = (
        Indicator.objects.filter(name__in=list(names), plan__agency__in=agencies)
        .exclude(plan=plan)
        .select_related("plan__agency")
        .order_by("-plan__fiscal_year", "plan_id", "position")[:MOST_NAMESAKES]
    )
    for indicator in rows:
        found[indicator.name].append(indicator)
    return found


def measures_of(plan: Plan) -> list[MeasuresOfAgency]:
    """How many measures of each action plan of the year the agency leads or helps with."""
    rows = (
        ResponsibleAgency.objects.filter(
            name=plan.agency.name, measure__action_plan__fiscal_year=plan.fiscal_year
        )
        .values(
            "measure__action_plan__identifier",
            "measure__action_plan__title",
            "measure__action_plan__title_en",
        )
        .annotate(measures=Count("measure", distinct=True))
        .order_by("measure__action_plan__identifier")
    )
    return [
        MeasuresOfAgency(
            identifier=row["measure__action_plan__identifier"],
            title=row["measure__action_plan__title"],
            title_en=row["measure__action_plan__title_en"],
            measures=row["measures"],
        )
        for row in rows
    ]


def years_of_agency(agency: str) -> list[Plan]:
    """The plans of an agency in any year, for an address whose year has none."""
    return list(
        Plan.objects.filter(Q(agency__name=agency) | Q(agency__former_names__name=agency))
        .select_related("agency")
        .order_by("-fiscal_year")[:20]
    )
