"""Goals and their strategies (年度施政目標及策略), read from the paragraphs of their part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from guankao.documents.interpretation.cleaning import Cleaner
from guankao.documents.interpretation.ordinals import (
    Numbered,
    arabic_number,
    bracketed_arabic_number,
    bracketed_number,
    heading_number,
)
from guankao.documents.interpretation.wording import joined
from guankao.documents.marks import Mark
from guankao.documents.papers import Paragraph, Style
from guankao.figures import NumeralStyle, write_numeral

_Number = Callable[[str], Numbered | None]
_LEVELS: Final[tuple[tuple[_Number, _Number], ...]] = (
    (heading_number, bracketed_number),
    (bracketed_number, arabic_number),
    (arabic_number, bracketed_arabic_number),
)
"""How goals and the strategies under them are numbered: 一、（一）, or one or two levels lower."""
_REFERS: Final = "第依如前及與或至、（(「"
"""Signs before a number in brackets that refer to it."""


@dataclass(slots=True)
class FoundStrategy:
    """A strategy as it stands in the paper."""

    text: str
    mark: Mark | None
    numbered: bool
    counted: int | None = None
    """Its number where the strategies of its goal are counted 1、 2、 in place of （一）（二）."""


@dataclass(slots=True)
class FoundGoal:
    """A goal as it stands in the paper."""

    no: int
    title: str
    mark: Mark | None
    strategies: list[FoundStrategy] = field(default_factory=list)


def find_goals(paragraphs: Iterable[Paragraph], cleaner: Cleaner) -> list[FoundGoal]:
    """The goals in the order of the paper.

    一、 begins a goal and （一） a strategy, or 1、 where it stands right under the title of the
    goal and the others follow it; other paragraphs go on with the one before, or are a strategy
    without a number where they stand right under the title. Where no goal is numbered 一、 and the
    first text counts lower, goals are （一） with 1、 under them, or 1. with (1) under them. A goal
    without numbers, the only one of its plan, is the first. A title that runs on after a colon and
    has nothing under it holds its one strategy.
    """
    goals: list[FoundGoal] = []
    texts = [(one, cleaner.prose(cleaner.lines(one.text))) for one in paragraphs]
    texts = [each for each in texts if each[1]]
    number_of_goal, number_of_strategy = _levels_of([text for _, text in texts])
    for paragraph, text in _told_apart(texts):
        heading = number_of_goal(text)
        if heading is not None and _goes_on(goals, heading):
            goals.append(FoundGoal(heading.no, joined([heading.text]), paragraph.mark))
        elif (strategy := number_of_strategy(text)) is not None and goals:
            goals[-1].strategies.append(FoundStrategy(strategy.text, paragraph.mark, numbered=True))
        elif not goals:
            goals.append(FoundGoal(1, text, paragraph.mark))
        else:
            _add(goals[-1], text, paragraph)
    for goal in goals:
        _divide(goal)
    return goals


def _levels_of(texts: Sequence[str]) -> tuple[_Number, _Number]:
    """How the goals are numbered. A lower level than 一、 must count through all goals without a
    gap, and begin with the first text: else it numbers the strategies of the one goal."""
    if any(heading_number(text) for text in texts):
        return _LEVELS[0]
    for goal, strategy in _LEVELS[1:]:
        numbers = [found.no for text in texts if (found := goal(text))]
        if len(numbers) > 1 and goal(texts[0]) and numbers == list(range(1, len(numbers) + 1)):
            return goal, strategy
    return _LEVELS[0]


def _told_apart(texts: Sequence[tuple[Paragraph, str]]) -> Iterator[tuple[Paragraph, str]]:
    """The texts, with strategies that run into one paragraph told apart by their numbers.

    A line that fills its column looks as if it went on, so （三） can follow （二） in one
    paragraph. It begins a strategy where the next paragraph has not this very number, and is no
    reference such as 依（三）.
    """
    for place, (paragraph, text) in enumerate(texts):
        first = bracketed_number(text)
        after = bracketed_number(texts[place + 1][1]) if place + 1 < len(texts) else None
        number, begins = first.no if first else 0, 0
        while first is not None and (after is None or number + 1 != after.no):
            following = write_numeral(Decimal(number + 1), NumeralStyle.SMALL)
            found = re.compile(rf"(?<![第依如前及與或至、（(「])[（(]{following}[)）]").search(
                text, begins
            )
            if found is None:
                break
            yield paragraph, text[begins : found.start()]
            number, begins = number + 1, found.start()
        yield paragraph, text[begins:]


def _goes_on(goals: list[FoundGoal], heading: Numbered) -> bool:
    """Whether the number continues the goals, and does not belong to a list inside a strategy."""
    return heading.no == (goals[-1].no + 1 if goals else 1) or not goals


def _add(goal: FoundGoal, text: str, paragraph: Paragraph) -> None:
    """A paragraph without the number of a goal or strategy."""
    numbered = arabic_number(text)
    last = goal.strategies[-1] if goal.strategies else None
    if last is None:
        first = numbered if numbered is not None and numbered.no == 1 else None
        own, counted = (first.text, first.no) if first else (text, None)
        goal.strategies.append(
            FoundStrategy(own, paragraph.mark, numbered=numbered is not None, counted=counted)
        )
    elif numbered is not None and last.counted is not None and numbered.no == last.counted + 1:
        goal.strategies.append(
            FoundStrategy(numbered.text, paragraph.mark, numbered=True, counted=numbered.no)
        )
    elif last.numbered:
        last.text = joined([last.text, text])
    elif last.text.endswith("。") and paragraph.style is not Style.NOTE:
        goal.strategies.append(FoundStrategy(text, paragraph.mark, numbered=False))
    else:
        last.text = joined([last.text, text])


def _divide(goal: FoundGoal) -> None:
    """Take the title apart where the goal's text stands behind a colon."""
    goal.title = joined(goal.title.split("\n"))
    title, colon, text = goal.title.partition("：")
    if colon and text and title and not goal.strategies:
        goal.title = title
        goal.strategies.append(FoundStrategy(text, goal.mark, numbered=False))
    goal.title = goal.title.rstrip("：:") if goal.strategies else goal.title
