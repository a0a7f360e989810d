"""How alike two KPIs of different agencies are, told as a word.

The limits were chosen by reading the pairs of the 470 KPIs of fiscal year 107, of which those of
tests/documents/comparison/test_likeness.py are the telling ones. Likeness of letters is all that
is looked at: what means the same in other words (募兵達成率, 年度志願役招募人數) is not found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, Generic, TypeVar

from rapidfuzz import fuzz

from guankao.figures import fold_width

SAME: Final = 90
"""Percent of characters in common from which two texts say the same."""
ALIKE_NAME: Final = 72
"""「完備文化法規制度」 and 「完備市場競爭法規制度」 share two thirds, and measure other things."""
ALIKE_STANDARD: Final = 80
SHORTEST_STANDARD: Final = 10
"""Characters from which a standard says something; 「辦理場次」 is anybody's."""
ALIKE_IN_BOTH: Final = 55

_SIGNS: Final = re.compile(r"[\s。，、；：,;:.()（）\[\]【】〔〕｛｝{}「」『』]+")
_YEAR: Final = re.compile(r"\d{2,3}(?=\s*(?:學)?年)")


class Likeness(StrEnum):
    """In what two KPIs are alike, the most alike first."""

    SAME = "same"
    """The same name and the same standard."""
    OTHER_DEFINITION = "other-definition"
    """The same name, measured otherwise."""
    OTHER_NAME = "other-name"
    """Another name for what is measured alike."""
    SIMILAR = "similar"
    """Names or standards that are much alike."""


One = TypeVar("One")
Texts = tuple[str, str]
"""The name and the standard of a KPI."""


@dataclass(frozen=True, slots=True)
class Alike(Generic[One]):
    """A KPI that is like another.

    Attributes:
        one: the KPI.
        likeness: in what it is alike.
        by_name: percent of the characters that the names have in common.
        by_standard: percent of those of the standards.
    """

    one: One
    likeness: Likeness
    by_name: int
    by_standard: int


def likest(
    own: Texts, others: Iterable[One], texts_of: Callable[[One], Texts], *, most: int
) -> list[Alike[One]]:
    """The others that are like a KPI, the likest first."""
    places = list(Likeness)
    told = (folded(own[0]), folded(own[1]))
    found = [alike for one in others if (alike := _alike(told, one, texts_of(one))) is not None]
    found.sort(key=lambda each: (places.index(each.likeness), -each.by_name - each.by_standard))
    return found[:most]


def likeness_of(by_name: float, by_standard: float) -> Likeness | None:
    """The word for two shares of common characters, in percent; None where it is chance.

    >>> likeness_of(100, 100).value, likeness_of(100, 20).value, likeness_of(66, 4)
    ('same', 'other-definition', None)
    """
    if by_name >= SAME:
        return Likeness.SAME if by_standard >= SAME else Likeness.OTHER_DEFINITION
    if by_standard >= SAME:
        return Likeness.OTHER_NAME
    if by_name >= ALIKE_NAME or by_standard >= ALIKE_STANDARD:
        return Likeness.SIMILAR
    return Likeness.SIMILAR if min(by_name, by_standard) >= ALIKE_IN_BOTH else None


def _alike(own: Texts, one: One, texts: Texts) -> Alike[One] | None:
    name, standard = folded(texts[0]), folded(texts[1])
    # Below this limit nothing can be alike, so rapidfuzz need not finish counting.
    by_name = fuzz.ratio(own[0], name, score_cutoff=ALIKE_IN_BOTH)
    by_standard = fuzz.ratio(own[1], standard, score_cutoff=ALIKE_IN_BOTH)
    if min(len(own[1]), len(standard)) < SHORTEST_STANDARD:
        by_standard = by_standard if own[1] == standard and by_name >= SAME else 0
    word = likeness_of(by_name, by_standard)
    return None if word is None else Alike(one, word, round(by_name), round(by_standard))


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """A text without what makes no difference: widths, signs, spaces and numbers of years."""
    return _SIGNS.sub("", _YEAR.sub("", fold_width(text)))
