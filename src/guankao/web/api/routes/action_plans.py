"""Action plans and their measures."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query

from guankao.web.api.interface import route
from guankao.web.api.paging import PageOfRows, page
from guankao.web.api.parameters import MeasureFilters, YearFilters
from guankao.web.api.schemas import measures as schemas
from guankao.web.api.schemas.values import Page
from guankao.web.tracking import queries

TAG = "Action plans"


@route("/action-plans", Page[schemas.ActionPlan], tag=TAG, filters=YearFilters)
def action_plans(request: HttpRequest, filters: Query[YearFilters]) -> PageOfRows:
    """Action plans of several agencies, the latest year first."""
    return page(request, queries.action_plans(fiscal_year=filters.fiscal_year), filters)


@route("/action-plans/{path:identifier}", schemas.ActionPlanDetail, tag=TAG)
def action_plan(request: HttpRequest, identifier: str) -> Any:
    """One action plan by its identifier, such as 107/action-plan/integrity."""
    return queries.action_plan(identifier)


@route("/measures", Page[schemas.Measure], tag=TAG, filters=MeasureFilters)
def measures(request: HttpRequest, filters: Query[MeasureFilters]) -> PageOfRows:
    """Measures with their agencies, targets and reported figures."""
    found = queries.measures(
        fiscal_year=filters.fiscal_year,
        action_plan=filters.action_plan,
        agency=filters.agency,
        verdict=filters.verdict,
    )
    return page(request, found, filters)


@route("/measures/{path:identifier}", schemas.Measure, tag=TAG)
def measure(request: HttpRequest, identifier: str) -> Any:
    """One measure by its identifier, such as 107/action-plan/integrity/measure/12."""
    return queries.measure(identifier)
