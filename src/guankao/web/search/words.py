"""The words of a query."""

from __future__ import annotations

from guankao.web.search.folding import fold

LONGEST_QUERY = 200
MOST_WORDS = 10


class TooManyWords(ValueError):
    """A query of more words than a person types."""

    def __init__(self) -> None:
        super().__init__(f"more than {MOST_WORDS} words")


def words_of(query: str) -> tuple[str, ...]:
    """The folded words of a query, all of which must be found; TooManyWords refuses a crowd.

    A word that is part of another asks for nothing more, so it is left out. A query of nothing
    but invisible characters has no words.

    >>> words_of("毒品　犯罪 毒")
    ('毒品', '犯罪')
    """
    words = list(dict.fromkeys(filter(None, map(fold, query.split()))))
    if len(words) > MOST_WORDS:
        raise TooManyWords
    return tuple(
        word for word in words if not any(word != other and word in other for other in words)
    )
