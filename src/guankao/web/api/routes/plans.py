"""Plans and what stands in them, and the guidelines."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query

from guankao.web.api.interface import route
from guankao.web.api.paging import PageOfRows, page
from guankao.web.api.parameters import IndicatorFilters, PlanFilters, ProjectFilters, YearFilters
from guankao.web.api.schemas import plans as schemas
from guankao.web.api.schemas.values import Page
from guankao.web.planning import queries

TAG = "Plans"


@route("/plans", Page[schemas.Plan], tag=TAG, filters=PlanFilters)
def plans(request: HttpRequest, filters: Query[PlanFilters]) -> PageOfRows:
    """Annual plans, the latest year first, in the order of the cabinet's book."""
    return page(request, queries.plans(**_wanted(filters)), filters)


@route("/plans/{path:identifier}", schemas.PlanDetail, tag=TAG)
def plan(request: HttpRequest, identifier: str) -> Any:
    """One plan by its identifier, such as 107/內政部, with its goals and strategies."""
    return queries.plan(identifier)


@route("/goals", Page[schemas.Goal], tag=TAG, filters=PlanFilters)
def goals(request: HttpRequest, filters: Query[PlanFilters]) -> PageOfRows:
    """Goals in the order of their plans."""
    return page(request, queries.goals(**_wanted(filters)), filters)


@route("/goals/{path:identifier}", schemas.GoalDetail, tag=TAG)
def goal(request: HttpRequest, identifier: str) -> Any:
    """One goal by its identifier, such as 107/內政部/goal/1, with its strategies and KPIs."""
    return queries.goal(identifier)


@route("/indicators", Page[schemas.Indicator], tag=TAG, filters=IndicatorFilters)
def indicators(request: HttpRequest, filters: Query[IndicatorFilters]) -> PageOfRows:
    """KPIs in the order of their plans, with their targets as written and as read."""
    found = queries.indicators(
        **_wanted(filters),
        kind=filters.kind,
        direction=filters.direction,
        inferred=None if filters.inferred is None else filters.inferred == "yes",
        without_project=filters.only == "without-project",
        below_reached=filters.only == "below-reached",
    )
    return page(request, found, filters)


@route("/indicators/{path:identifier}", schemas.IndicatorDetail, tag=TAG)
def indicator(request: HttpRequest, identifier: str) -> Any:
    """One KPI by its identifier, such as 107/內政部/kpi/1-2, with its history and projects."""
    return queries.indicator(identifier)


@route("/projects", Page[schemas.Project], tag=TAG, filters=ProjectFilters)
def projects(request: HttpRequest, filters: Query[ProjectFilters]) -> PageOfRows:
    """Projects in the order of their plans, with the KPIs that they serve."""
    found = queries.projects(
        **_wanted(filters),
        category=filters.category,
        without_indicator=filters.only == "without-indicator",
    )
    return page(request, found, filters)


@route("/projects/{path:identifier}", schemas.ProjectDetail, tag=TAG)
def project(request: HttpRequest, identifier: str) -> Any:
    """One project by its identifier, such as 107/法務部/project/3-2."""
    return queries.project(identifier)


@route("/guidelines", Page[schemas.Guidelines], tag="Guidelines", filters=YearFilters)
def guidelines_list(request: HttpRequest, filters: Query[YearFilters]) -> PageOfRows:
    """Policy guidelines with their sections, the latest year first."""
    found = queries.guidelines_of_years(fiscal_year=filters.fiscal_year)
    return page(request, found, filters)


@route("/guidelines/{path:identifier}", schemas.GuidelinesDetail, tag="Guidelines")
def guidelines(request: HttpRequest, identifier: str) -> Any:
    """The guidelines of a year by their identifier, such as 107/guidelines, with their clauses."""
    return queries.guidelines(identifier)


def _wanted(filters: PlanFilters) -> dict[str, Any]:
    """What all lists of plans and of their pieces are filtered by."""
    return {
        "fiscal_year": filters.fiscal_year,
        "agency": filters.agency,
        "fictional": filters.fictional,
    }
