"""Which goal of the list a cell of the KPI table means: by its title, and only then by number.

The table leaves out goals without KPIs and may count the others anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from guankao.documents.interpretation.annual_plan.goals import FoundGoal
from guankao.documents.interpretation.annual_plan.links import comparable
from guankao.documents.interpretation.ordinals import CHINESE_DIGITS, number_of

_NUMBERED: Final = re.compile(
    rf"(?P<no>[{CHINESE_DIGITS}]{{1,4}}|\d{{1,2}})(?P<mark>[、.．\s]\s*)?(?P<title>.*)", re.S
)
_BEFORE_NUMBER: Final = re.compile(
    rf"(?:年度|關鍵)?(?:施政|策略)*目標\s*[：:]?\s*(?=[{CHINESE_DIGITS}\d（(])"
)
_IN_BRACKETS: Final = re.compile(rf"[（(]\s*(?P<no>[{CHINESE_DIGITS}\d]{{1,4}})\s*[)）]\s*")
_NEAR: Final = 85.0
"""Likeness in percent from which two titles are taken to be the same."""


@dataclass(frozen=True, slots=True)
class TableGoal:
    """What the cell says: the printed number, where there is one, and the title."""

    no: int | None
    title: str


@dataclass(frozen=True, slots=True)
class GoalMatch:
    """The goal that is meant, and whether its title says so."""

    goal: FoundGoal
    by_title: bool


def table_goal(text: str, goals: Sequence[FoundGoal]) -> TableGoal:
    """The number and title of a goal's cell; a title may itself begin with a number.

    >>> table_goal("施政目標（二）修整步道", [])
    TableGoal(no=2, title='修整步道')
    """
    stripped = _BEFORE_NUMBER.sub("", text.strip(), count=1)
    stripped = (
        _IN_BRACKETS.sub(r"\g<no>、", stripped, count=1) if stripped[:1] in "（(" else stripped
    )
    found = _NUMBERED.fullmatch(stripped)
    if found is None:
        return TableGoal(None, stripped)
    if not found["title"]:
        return TableGoal(number_of(found["no"]), "")
    if any(comparable(goal.title) == comparable(stripped) for goal in goals):
        return TableGoal(None, stripped)
    for length in range(len(found["no"]), 0, -1):
        rest = stripped[length:].lstrip("、.． \n")
        if match_goal(TableGoal(None, rest), goals) is not None:
            return TableGoal(number_of(stripped[:length]), rest)
    if found["mark"] is None and not any(goal.no == number_of(found["no"]) for goal in goals):
        return TableGoal(None, stripped)
    return TableGoal(number_of(found["no"]), found["title"])


def match_goal(cell: TableGoal, goals: Sequence[FoundGoal]) -> GoalMatch | None:
    """The goal that a cell means: of the same title, of the likest, or of its number."""
    title = comparable(cell.title)
    if title:
        for goal in goals:
            if comparable(goal.title) == title:
                return GoalMatch(goal, by_title=True)
        begun = [goal for goal in goals if _begins(title, comparable(goal.title))]
        if len(begun) == 1:
            return GoalMatch(begun[0], by_title=True)
        likest = max(
            goals, key=lambda goal: fuzz.ratio(title, comparable(goal.title)), default=None
        )
        if likest is not None and fuzz.ratio(title, comparable(likest.title)) >= _NEAR:
            return GoalMatch(likest, by_title=True)
    numbered = [goal for goal in goals if goal.no == cell.no]
    return GoalMatch(numbered[0], by_title=False) if numbered else None


def _begins(title: str, other: str) -> bool:
    """Whether one title is the other cut short; a word or two is not enough."""
    shorter, longer = sorted((title, other), key=len)
    return len(shorter) >= 4 and longer.startswith(shorter)
