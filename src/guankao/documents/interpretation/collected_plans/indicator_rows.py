"""KPI rows put together from a table whose columns were interleaved line by line.

Each line of the table gives one piece of every column that still goes on: goal, name, arrangement,
method, standard, target, linkage. The goal's title is known, methods and categories are few words,
a piece that is followed by another fills its column. What then still fits in several ways is
weighed by the book's own wording; each way keeps its share, and a row counts as certain only where
nearly all of the weight agrees on it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from guankao.documents.interpretation.collected_plans.column_text import ColumnText
from guankao.documents.interpretation.collected_plans.indicator_cells import (
    GOAL_WIDTH,
    LINK_WIDTH,
    LINKAGES,
    LONGEST_TARGET,
    METHODS,
    NAME_WIDTH,
    PARAGRAPH,
    STANDARD_WIDTH,
    TARGET_FULL,
    UNLIKELY_IN_NAMES,
    OpenRow,
    Row,
    Way,
    cost_of_disorder,
    further_target_cost,
    further_target_pieces,
    target_cost,
    targets_at,
)
from guankao.documents.interpretation.setting import fills, may_break, width

MOST_WAYS: Final = 32
"""How many ways to put a goal's rows together are followed at once."""

FARTHEST: Final = 10.0
"""How much likelier the likeliest way may be than one that is followed."""

LONGEST_NAME: Final = 60
MOST_LINES: Final = 400

Evaluation = tuple[int, int, tuple[str, ...]]
"""Where a name's piece ends, the arrangement, and the method's pieces."""

Found = TypeVar("Found", Way, OpenRow)


@dataclass(slots=True)
class GroupReader:
    """Reads the rows of one goal from the text of its part of the table."""

    columns: ColumnText
    numeral_rest: str = ""
    """What is left of the goal's number for the second line: of 十三, the column holds 十."""

    endings: Mapping[str, float] = field(default_factory=dict)
    """What it costs that a name ends with a character, where that is known."""

    _evaluated: dict[int, tuple[Evaluation, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text of the part."""
        return self.columns.text

    def ways(self, goal: str) -> list[Way]:
        """All ways to read the whole text as rows of a goal, the likeliest first."""
        open_ways = [Way(0, goal)]
        done: list[Way] = []
        for number in range(1, 40):
            following: list[Way] = []
            for way in open_ways:
                for ended in self._row(way, number):
                    if ended.position == len(self.text):
                        if not ended.goal_rest:
                            done.append(ended)
                    else:
                        following.append(ended)
            open_ways = self._likeliest(following)
            if not open_ways:
                break
        return self._likeliest(done)

    def _row(self, way: Way, number: int) -> Iterator[Way]:
        """The ways to read row `number` from where a way has come."""
        live = list(self._first_lines(way, number))
        seen: dict[tuple[object, ...], float] = {}
        for _ in range(MOST_LINES):
            following: list[OpenRow] = []
            for state in live:
                if self._only_standard(state):
                    yield from self._rest_is_standard(state, number)
                    continue
                yield from self._ended(state, number)
                following += self._next_lines(state)
            live = []
            for state in self._likeliest(following):
                key = (
                    state.position,
                    state.goal_rest,
                    state.name,
                    state.standard,
                    state.target,
                    state.link_rest,
                    state.linkage,
                    state.name_open,
                    state.standard_open,
                )
                if seen.get(key, math.inf) > state.cost:
                    seen[key] = state.cost
                    live.append(state)
            if not live:
                return

    # First line of a row

    def _first_lines(self, way: Way, number: int) -> Iterator[OpenRow]:
        for goal_end, goal_rest in self.columns.known_pieces(
            way.position, way.goal_rest, GOAL_WIDTH
        ):
            written = str(number)
            if not self.text.startswith(written, goal_end):
                continue
            begin = goal_end + len(written)
            for name_end, arrangement, method in self._evaluations(begin):
                name = self.text[begin:name_end]
                after = name_end + 1 + len(method[0])
                for state in self._first_tail(way, after, name):
                    ahead = (self.numeral_rest if number == 1 else "") + goal_rest[:2]
                    if not self.text.startswith(ahead, state.position):
                        continue
                    yield replace(
                        state,
                        goal_rest=goal_rest,
                        start=way.position,
                        no=number,
                        arrangement=arrangement,
                        method="".join(method),
                        method_rest=method[1:],
                    )

    def _evaluations(self, begin: int) -> tuple[Evaluation, ...]:
        """Where a name's first piece can end: an arrangement and a method follow it."""
        known = self._evaluated.get(begin)
        if known is None:
            known = self._evaluated[begin] = tuple(self._evaluations_at(begin))
        return known

    def _evaluations_at(self, begin: int) -> Iterator[Evaluation]:
        for end in range(begin + 1, min(begin + 22, len(self.text))):
            if width(self.text[begin:end]) > NAME_WIDTH + 0.8:
                return
            if self.text[end] in "12345":
                for method in METHODS:
                    if self.text.startswith(method[0], end + 1):
                        yield end, int(self.text[end]), method

    def _first_tail(self, way: Way, begin: int, name: str) -> Iterator[OpenRow]:
        """Standard, target and linkage of a row's first line."""
        name_cost = self.columns.language.added("", name)
        for end in self.columns.pieces(begin, STANDARD_WIDTH):
            standard = self.text[begin:end]
            cost = name_cost + self.columns.added("", begin, end)
            for target_end in targets_at(self.text, end):
                target = self.text[end:target_end]
                for linkage, link_cost in LINKAGES:
                    piece = linkage[: int(LINK_WIDTH)]
                    if not self.text.startswith(piece, target_end):
                        continue
                    stop = target_end + len(piece)
                    if not self.columns.on_one_line(way.position, stop):
                        continue
                    base = OpenRow(
                        way=way,
                        position=stop,
                        goal_rest="",
                        start=0,
                        no=0,
                        line=1,
                        cost=way.cost + cost + link_cost + target_cost(target),
                        name=name,
                        name_last=name,
                        name_open=width(name) > NAME_WIDTH - 3,
                        arrangement=0,
                        method="",
                        method_rest=(),
                        standard=standard,
                        standard_last=standard,
                        standard_open=True,
                        target=target,
                        target_open=width(target) >= TARGET_FULL,
                        link_rest=linkage[len(piece) :],
                        linkage=linkage,
                    )
                    yield base

    # Further lines

    def _next_lines(self, state: OpenRow) -> Iterator[OpenRow]:
        begin = state.position
        if self.numeral_rest and state.no == state.line == 1:
            if not self.text.startswith(self.numeral_rest, begin):
                return
            begin += len(self.numeral_rest)
        for goal_end, goal_rest in self.columns.known_pieces(begin, state.goal_rest, GOAL_WIDTH):
            for name_end, name_open in self._name_pieces(state, goal_end):
                after = name_end
                if state.method_rest:
                    if not self.text.startswith(state.method_rest[0], after):
                        continue
                    after += len(state.method_rest[0])
                name_piece = self.text[goal_end:name_end]
                yield from self._tails(state, goal_rest, name_piece, name_open, after)

    def _tails(
        self,
        state: OpenRow,
        goal_rest: str,
        name_piece: str,
        name_open: bool,  # noqa: FBT001  a state of the row, not an option
        begin: int,
    ) -> Iterator[OpenRow]:
        cost = state.cost
        if name_piece:
            cost += self.columns.language.added(state.name, name_piece)
            if UNLIKELY_IN_NAMES.search(name_piece):
                cost += 12.0
        for end, standard_open in self._standard_pieces(state, begin):
            piece = self.text[begin:end]
            link = state.link_rest[: int(LINK_WIDTH)]
            added = self.columns.added(state.standard, begin, end) if piece else 0.0
            for target_end in self._target_pieces(state, end):
                if link and not self.text.startswith(link, target_end):
                    continue
                stop = target_end + len(link)
                if stop == state.position or not self.columns.on_one_line(state.position, stop):
                    continue
                # The goal's title goes on in every line until it is complete.
                if goal_rest and not self.text.startswith(goal_rest[:2], stop):
                    continue
                target = self.text[end:target_end]
                yield replace(
                    state,
                    position=stop,
                    goal_rest=goal_rest,
                    line=state.line + 1,
                    cost=cost + added + further_target_cost(state.target, target),
                    name=state.name + name_piece,
                    name_last=name_piece or state.name_last,
                    name_open=name_open,
                    method_rest=state.method_rest[1:],
                    standard=state.standard + piece,
                    standard_last=piece or state.standard_last,
                    standard_open=standard_open,
                    target=state.target + target,
                    target_open=bool(target) and width(target) >= TARGET_FULL,
                    link_rest=state.link_rest[len(link) :],
                )

    def _target_pieces(self, state: OpenRow, begin: int) -> Iterator[int]:
        """Where a further piece of a target can end; a target that is not full has none."""
        yield begin
        if state.target_open and len(state.target) <= LONGEST_TARGET:
            yield from further_target_pieces(self.text, state.target, begin)

    def _name_pieces(self, state: OpenRow, begin: int) -> Iterator[tuple[int, bool]]:
        yield begin, False
        if not state.name_open or len(state.name) > LONGEST_NAME:
            return
        following = self.text[begin : begin + 12]
        if not may_break(state.name_last, following):
            return
        if not fills(state.name_last, following, NAME_WIDTH):
            return
        for end in self.columns.pieces(begin, NAME_WIDTH):
            yield end, True

    def _standard_pieces(self, state: OpenRow, begin: int) -> Iterator[tuple[int, bool]]:
        yield begin, False
        if not state.standard_open:
            return
        if self._goes_on(state.standard_last, begin):
            for end in self.columns.pieces(begin, STANDARD_WIDTH):
                yield end, True

    def _goes_on(self, last: str, begin: int) -> bool:
        """Whether a standard can go on at a position: its last line is full, or a list begins."""
        following = self.text[begin : begin + 12]
        if PARAGRAPH.match(following):
            return True
        return may_break(last, following) and fills(last, following, STANDARD_WIDTH)

    # Ends of rows

    def _only_standard(self, state: OpenRow) -> bool:
        return not (
            state.goal_rest
            or state.name_open
            or state.method_rest
            or state.target_open
            or state.link_rest
        )

    def _rest_is_standard(self, state: OpenRow, number: int) -> Iterator[Way]:
        if not state.standard_open:
            yield from self._ended(state, number)
            return
        for end in self._row_ends(state.position, number):
            rest = self.text[state.position : end]
            if rest and not self._goes_on(state.standard_last, state.position):
                continue
            yield self._closed(state, end, rest)

    def _ended(self, state: OpenRow, number: int) -> Iterator[Way]:
        """The row ends here, if all its cells can and another row or nothing follows."""
        if state.method_rest or state.link_rest:
            return
        if state.position == len(self.text):
            yield self._closed(state, state.position, "")
            return
        for goal_end, _ in self.columns.known_pieces(state.position, state.goal_rest, GOAL_WIDTH):
            if self._row_begins(goal_end, number + 1):
                yield self._closed(state, state.position, "")
                return

    def _row_ends(self, begin: int, number: int) -> Iterator[int]:
        written = str(number + 1)
        place = self.text.find(written, begin)
        while place >= 0:
            if self._row_begins(place, number + 1):
                yield place
            place = self.text.find(written, place + 1)
        yield len(self.text)

    def _row_begins(self, place: int, number: int) -> bool:
        written = str(number)
        return self.text.startswith(written, place) and bool(
            self._evaluations(place + len(written))
        )

    def _closed(self, state: OpenRow, end: int, rest: str) -> Way:
        cost = state.cost
        if rest:
            cost += self.columns.added(state.standard, state.position, end)
        if self.endings:
            cost += self.endings.get(state.name[-1:], self.endings[""])
        standard = state.standard + rest
        cost += cost_of_disorder(state.name, standard, state.target)
        row = Row(
            no=state.no,
            name=state.name.rstrip("。"),
            arrangement=state.arrangement,
            method=state.method,
            standard=standard,
            target=state.target,
            linkage="" if state.linkage == "無" else state.linkage,
            start=state.start,
        )
        return Way(end, state.goal_rest, cost, (*state.way.rows, row))

    def _likeliest(self, found: list[Found]) -> list[Found]:
        """The likeliest of several, each held against what the text so far costs by itself."""
        usual = self.columns.usual
        ranked = sorted(found, key=lambda one: one.cost - usual[one.position])[:MOST_WAYS]
        if not ranked:
            return []
        most = ranked[0].cost - usual[ranked[0].position] + FARTHEST
        return [one for one in ranked if one.cost - usual[one.position] <= most]
