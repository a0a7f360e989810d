"""What a standard is made of before it is a formula: words, signs, marks and brackets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Word:
    """A run of text between signs: a name, a number, or prose."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of arithmetic: + - * / ^ % Σ, whatever character wrote it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What separates: 。 ; , : = a comparison (≥), or # before the entry of a numbered list."""

    text: str
    start: int
    end: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between two brackets of one kind.

    Attributes:
        calculates: whether arithmetic stands in it, at any depth.
        prose: whether it holds whole clauses, and no single expression.
        start, end: its span with the brackets.
    """

    items: tuple[Item, ...]
    calculates: bool
    prose: bool
    start: int
    end: int

    @property
    def inner(self) -> tuple[int, int]:
        """The span without the brackets."""
        return self.start + 1, self.end - 1


Item = Word | Sign | Mark | Group

CALCULATING: Final = frozenset("+-*/Σ")
"""Signs that make a text arithmetic; ^ and % do so only beside them."""


def calculates(items: tuple[Item, ...] | list[Item]) -> bool:
    """Whether arithmetic stands among ``items``."""
    return any(
        (isinstance(item, Sign) and item.text in CALCULATING)
        or (isinstance(item, Group) and item.calculates)
        for item in items
    )
