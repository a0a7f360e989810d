"""KPIs that may be like a text: those that share its rarest pairs of characters.

A KPI that is like another shares most of its pairs, the rare ones among them. So the index is asked
for the rarest pairs only, as many as together stand in a bounded number of KPIs; whoever compares
the texts themselves compares no more than these, however many KPIs there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from guankao.web.search.folding import fold
from guankao.web.search.grams import pairs
from guankao.web.search.models import Frequency
from guankao.web.search.ranks import Kind, ranks_of_year

MOST_CANDIDATES = 600
"""So many KPIs are compared for the name, and so many for the text."""

MOST_PAIRS = 40
"""Of so many pairs of a text it is counted how rare they are."""

_TABLES = {True: "search_names", False: "search_texts"}


def indicators_like(name: str, text: str, *, years: Sequence[int]) -> list[str]:
    """Identifiers of published KPIs of these years that may be like one, in no order.

    Four questions to the database at most, whatever it holds.
    """
    if not years:
        return []
    ranges = [ranks_of_year(Kind.INDICATOR, year) for year in years]
    found: dict[str, None] = {}
    for words, in_name in ((name, True), (text, False)):
        told = _told(words)
        if told:
            found.update(dict.fromkeys(_candidates(told, in_name, ranges)))
    return list(found)


def _told(words: str) -> list[str]:
    """The pairs of a text, spread over the whole of it where it has too many."""
    found = list(dict.fromkeys(pairs(fold(words))))
    step = max(1, -(-len(found) // MOST_PAIRS))
    return found[::step]


def _candidates(told: list[str], in_name: bool, ranges: list[tuple[int, int]]) -> Iterable[str]:  # noqa: FBT001 - which of two indexes
    ask = _ASK[connection.vendor]
    count, fetch = ask
    rarest = _rarest(count(told, in_name, ranges))
    return fetch(rarest, in_name, ranges) if rarest else []


def _rarest(frequencies: dict[str, int]) -> list[str]:
    """The rarest pairs that together stand in few enough KPIs; at least one that stands in any."""
    chosen: list[str] = []
    total = 0
    for pair, number in sorted(frequencies.items(), key=lambda each: each[1]):
        if not number:
            continue
        total += number
        if chosen and total > MOST_CANDIDATES:
            break
        chosen.append(pair)
    return chosen


def _bounds(column: str, ranges: list[tuple[int, int]]) -> tuple[str, list[int]]:
    tests = " OR ".join(f"{column} BETWEEN %s AND %s" for _ in ranges)
    return f"({tests})", [bound for pair in ranges for bound in pair]


def _count_sqlite(
    told: list[str],
    in_name: bool,  # noqa: FBT001
    ranges: list[tuple[int, int]],
) -> dict[str, int]:
    """In how many KPIs each pair stands; counting ends where it is too many anyway."""
    table = _TABLES[in_name]
    tests, bounds = _bounds("rowid", ranges)
    one = (
        f"SELECT %s, count(*) FROM (SELECT rowid FROM {table} "  # noqa: S608  own names
        f"WHERE {table} MATCH %s AND {tests} LIMIT {MOST_CANDIDATES + 1})"
    )
    values: list[str | int] = []
    for pair in told:
        values += [pair, f'words : "{pair}"', *bounds]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(told)), values)
        return dict(cursor.fetchall())


def _fetch_sqlite(
    rarest: list[str],
    in_name: bool,  # noqa: FBT001
    ranges: list[tuple[int, int]],
) -> list[str]:
    table = _TABLES[in_name]
    tests, bounds = _bounds("rowid", ranges)
    expression = " OR ".join(f'words : "{pair}"' for pair in rarest)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT identifier FROM search_entry WHERE rank IN ("  # noqa: S608  own names
            f"SELECT rowid FROM {table} WHERE {table} MATCH %s AND {tests} "
            f"LIMIT {MOST_CANDIDATES})",
            [expression, *bounds],
        )
        return [identifier for (identifier,) in cursor.fetchall()]


def _count_postgresql(
    told: list[str],
    in_name: bool,  # noqa: FBT001
    _ranges: list[tuple[int, int]],
) -> dict[str, int]:
    """In how many entries of any kind and year: kept where entries are written."""
    rows = Frequency.objects.filter(token__in=told, in_name=in_name)
    return dict(rows.values_list("token", "entries"))


def _fetch_postgresql(
    rarest: list[str],
    in_name: bool,  # noqa: FBT001
    ranges: list[tuple[int, int]],
) -> list[str]:
    field = "name_folded" if in_name else "text_folded"
    tests, bounds = _bounds("rank", ranges)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT identifier FROM search_entry "  # noqa: S608  own names
            f"WHERE search_tokens({field}, facets) && %s AND {tests} LIMIT {MOST_CANDIDATES}",
            [rarest, *bounds],
        )
        return [identifier for (identifier,) in cursor.fetchall()]


_ASK = {
    "sqlite": (_count_sqlite, _fetch_sqlite),
    "postgresql": (_count_postgresql, _fetch_postgresql),
}
