"""The search as its specification says it: every entry looked at, word by word, in Python."""

from __future__ import annotations

from guankao.web.search.facets import agency_facet, year_facet
from guankao.web.search.folding import START, fold
from guankao.web.search.models import Entry
from guankao.web.search.queries import MOST_HITS
from guankao.web.search.ranks import Kind


def naive_ranks(
    query: str,
    *,
    kind: Kind | None = None,
    agency: str | None = None,
    fiscal_year: int | None = None,
    fictional: str = "include",
) -> tuple[tuple[int, ...], bool]:
    """The ranks of the first hits, and whether these are all."""
    words = [word for word in map(fold, query.split()) if word]
    found = []
    for entry in Entry.objects.all() if words else ():
        facets = entry.facets.split()
        if (
            (kind is None or entry.kind == kind)
            and (agency is None or agency_facet(agency) in facets)
            and (fictional == "include" or entry.fictional == (fictional == "only"))
            and (fiscal_year is None or year_facet(fiscal_year) in facets)
            and all(word in entry.text_folded for word in words)
        ):
            found.append((_tier(entry, words), entry.rank))
    ranks = tuple(rank for _, rank in sorted(found))
    return ranks[:MOST_HITS], len(ranks) <= MOST_HITS


def _tier(entry: Entry, words: list[str]) -> int:
    # A word that is part of another asks for nothing more.
    longest = {word for word in words if not any(word != o and word in o for o in words)}
    if len(longest) == 1 and START + next(iter(longest)) in entry.name_folded:
        return 0
    return 1 if all(word in entry.name_folded for word in words) else 2
