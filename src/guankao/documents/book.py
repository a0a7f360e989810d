"""The year's book (施政計畫彙編): the annual plans of all agencies in one volume."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from guankao.documents.official import plan_paper
from guankao.documents.papers import Paper
from guankao.documents.plan import Plan
from guankao.figures.periods import YEARS_BEFORE

PUBLISHER: Final = "行政院"
"""The collected plans of a year are the cabinet's."""


class UnboundPlans(ValueError):
    """Plans that cannot stand in one volume, with the reason and what was found."""

    def __init__(self, reason: str, found: str) -> None:
        self.reason = reason
        self.found = found
        super().__init__(f"{reason} ({found})")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One agency's plan in the book; `number` counts its pages, as in 7-12."""

    number: int
    agency: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class Book:
    """Cover, contents and chapters; the chapters are in the order of their numbers."""

    publisher: str
    title: str
    subtitle: str
    chapters: tuple[Chapter, ...]


def plans_book(plans: Sequence[Plan]) -> Book:
    """The plans of one fiscal year as a book, by their chapters (彙編章次).

    A plan that states no chapter follows behind those that do, in the order given.

    Raises:
        UnboundPlans: where there is no plan, or two years, or two plans with one chapter.
    """
    years = sorted({plan.fiscal_year for plan in plans})
    if len(years) != 1:
        raise UnboundPlans(
            "a book holds the plans of one fiscal year", ", ".join(map(str, years)) or "no plan"
        )
    stated = Counter(plan.chapter for plan in plans if plan.chapter is not None)
    if repeated := [str(number) for number, times in stated.items() if times > 1]:
        raise UnboundPlans("two plans state the same chapter", ", ".join(repeated))
    following = count(max(stated, default=0) + 1)
    numbered = [(plan.chapter or next(following), plan) for plan in plans]
    chapters = tuple(
        Chapter(number, plan.agency, plan_paper(plan))
        for number, plan in sorted(numbered, key=lambda one: one[0])
    )
    year = years[0]
    return Book(
        publisher=PUBLISHER,
        title=f"{year} 年度施政計畫",
        subtitle=f"西元 {year + YEARS_BEFORE} 年　{len(chapters)} 個機關",
        chapters=chapters,
    )
