"""Which clauses of the policy guidelines a goal may answer, by likeness of text.

A suggestion is only that: a person confirms it. It rests on the words that goal and clause have in
common, which are given with it so that the person can judge. A word counts the more, the fewer
clauses hold it: what stands in every second clause (「推動」, 「強化」) says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final

from rapidfuzz import fuzz

from guankao.documents.guidelines import Guidelines
from guankao.documents.guidelines_pieces import sentences_of
from guankao.documents.plan import Goal
from guankao.figures import fold_width

MOST: Final = 5
"""So many suggestions a person looks through."""

_BREAKS: Final = re.compile(r"[\s、，。；：,.;:()（）「」『』／/－-]+")
_BETWEEN_SUBJECTS: Final = re.compile(r"[、，,及與和]")
_JOINING: Final = "及與的之並暨或為"
"""What joins words and, at the end of one, belongs to none."""

TITLE: Final = 3.0
"""A pair of characters that stands in the goal's title counts so many times."""
NEAREST: Final = 0.03
"""What a percent of likeness between the title and the nearest part of the clause is worth."""
LENGTH: Final = 0.5
"""A clause of four times the length holds about twice as much by chance: the root of its length."""
OWN_SUBJECT: Final = 1.25
"""What a clause gains by standing in the section of the agency's own subject."""
FAINTEST: Final = 5.0
"""Below this most suggestions for the plans of fiscal year 107 were none; see the explanation."""
USUAL: Final = 95
"""The clauses of fiscal year 107, by which these weights were chosen; a draft may have fewer."""
SHORTEST: Final = 2
TELLING: Final = 2.0
"""A run of characters below this weight stands in so many clauses that it says nothing."""
MOST_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A clause that a goal may answer.

    Attributes:
        clause: its name within the guidelines, such as `3/2`.
        text: its words.
        likeness: from 0 to 100; of use only to compare suggestions for one goal.
        words: what goal and clause have in common, the most telling first.
    """

    clause: str
    text: str
    likeness: float
    words: tuple[str, ...]


def suggestions(
    goal: Goal, guidelines: Guidelines, *, agency: str = "", most: int = MOST
) -> tuple[Suggestion, ...]:
    """The clauses that are most like a goal's title and strategies, the likest first.

    Clauses without words, or without a telling word in common with the goal, are never suggested.
    `agency` is whose goal it is: clauses of a section whose title names its subject, as 國防 names
    that of 國防部, come sooner.
    """
    known = _known(guidelines)
    own = {
        one.key
        for one in guidelines.sections
        if any(subject in agency for subject in subjects_of(one.title))
    }
    title = _pairs([goal.title])
    both = title | _pairs([agency, *(one.text for one in goal.strategies)])
    folded = _folded(goal.title)
    scored = []
    for clause in known.clauses:
        weight = sum(
            known.telling[pair] * (TITLE if pair in title else 1) for pair in clause.pairs & both
        )
        score = weight / clause.length + fuzz.partial_ratio(folded, clause.folded) * NEAREST
        scored.append((score * (OWN_SUBJECT if clause.section in own else 1), clause))
    found: list[Suggestion] = []
    for score, clause in sorted(scored, key=lambda one: -one[0]):
        if score < FAINTEST or len(found) == most:
            break
        if words := _words_in_common(goal, clause.folded, known):
            found.append(Suggestion(clause.key, clause.text, round(score, 1), words))
    return tuple(found)


def subjects_of(title: str) -> list[str]:
    """The subjects that a section's title lists.

    >>> subjects_of("教育、文化及科技")
    ['教育', '文化', '科技']
    """
    return [word for word in (part.strip() for part in _BETWEEN_SUBJECTS.split(title)) if word]


@dataclass(frozen=True, slots=True)
class _Clause:
    key: str
    section: str
    text: str
    folded: str
    pairs: frozenset[str]
    length: float


@dataclass(frozen=True, slots=True)
class _Known:
    """All clauses that have words, and how much each pair of characters tells of a clause."""

    clauses: Sequence[_Clause]
    telling: Mapping[str, float]


@lru_cache(maxsize=8)
def _known(guidelines: Guidelines) -> _Known:
    clauses = [
        _Clause(one.key, one.section, one.text, _folded(one.text), pairs, len(pairs) ** LENGTH)
        for one in sentences_of(guidelines)
        if one.text and (pairs := _pairs([one.text]))
    ]
    holding = Counter(pair for clause in clauses for pair in clause.pairs)
    among = max(len(clauses), USUAL)
    return _Known(clauses, {pair: log(among / held) + 0.1 for pair, held in holding.items()})


def _words_in_common(goal: Goal, clause: str, known: _Known) -> tuple[str, ...]:
    """The longest runs of characters that goal and clause share, the most telling first."""
    found: dict[str, float] = {}
    for text in (goal.title, *(one.text for one in goal.strategies)):
        for part in _BREAKS.split(_folded(text)):
            start = 0
            while start < len(part) - 1:
                end = start + 1
                while end < len(part) and part[start : end + 1] in clause:
                    end += 1
                run = part[start:end]
                if len(word := run.strip(_JOINING)) >= SHORTEST:
                    found[word] = sum(known.telling.get(pair, 0) for pair in _pairs([word]))
                start = max(end - 1, start + 1) if len(run) > 1 else start + 1
    best = sorted(found, key=lambda run: -found[run])
    kept: list[str] = []
    for run in best:
        if found[run] >= TELLING and not any(run in other for other in kept):
            kept.append(run)
    return tuple(kept[:MOST_WORDS])


def _pairs(texts: Iterable[str]) -> frozenset[str]:
    """All pairs of neighbouring characters within the texts' words."""
    return frozenset(
        part[at : at + 2]
        for text in texts
        for part in _BREAKS.split(_folded(text))
        for at in range(len(part) - 1)
    )


def _folded(text: str) -> str:
    return fold_width(text).replace(" ", "")
