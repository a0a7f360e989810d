"""Fiscal years and agencies."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query

from guankao.web.api.interface import route
from guankao.web.api.paging import PageOfRows, page, turns
from guankao.web.api.parameters import AgencyFilters, Paging
from guankao.web.api.schemas import plans as schemas
from guankao.web.api.schemas.values import Page
from guankao.web.organizations import queries
from guankao.web.planning import queries as planning

TAG = "Plans"


@route("/years", Page[schemas.YearOfPlans], tag=TAG, filters=Paging)
def years(request: HttpRequest, filters: Query[Paging]) -> Any:
    """Fiscal years that have plans, the latest first."""
    found = planning.years()
    shown = found[filters.offset : filters.offset + filters.limit]
    return {"count": len(found), **turns(request, filters, len(found)), "results": shown}


@route("/agencies", Page[schemas.Agency], tag=TAG, filters=AgencyFilters)
def agencies(request: HttpRequest, filters: Query[AgencyFilters]) -> PageOfRows:
    """Agencies, parents before those under them."""
    fictional = None if filters.fictional == "include" else filters.fictional == "only"
    return page(request, queries.agencies(parent=filters.parent, fictional=fictional), filters)


@route("/agencies/{path:name}", schemas.AgencyDetail, tag=TAG)
def agency(request: HttpRequest, name: str) -> Any:
    """One agency by its official name, with the agencies under it and its plans."""
    return queries.agency_with_relatives(name)
