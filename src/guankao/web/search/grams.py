"""Pairs of neighbouring characters: what the full-text indexes hold instead of words.

Chinese is written without spaces and most of its words have two characters. An index of all
pairs finds any text of two characters and more without knowing a single word; one character is
found as the beginning of a pair, because the end of a field counts as a character too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

EVERY_ENTRY = ""
"""The token that stands for being an entry at all: its frequency is the number of entries."""


def pairs(folded: str) -> Iterator[str]:
    """The overlapping pairs of a folded text.

    >>> list(pairs("法務部"))
    ['法務', '務部']
    """
    for first, second in pairwise(folded):
        yield first + second


def spaced_pairs(folded: str) -> str:
    """The pairs as a tokenizer that cuts at spaces wants them.

    >>> spaced_pairs("法務部")
    '法務 務部'
    """
    return " ".join(pairs(folded))


def tokens(folded: str) -> set[str]:
    """All that a folded text can be looked up by where an index keeps no places: single
    characters and pairs.

    >>> sorted(tokens("法務"))
    ['務', '法', '法務']
    """
    return {*folded, *pairs(folded)}


def tokens_of_word(word: str) -> list[str]:
    """What every text that contains the folded word has among its tokens."""
    return sorted(set(pairs(word))) if len(word) > 1 else [word]
