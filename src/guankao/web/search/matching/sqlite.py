"""Matching by FTS5: a word is the phrase of its pairs.

The rank of an entry is the rowid of its full-text rows, so FTS5 walks its lists in the order of
results and stops at the limit, however many entries match.
"""

from __future__ import annotations

from django.db import connection

from guankao.web.search.grams import spaced_pairs
from guankao.web.search.matching.condition import Condition

_BY_NAME = """
    SELECT rowid FROM search_names
    WHERE search_names MATCH %s AND rowid BETWEEN %s AND %s ORDER BY rowid LIMIT %s
"""
_BY_TEXT = """
    SELECT rowid FROM search_texts
    WHERE search_texts MATCH %s AND rowid BETWEEN %s AND %s ORDER BY rowid LIMIT %s
"""


class Matcher:
    """Answers conditions one by one; needs to know nothing about them before."""

    def __init__(self, conditions: tuple[Condition, ...]) -> None:
        self.conditions = conditions

    def ranks(self, condition: Condition, *, limit: int) -> list[int]:
        """The ranks of the first entries that match, in order."""
        statement = _BY_NAME if condition.in_name else _BY_TEXT
        bounds = [condition.first_rank, condition.last_rank, limit]
        with connection.cursor() as cursor:
            cursor.execute(statement, [_expression(condition), *bounds])
            return [rank for (rank,) in cursor.fetchall()]


def _expression(condition: Condition) -> str:
    """The condition in the language of FTS5. Folded words hold no character that it reads as
    its own, and facets only letters and digits."""
    parts = [
        f'words : "{spaced_pairs(word)}"' if len(word) > 1 else f'words : "{word}" *'
        for word in condition.words
    ]
    parts += [f'facets : "{facet}"' for facet in condition.facets]
    wanted = " AND ".join(parts)
    return " NOT ".join([f"({wanted})", *(f'facets : "{facet}"' for facet in condition.without)])
