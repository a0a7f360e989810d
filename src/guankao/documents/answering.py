"""Whether a clause still says what it said when a goal was tied to it: pure, no database."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from guankao.documents.editing import NoSuchElement
from guankao.documents.guidelines import Guidelines
from guankao.documents.guidelines_editing import piece_of
from guankao.documents.guidelines_pieces import Sentence
from guankao.documents.plan import AnsweredClause
from guankao.figures import fold_width


class Standing(StrEnum):
    """What became of a clause since a goal was tied to it."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class StandingTie:
    """A clause that a goal answers, beside the guidelines as they are now.

    Attributes:
        tied: the clause as the goal names it.
        standing: what became of it.
        text: what it says now; empty where it is gone or only its number is known.
    """

    tied: AnsweredClause
    standing: Standing
    text: str


def tie_to(guidelines: Guidelines, clause: str) -> AnsweredClause:
    """A tie to a clause by its name, such as `3/2`, with its words; NoSuchElement."""
    found = piece_of(guidelines, f"clause/{clause}")
    if not isinstance(found, Sentence):
        raise NoSuchElement(clause)
    section, _slash, key = found.key.partition("/")
    return AnsweredClause(section=section, clause=key, text=found.text)


def standing_of(tied: AnsweredClause, guidelines: Guidelines) -> StandingTie:
    """Lay a tie beside the guidelines; where either has no words, nothing can have changed."""
    try:
        now = tie_to(guidelines, tied.known_as)
    except NoSuchElement:
        return StandingTie(tied, Standing.GONE, "")
    differs = tied.text and now.text and _folded(tied.text) != _folded(now.text)
    return StandingTie(tied, Standing.CHANGED if differs else Standing.SAME, now.text or "")


def _folded(text: str) -> str:
    return "".join(fold_width(text).split())
