"""What the search can be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from guankao.web.organizations.models import Agency
from guankao.web.search.facets import agencies_in, agency_facet, year_facet
from guankao.web.search.folding import START
from guankao.web.search.matching import Condition, matcher_for
from guankao.web.search.models import Entry
from guankao.web.search.ranks import Kind, kind_of_rank, ranks_of_kind
from guankao.web.search.words import words_of

MOST_HITS = 500
"""Nobody reads further; who wants everything takes the data in bulk."""

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

    def kinds(self) -> dict[Kind, int]:
        """How many of the hits are of each kind, in the order of kinds."""
        counted = Counter(map(kind_of_rank, self.ranks))
        return {kind: counted[kind] for kind in Kind if counted[kind]}


def find(
    query: str,
    *,
    kind: Kind | None = None,
    agency: str | None = None,
    fiscal_year: int | None = None,
) -> Found:
    """What holds every word of the query: names that begin with it, names that contain it, then
    whatever contains it elsewhere; within these by rank.

    Raises TooManyWords. Asks the database at most four times, and never for more than the first
    hits, so a common word costs no more than a rare one.
    """
    words = words_of(query)
    if not words:
        return Found((), (), complete=True)
    conditions = _conditions(words, kind, agency, fiscal_year)
    matcher = matcher_for(conditions)
    found: dict[int, None] = {}
    for condition in conditions:
        # Each condition is met by whatever met the one before, so the limit stays the same.
        found.update(dict.fromkeys(matcher.ranks(condition, limit=MOST_HITS + 1)))
        if len(found) > MOST_HITS:
            break
    return Found(words, tuple(found)[:MOST_HITS], complete=len(found) <= MOST_HITS)


def _conditions(
    words: tuple[str, ...], kind: Kind | None, agency: str | None, fiscal_year: int | None
) -> tuple[Condition, ...]:
    facets = []
    if fiscal_year is not None:
        facets.append(year_facet(fiscal_year))
    if agency is not None:
        facets.append(agency_facet(agency))
    first, last = ranks_of_kind(kind) if kind else (_FIRST_RANK, _LAST_RANK)
    asked = [(words, True), (words, False)]
    if len(words) == 1:
        asked.insert(0, ((START + words[0],), True))
    return tuple(Condition(one, in_name, tuple(facets), first, last) for one, in_name in asked)


def entries_of(ranks: Sequence[int]) -> list[Entry]:
    """The entries of these ranks, in the order given."""
    entries = Entry.objects.defer("name_folded", "text_folded").in_bulk(list(ranks))
    return [entries[rank] for rank in ranks if rank in entries]


def agencies_of(ranks: Sequence[int], *, most: int) -> list[tuple[Agency, int]]:
    """The agencies that these hits belong to, with how many of them each has, most hits first.

    Names that are no registered agency, such as 各機關, are left out.
    """
    counted: Counter[str] = Counter()
    for facets in Entry.objects.filter(rank__in=ranks).values_list("facets", flat=True):
        counted.update(agencies_in(facets))
    agencies = Agency.objects.in_bulk(
        [name for name, _ in counted.most_common()], field_name="name"
    )
    known = [(agencies[name], number) for name, number in counted.items() if name in agencies]
    return sorted(known, key=lambda one: (-one[1], one[0].pk))[:most]
