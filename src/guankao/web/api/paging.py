"""Pages of lists."""

from __future__ import annotations

from typing import Any, TypedDict

from django.db.models import QuerySet
from django.http import HttpRequest

from guankao.web.api.parameters import Paging


class Turns(TypedDict):
    """The addresses of the rows after these and of those before."""

    next: str | None
    previous: str | None


class PageOfRows(Turns):
    """Some rows of a list, as Page in the schemas."""

    count: int
    results: list[Any]


def page(request: HttpRequest, rows: QuerySet[Any], paging: Paging) -> PageOfRows:
    """The rows that were asked for, in two queries and what the rows bring with them."""
    count = rows.order_by().count()
    start = paging.offset
    results = list(rows[start : start + paging.limit]) if start < count else []
    return PageOfRows(count=count, results=results, **turns(request, paging, count))


def turns(request: HttpRequest, paging: Paging, count: int) -> Turns:
    """The addresses of the page after this one and of the one before."""
    after, before = paging.offset + paging.limit, max(0, paging.offset - paging.limit)
    return {
        "next": _address(request, after, paging.limit) if after < count else None,
        "previous": _address(request, before, paging.limit) if paging.offset > 0 else None,
    }


def _address(request: HttpRequest, offset: int, limit: int) -> str:
    query = request.GET.copy()
    query["limit"], query["offset"] = str(limit), str(offset)
    return f"{request.path}?{query.urlencode()}"
