"""Which entries match: one question, answered by each database in its own way and alike.

An entry matches when every word stands in its folded names (`in_name`) or in any of its folded
texts, and when it has every facet that it should and none that it should not. That is all; the
databases differ only in how they get there.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection

from guankao.web.search.matching.condition import Condition
from guankao.web.search.matching.postgresql import Matcher as PostgresqlMatcher
from guankao.web.search.matching.sqlite import Matcher as SqliteMatcher

Matcher = SqliteMatcher | PostgresqlMatcher
_MATCHERS: dict[str, Callable[[tuple[Condition, ...]], Matcher]] = {
    "sqlite": SqliteMatcher,
    "postgresql": PostgresqlMatcher,
}


def matcher_for(conditions: tuple[Condition, ...]) -> Matcher:
    """What answers these conditions, and no others, on the database in use."""
    return _MATCHERS[connection.vendor](conditions)


__all__ = ["Condition", "matcher_for"]
