"""The goals and strategies of a chapter, in one run: 一、甲（一）乙。（二）丙。二、丁."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from guankao.documents.interpretation.wording import chinese_number, outer_ends_trimmed

_TITLE: Final = re.compile(r"[^。（]{2,60}（一）")
_INTRODUCED: Final = re.compile(r"(?P<title>[^：。]{2,80})：(?P<text>.*。.*)", re.DOTALL)
"""A title with a sentence behind it."""

_TENS: Final = frozenset("十")
_REFERRED: Final = "第款之述項"


@dataclass(slots=True)
class GoalFound:
    """A goal as it stands in the run; positions are those of its section."""

    number: int
    title: str
    position: int
    strategies: list[tuple[str, int]] = field(default_factory=list)
    run_together: bool = False
    """Whether the title was cut at a colon: a heading below it may have run into it."""

    def parted_at(self, title: str) -> None:
        """Part the title from the heading that ran into it, which opens its strategy."""
        heading = self.title[len(title) :]
        [(text, position)] = self.strategies
        self.title = title
        self.strategies = [(f"{heading}：{text}", position - len(heading) - 1)]


def goals_of(text: str) -> Iterator[GoalFound]:
    """The goals of a section.

    A goal begins where its number goes on from the one before and stands at the beginning or after
    the end of a sentence; a strategy likewise, within its goal.

    >>> [goal.title for goal in goals_of("一、改善服務（一）簡化流程。（二）延長時間。二、節能")]
    ['改善服務', '節能']
    """
    marks = list(_goal_marks(text))
    for place, (number, start, begin) in enumerate(marks):
        end = marks[place + 1][1] if place + 1 < len(marks) else len(text)
        yield _goal(text, number, begin, end, start)


def _goal_marks(text: str) -> Iterator[tuple[int, int, int]]:
    position, number = 0, 1
    while True:
        mark = f"{chinese_number(number)}、"
        start = _find_mark(text, mark, position)
        if start < 0:
            return
        yield number, start, start + len(mark)
        position, number = start + len(mark), number + 1


def _find_mark(text: str, mark: str, position: int) -> int:
    """Where a goal's number stands, or -1.

    A title with its first strategy behind it shows a goal by itself; without strategies, the
    sentence before must have ended. 十二、 is no 二、.
    """
    while (start := text.find(mark, position)) >= 0:
        ended = start == 0 or text[start - 1] in "。；」）："
        if (_TITLE.match(text, start + len(mark)) and text[start - 1 : start] not in _TENS) or (
            ended and text[start + len(mark) : start + len(mark) + 2].strip()
        ):
            return start
        position = start + 1
    return -1


def _goal(text: str, number: int, begin: int, end: int, start: int) -> GoalFound:
    marks = list(_strategy_marks(text, begin, end))
    title = text[begin : marks[0][0] if marks else end]
    goal = GoalFound(number, outer_ends_trimmed(title), start)
    if introduced := _INTRODUCED.fullmatch(title):
        goal.title = introduced["title"]
        if not marks:
            goal.strategies.append((introduced["text"], begin + introduced.start("text")))
            goal.run_together = True
    for place, (_, after) in enumerate(marks):
        stop = marks[place + 1][0] if place + 1 < len(marks) else end
        goal.strategies.append((text[after:stop], after))
    return goal


def _strategy_marks(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the numbers （一）, （二） of a goal's strategies begin and end."""
    position, number = begin, 1
    while True:
        written = f"（{chinese_number(number)}）"
        start = text.find(written, position, end)
        if start < 0:
            return
        position = start + len(written)
        if text[start - 1] in _REFERRED:
            continue
        yield start, position
        number += 1
