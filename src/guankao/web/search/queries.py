"""What the search can be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from guankao.web.organizations.models import Agency
from guankao.web.planning.models import Plan
from guankao.web.planning.queries import Fictional
from guankao.web.search.facets import FICTIONAL_FACET, agency_facet, year_facet
from guankao.web.search.folding import START
from guankao.web.search.matching import Condition, matcher_for
from guankao.web.search.models import Entry
from guankao.web.search.ranks import Kind, document_of_rank, kind_of_rank, ranks_of_kind
from guankao.web.search.words import words_of

MOST_HITS = 500
"""Nobody reads further; who wants everything takes the data in bulk."""

_KINDS_OF_PLANS = frozenset({Kind.INDICATOR, Kind.PROJECT, Kind.GOAL})
_FIRST_RANK, _LAST_RANK = ranks_of_kind(Kind.AGENCY)[0], ranks_of_kind(Kind.SECTION)[1]


@dataclass(frozen=True)
class Found:
    """The ranks of the hits in the order of results, at most MOST_HITS."""

    words: tuple[str, ...]
    ranks: tuple[int, ...]
    complete: bool
    """False where there are more hits than were fetched."""

    @property
    def total(self) -> int:
        return len(self.ranks)

    def kinds(self) -> dict[Kind, int] | None:
        """How many of the hits are of each kind, in the order of kinds; None where there are more
        hits than were fetched, since the first of them say nothing of the others."""
        if not self.complete:
            return None
        counted = Counter(map(kind_of_rank, self.ranks))
        return {kind: counted[kind] for kind in Kind if counted[kind]}


def find(
    query: str,
    *,
    kind: Kind | None = None,
    agency: str | None = None,
    fiscal_year: int | None = None,
    fictional: Fictional = "include",
) -> Found:
    """What holds every word of the query: names that begin with it, names that contain it, then
    whatever contains it elsewhere; within these by rank.

    Raises TooManyWords. Asks the database at most four times, and never for more than the first
    hits, so a common word costs no more than a rare one.
    """
    words = words_of(query)
    if not words:
        return Found((), (), complete=True)
    conditions = _conditions(words, kind, agency, fiscal_year, fictional)
    matcher = matcher_for(conditions)
    found: dict[int, None] = {}
    for condition in conditions:
        # Each condition is met by whatever met the one before, so the limit stays the same.
        found.update(dict.fromkeys(matcher.ranks(condition, limit=MOST_HITS + 1)))
        if len(found) > MOST_HITS:
            break
    return Found(words, tuple(found)[:MOST_HITS], complete=len(found) <= MOST_HITS)


def _conditions(
    words: tuple[str, ...],
    kind: Kind | None,
    agency: str | None,
    fiscal_year: int | None,
    fictional: Fictional,
) -> tuple[Condition, ...]:
    facets = []
    if fiscal_year is not None:
        facets.append(year_facet(fiscal_year))
    if agency is not None:
        facets.append(agency_facet(agency))
    if fictional == "only":
        facets.append(FICTIONAL_FACET)
    without = (FICTIONAL_FACET,) if fictional == "exclude" else ()
    first, last = ranks_of_kind(kind) if kind else (_FIRST_RANK, _LAST_RANK)
    asked = [(words, True), (words, False)]
    if len(words) == 1:
        asked.insert(0, ((START + words[0],), True))
    return tuple(
        Condition(one, in_name, tuple(facets), without, first, last) for one, in_name in asked
    )


def entries_of(ranks: Sequence[int]) -> list[Entry]:
    """The entries of these ranks, in the order given."""
    entries = Entry.objects.defer("name_folded", "text_folded").in_bulk(list(ranks))
    return [entries[rank] for rank in ranks if rank in entries]


def agencies_of(ranks: Sequence[int], *, most: int) -> list[Agency]:
    """The agencies in whose plans most of these hits stand, in the order of how many.

    The plan of a hit is told by its rank, so the hits themselves are not fetched.
    """
    counted = Counter(
        document_of_rank(rank) for rank in ranks if kind_of_rank(rank) in _KINDS_OF_PLANS
    )
    # One agency can have plans of several years among them.
    frequent = [plan for plan, _ in counted.most_common(2 * most)]
    plans = Plan.objects.select_related("agency").in_bulk(frequent)
    found = dict.fromkeys(plans[plan].agency for plan in frequent if plan in plans)
    return list(found)[:most]
