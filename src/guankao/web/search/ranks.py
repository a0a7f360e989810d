"""The rank of an entry: its place in every list of results, as one number.

Rank is known when an entry is written, so that an index which keeps its entries in this order
gives the first results without looking at the others.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an entry is; the order here is the order of results."""

    AGENCY = "agency"
    INDICATOR = "indicator"
    MEASURE = "measure"
    PROJECT = "project"
    GOAL = "goal"
    SECTION = "section"


_KINDS = tuple(Kind)
_YEAR_BITS, _CHAPTER_BITS, _DOCUMENT_BITS, _POSITION_BITS = 10, 14, 20, 16
_BELOW_KIND = _YEAR_BITS + _CHAPTER_BITS + _DOCUMENT_BITS + _POSITION_BITS
_LAST_YEAR = 999
_NO_CHAPTER = 2**_CHAPTER_BITS - 1


class OutOfRank(ValueError):
    """More documents, or more pieces in one document, than a rank can tell apart."""


def rank_of(
    kind: Kind, *, fiscal_year: int, chapter: int | None, document: int, position: int
) -> int:
    """Kind, then newest year, then the order of the book, then that of publication, then the
    place in the document; 63 bits in all.

    `document` is the key of the document's row: what was published first comes first where the
    book gives no order.

    >>> rank_of(Kind.AGENCY, fiscal_year=107, chapter=3, document=9, position=0) < rank_of(
    ...     Kind.INDICATOR, fiscal_year=107, chapter=1, document=1, position=1)
    True
    """
    chapter = _NO_CHAPTER if chapter is None else min(chapter, _NO_CHAPTER)
    if not 0 <= document < 2**_DOCUMENT_BITS:
        raise OutOfRank(f"Document {document} is beyond the {2**_DOCUMENT_BITS:,} of the search.")
    if not 0 <= position < 2**_POSITION_BITS:
        raise OutOfRank(f"Piece {position} is beyond the {2**_POSITION_BITS:,} of one document.")
    rank: int = _KINDS.index(kind)
    rank = rank << _YEAR_BITS | (_LAST_YEAR - fiscal_year)
    rank = rank << _CHAPTER_BITS | chapter
    rank = rank << _DOCUMENT_BITS | document
    return rank << _POSITION_BITS | position


def kind_of_rank(rank: int) -> Kind:
    """The kind of the entry that has this rank.

    >>> first, last = ranks_of_kind(Kind.GOAL)
    >>> kind_of_rank(first).value, kind_of_rank(last).value
    ('goal', 'goal')
    """
    return _KINDS[rank >> _BELOW_KIND]


def document_of_rank(rank: int) -> int:
    """The key of the document's row that the rank was made with.

    >>> document_of_rank(rank_of(Kind.GOAL, fiscal_year=107, chapter=1, document=9, position=3))
    9
    """
    return rank >> _POSITION_BITS & (1 << _DOCUMENT_BITS) - 1


def ranks_of_kind(kind: Kind) -> tuple[int, int]:
    """The first and the last rank that a kind can have."""
    place = _KINDS.index(kind)
    return place << _BELOW_KIND, ((place + 1) << _BELOW_KIND) - 1


def ranks_of_year(kind: Kind, fiscal_year: int) -> tuple[int, int]:
    """The first and the last rank that a kind can have in a year.

    >>> first, last = ranks_of_year(Kind.GOAL, 107)
    >>> first < rank_of(Kind.GOAL, fiscal_year=107, chapter=1, document=9, position=3) < last
    True
    """
    below = _CHAPTER_BITS + _DOCUMENT_BITS + _POSITION_BITS
    place = _KINDS.index(kind) << _YEAR_BITS | (_LAST_YEAR - fiscal_year)
    return place << below, ((place + 1) << below) - 1
