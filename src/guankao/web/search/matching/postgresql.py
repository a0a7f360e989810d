"""Matching by a GIN index of tokens, or by a walk in the order of results.

GIN knows no order: it gives all entries that have the tokens, and these have to be checked for
the words themselves and sorted. That is right where they are few. Where they are many, the first
few hundred are met sooner by walking the entries in order and looking at each. How often each
token occurs is counted when entries are written, so the choice is arithmetic.
"""

from __future__ import annotations

from math import prod, sqrt

from django.db import connection

from guankao.web.search.grams import EVERY_ENTRY, tokens_of_word
from guankao.web.search.matching.condition import Condition
from guankao.web.search.models import Frequency

_FREQUENCIES = f"""
    SELECT in_name, token, entries FROM {Frequency._meta.db_table} WHERE token = ANY(%s)
"""  # noqa: S608  own name
_BY_INDEX = """
    WITH candidates AS MATERIALIZED (
        SELECT rank, {field} AS folded FROM search_entry
        WHERE search_tokens({field}, facets) @> %s{without}
    )
    SELECT rank FROM candidates
    WHERE {words} AND rank BETWEEN %s AND %s ORDER BY rank LIMIT %s
"""
_BY_WALK = """
    SELECT rank FROM search_entry
    WHERE {words} AND rank BETWEEN %s AND %s ORDER BY rank LIMIT %s
"""


class Matcher:
    """Answers conditions after asking once how common their tokens are."""

    def __init__(self, conditions: tuple[Condition, ...]) -> None:
        wanted = {EVERY_ENTRY}
        for condition in conditions:
            wanted.update(*_token_groups(condition))
        with connection.cursor() as cursor:
            cursor.execute(_FREQUENCIES, [sorted(wanted)])
            self.frequencies: dict[tuple[bool, str], int] = {
                (in_name, token): entries for in_name, token, entries in cursor.fetchall()
            }

    def ranks(self, condition: Condition, *, limit: int) -> list[int]:
        """The ranks of the first entries that match, in order."""
        total = self._frequency(condition, EVERY_ENTRY)
        expected = self._expected(condition, total)
        field = "name_folded" if condition.in_name else "text_folded"
        tests = [f"strpos({field}, %s) > 0"] * len(condition.words)
        without = ["strpos(concat(' ', facets, ' '), %s) = 0"] * len(condition.without)
        values: list[str | int | list[str]] = [*condition.words]
        # The index that a walk over names reads holds names and nothing else.
        narrow = condition.in_name and not (condition.facets or condition.without)
        if are_few(expected, total, limit, narrow=narrow):
            wanted = sorted(set().union(*_token_groups(condition)))
            statement = _BY_INDEX.format(
                field=field,
                without="".join(f" AND {test}" for test in without),
                words=" AND ".join(tests).replace(field, "folded"),
            )
            values[:0] = [wanted, *(f" {facet} " for facet in condition.without)]
        else:
            tests += ["strpos(concat(' ', facets, ' '), %s) > 0"] * len(condition.facets)
            tests += without
            values += [f" {facet} " for facet in (*condition.facets, *condition.without)]
            statement = _BY_WALK.format(words=" AND ".join(tests))
        with connection.cursor() as cursor:
            cursor.execute(statement, [*values, condition.first_rank, condition.last_rank, limit])
            return [rank for (rank,) in cursor.fetchall()]

    def _frequency(self, condition: Condition, token: str) -> int:
        return self.frequencies.get((condition.in_name, token), 0)

    def _expected(self, condition: Condition, total: int) -> float:
        """How many entries probably match: a word at most as often as its rarest token, several
        words as if they had nothing to do with one another."""
        if total == 0:
            return 0
        rarest = [
            min(self._frequency(condition, token) for token in group)
            for group in _token_groups(condition)
        ]
        return total * prod(number / total for number in rarest)


def are_few(expected: float, total: int, limit: int, *, narrow: bool) -> bool:
    """Whether looking at all that the index gives is less work than walking.

    A walk sees total / expected entries for each that it finds, so total * limit / expected in
    all; the index gives `expected`. To look at one that the index gives costs about three times
    as much as to walk over one in a narrow index, and about half as much as to walk over one
    whole row, since a walk has the worse luck where hits stand far down (docs/adr/0006).
    """
    share = 1 / 3 if narrow else 2
    return expected < sqrt(share * total * limit)


def _token_groups(condition: Condition) -> list[list[str]]:
    return [*map(tokens_of_word, condition.words), *([facet] for facet in condition.facets)]
