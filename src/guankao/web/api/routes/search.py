"""The search."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query

from guankao.web.api.errors import Refused
from guankao.web.api.interface import route
from guankao.web.api.paging import turns
from guankao.web.api.parameters import SearchFilters
from guankao.web.api.schemas.search import Hits
from guankao.web.search.queries import entries_of, find
from guankao.web.search.words import MOST_WORDS, TooManyWords


@route("/search", Hits, tag="Search", filters=SearchFilters)
def search(request: HttpRequest, filters: Query[SearchFilters]) -> Any:
    """Agencies, KPIs, measures, projects, goals and sections that hold all words of a query.

    Names that begin with the word come first, then names that contain it, then what contains it
    in a standard, a target, a strategy or another text. At most 500 are given.
    """
    try:
        found = find(
            filters.q,
            kind=filters.kind,
            agency=filters.agency,
            fiscal_year=filters.fiscal_year,
            fictional=filters.fictional,
        )
    except TooManyWords as problem:
        raise Refused("q", f"A search takes at most {MOST_WORDS} words.") from problem
    kinds = found.kinds()
    shown = found.ranks[filters.offset : filters.offset + filters.limit]
    return {
        "count": found.total,
        "complete": found.complete,
        "kinds": kinds and {kind.value: number for kind, number in kinds.items()},
        **turns(request, filters, found.total),
        "results": entries_of(shown),
    }
