"""Project rows put together from a table whose columns were interleaved line by line.

A row is read from where it begins until only its contents can go on: what stands then, up to the
next place where a row can begin, is theirs. What fits in several ways is weighed by the book's own
wording, as with the KPI rows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from guankao.documents.interpretation.collected_plans.column_text import unbalanced
from guankao.documents.interpretation.collected_plans.project_cells import OpenProject, ReadRow
from guankao.documents.interpretation.collected_plans.project_lines import UNKNOWN, LineReader

_ROW: Final = re.compile(r"[^。；]{2,14}?(?:其它|其他|公共|社會|科技)")
_CLEAR_ROW: Final = re.compile(r"(?:其它|公共|社會|科技)(?=一、)")
_MOST_LINES: Final = 60
_FARTHEST: Final = 9.0
"""How much likelier the likeliest line may be than one that is followed."""

_FARTHEST_ROW: Final = 8.0
_MOST_ROWS: Final = 60
_MOST_PLACES: Final = 60
_SWALLOWED: Final = 25.0
"""What it costs to take what is clearly the beginning of a row for contents."""

_UNENDED: Final = 7.0
_NOT_BEHIND_A_SENTENCE: Final = 4.0
_UNBALANCED: Final = 6.0
_BROKEN_OFF: Final = 6.0
_NO_LINK: Final = 1.0


class RowReader:
    """Reads the rows of one table; `most` is how many ways are followed at once."""

    def __init__(self, lines: LineReader, most: int) -> None:
        self.lines = lines
        self.most = most
        text = lines.text
        self.starts = [
            place
            for place in range(1, len(text))
            if text[place - 1] in "。」）；" and _ROW.match(text, place)
        ]
        self._clear = [found.start() for found in _CLEAR_ROW.finditer(text)]
        self._known: dict[tuple[int, tuple[str, str] | None], tuple[ReadRow, ...]] = {}

    def rows(self, start: int, before: tuple[str, str] | None) -> tuple[ReadRow, ...]:
        """The rows that can begin at a position, the likeliest first."""
        key = (start, before)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._rows(start, before)
        return known

    def next_clear_start(self, position: int) -> int:
        """Where the next row begins for certain that is not near; else where the text ends."""
        for start in self.starts[bisect_right(self.starts, position + 25) :]:
            place = bisect_left(self._clear, start)
            if place < len(self._clear) and self._clear[place] <= start + 14:
                return start
        return len(self.lines.text)

    def _rows(self, start: int, before: tuple[str, str] | None) -> tuple[ReadRow, ...]:
        found: dict[tuple[object, ...], ReadRow] = {}
        live = self._likeliest(self.lines.first_lines(start, before))
        for _ in range(_MOST_LINES):
            following: list[OpenProject] = []
            for state in live:
                for row in self._ended(state, start, going_on=before is not None):
                    key = row[1:2] + row[3:]
                    if key not in found or found[key].cost > row.cost:
                        found[key] = row
                if (
                    state.title_open
                    or state.category_rest
                    or state.links_open
                    or state.work_plan_open
                ):
                    following += self.lines.next_lines(state)
            live = self._likeliest(following)
            if not live:
                break
        usual = self.lines.usual
        rows = sorted(found.values(), key=lambda row: row.cost - usual[row.end])[:_MOST_ROWS]
        least = rows[0].cost - usual[rows[0].end] if rows else 0.0
        return tuple(row for row in rows if row.cost - usual[row.end] < least + _FARTHEST_ROW)

    def _likeliest(self, found: Iterator[OpenProject] | list[OpenProject]) -> list[OpenProject]:
        """The likeliest of several, each held against what the text so far costs by itself."""
        usual = self.lines.usual
        best: dict[tuple[object, ...], OpenProject] = {}
        for one in found:
            key = (
                one.position,
                one.work_plan,
                one.title,
                one.links,
                one.category,
                one.work_plan_open,
                one.title_open,
                one.contents_open,
                one.links_open,
                one.category_rest,
            )
            if key not in best or best[key].cost > one.cost:
                best[key] = one
        ranked = sorted(best.values(), key=lambda one: one.cost - usual[one.position])
        if not ranked:
            return []
        most = ranked[0].cost - usual[ranked[0].position] + _FARTHEST
        return [one for one in ranked[: self.most] if one.cost - usual[one.position] < most]

    def _ended(self, state: OpenProject, start: int, *, going_on: bool) -> Iterator[ReadRow]:
        """The row, if all its cells can end here but the contents."""
        if state.category_rest:
            return
        known = not state.links.startswith(UNKNOWN)
        if state.links and known and not self.lines.links.wholes(state.links):
            return
        position, text = state.position, self.lines.text
        cost = state.cost + self._cost_of_ending(state)
        if position == len(text) or _ROW.match(text, position):
            ended = 0.0 if self.lines.contents_can_end(state) else _UNENDED
            yield _row(state, start, position, cost + ended, going_on=going_on)
        if not state.contents_open or position == len(text):
            return
        if not (self.lines.contents_can_end(state) or self.lines.contents_go_on(state, position)):
            return
        for end in self._ends(position):
            swallowed = bisect_left(self._clear, end) - bisect_left(self._clear, position)
            if swallowed > 1:
                return
            added = self.lines.contents_cost(state, end) + _SWALLOWED * swallowed
            if end < len(text) and text[end - 1] != "。":
                added += _NOT_BEHIND_A_SENTENCE
            yield _row(state, start, end, cost + added, going_on=going_on)

    def _ends(self, position: int) -> list[int]:
        """Where the contents can end behind a position: before what can begin a row."""
        place = bisect_right(self.starts, position)
        return [*self.starts[place : place + _MOST_PLACES], len(self.lines.text)]

    def _cost_of_ending(self, state: OpenProject) -> float:
        cost = _UNBALANCED * unbalanced(state.title)
        if not state.work_plan_open:
            cost += _UNBALANCED * unbalanced(state.work_plan)
        if state.title_open:
            cost += self.lines.endings.end(state.title)
        if state.title[-1:] in "，、：；。":
            cost += _BROKEN_OFF
        return cost if state.links else cost + _NO_LINK


def _row(state: OpenProject, start: int, end: int, cost: float, *, going_on: bool) -> ReadRow:
    return ReadRow(
        start=start,
        end=end,
        cost=cost,
        new=state.new,
        goes_on=going_on,
        work_plan=state.work_plan,
        work_plan_last=state.work_plan_last if state.work_plan_open else "",
        title=state.title,
        category=state.category,
        links=state.links,
    )
