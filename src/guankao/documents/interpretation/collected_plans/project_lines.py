"""The lines of a project row: one piece of every column that goes on, put together in every way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from guankao.documents.interpretation.collected_plans.cell_language import (
    CellEndings,
    CellLanguage,
)
from guankao.documents.interpretation.collected_plans.project_cells import (
    CATEGORY_PIECES,
    CONTENTS_WIDTH,
    INDENT,
    ITEM,
    LONGEST_TITLE,
    LONGEST_WORK_PLAN,
    NAME_WIDTH,
    NO_NAME,
    SENTENCE_ENDS,
    UNREAD,
    ContentsPiece,
    OpenProject,
    contents_lines,
    crowding,
    fits_name,
    name_pieces,
)
from guankao.documents.interpretation.collected_plans.project_links import (
    LINK_WIDTH,
    LinkColumn,
    folded,
)
from guankao.documents.interpretation.setting import fills, may_break

UNKNOWN: Final = "?"
"""What a link begins with that is no name of the plan's KPIs."""

_AHEAD: Final = 12
_NAMES: Final = 14
_UNENDED: Final = 7.0
"""What it costs that contents end without the end of a sentence."""

_MOST_GAIN: Final = 20.0
"""By how much a known link can make a line likelier."""

_KNOWN_LINK: Final = 3.0
_UNKNOWN_LINK: Final = 5.0
_UNKNOWN_CHARACTER: Final = 0.1
_LONGEST_UNKNOWN: Final = 50
_SHORT_ROW: Final = 6.0
_SHORT_WORK_PLAN: Final = 4.0
_SOME_NAME: Final = 0.7


@dataclass(slots=True)
class LineReader:
    """Reads the lines of a table's text."""

    text: str
    breaks: tuple[int, ...]
    language: CellLanguage
    endings: CellEndings
    links: LinkColumn
    usual: list[float] = field(default_factory=list)
    """What the text costs up to each position, read as it stands."""

    _lines: dict[tuple[int, float, bool, float], tuple[ContentsPiece, ...]] = field(
        default_factory=dict
    )
    _pieces: dict[tuple[int, float], tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.usual = self.language.running(self.text)
        self.breaks = tuple(sorted(one for one in self.breaks if one < len(self.text)))

    def limit(self, position: int) -> int:
        """Where the page ends on which the line behind a position stands."""
        place = bisect_left(self.breaks, position + 1)
        return self.breaks[place] if place < len(self.breaks) else len(self.text)

    def first_lines(self, start: int, before: tuple[str, str] | None) -> Iterator[OpenProject]:
        """The first lines of rows that begin at a position.

        `before` is a work plan that could go on here and its last line; without it, the row opens
        a work plan or stands under the one before.
        """
        limit = self.limit(start)
        for place in range(start + 1, min(start + _NAMES, limit)):
            pieces = CATEGORY_PIECES.get(self.text[place : place + 2])
            if pieces is None:
                continue
            head = self.text[start:place]
            for size, new, usual in self._heads(head, before):
                piece, title = head[:size], head[size:]
                if NO_NAME.search(title) or NO_NAME.search(piece):
                    continue
                known = before[0] if before else ""
                cost = usual + crowding(title) + crowding(piece)
                cost += self.endings.added("", title)
                if piece:
                    cost += self.endings.added(known, piece)
                head_read = OpenProject(
                    position=place + 2,
                    cost=cost,
                    most=UNREAD - self.usual[start],
                    work_plan=known + piece,
                    work_plan_last=piece,
                    work_plan_open=bool(piece),
                    work_plan_end=start + size if piece else -1,
                    new=new,
                    title=title,
                    title_last=title,
                    title_open=True,
                    title_end=place,
                    category=pieces[1],
                    category_rest=pieces[0],
                    contents_last="",
                    contents_width=CONTENTS_WIDTH,
                    contents_item=False,
                    contents_open=True,
                    contents_end=-1,
                    links="",
                    links_last="",
                    links_open=True,
                    links_end=-1,
                )
                yield from self._tails(head_read, start, limit, first=True)

    def _heads(
        self, head: str, before: tuple[str, str] | None
    ) -> Iterator[tuple[int, bool, float]]:
        """How much of what stands before a category is the work plan's; whether that is new."""
        if before is None and fits_name(head):
            yield 0, False, _SOME_NAME
        for size in range(1 if before else 2, len(head) - 1):
            piece, title = head[:size], head[size:]
            if not fits_name(piece) or not fits_name(title):
                continue
            if before is not None:
                if may_break(before[1], head) and fills(before[1], head, NAME_WIDTH):
                    yield size, False, _SOME_NAME
            elif may_break(piece, title):
                short = _SHORT_ROW if len(head) <= NAME_WIDTH else 0.0
                yield size, True, _SOME_NAME + short + (_SHORT_WORK_PLAN if size < 4 else 0.0)

    def next_lines(self, state: OpenProject) -> Iterator[OpenProject]:
        """The lines with which a row goes on."""
        begin = state.position
        limit = self.limit(begin)
        for work_end, work_goes in self._further(
            state.work_plan_last,
            begin,
            limit,
            goes_on=state.work_plan_open and len(state.work_plan) < LONGEST_WORK_PLAN,
        ):
            piece = self.text[begin:work_end]
            cost = state.cost + self._piece_cost(
                state.work_plan, piece, begin, state.work_plan_end, ended=state.work_plan_open
            )
            for title_end, title_goes in self._further(
                state.title_last,
                work_end,
                limit,
                goes_on=state.title_open and len(state.title) < LONGEST_TITLE,
            ):
                if not self.text.startswith(state.category_rest, title_end):
                    continue
                title = self.text[work_end:title_end]
                head = state._replace(
                    position=title_end + len(state.category_rest),
                    cost=cost
                    + self._piece_cost(
                        state.title, title, work_end, state.title_end, ended=state.title_open
                    ),
                    work_plan=state.work_plan + piece,
                    work_plan_last=piece or state.work_plan_last,
                    work_plan_open=work_goes,
                    work_plan_end=work_end if piece else state.work_plan_end,
                    title=state.title + title,
                    title_last=title or state.title_last,
                    title_open=title_goes,
                    title_end=title_end if title else state.title_end,
                    category_rest="",
                )
                yield from self._tails(head, begin, limit, first=False)

    def _further(
        self, last: str, begin: int, limit: int, *, goes_on: bool
    ) -> Iterator[tuple[int, bool]]:
        """Where a name's next piece can end; none where its last line was not full."""
        yield begin, False
        following = self.text[begin : begin + _AHEAD]
        if not (goes_on and may_break(last, following) and fills(last, following, NAME_WIDTH)):
            return
        for end in self._name_pieces(begin, limit, NAME_WIDTH):
            if not NO_NAME.search(self.text[begin:end]):
                yield end, True

    def _piece_cost(self, before: str, piece: str, begin: int, last: int, *, ended: bool) -> float:
        """What a name's piece costs, or its end where there is none."""
        if not piece:
            return self.endings.end(before) if ended else 0.0
        cost = crowding(piece) + self.endings.added(before, piece)
        if begin == last:
            cost -= self.language.added(before, piece)
            cost += self.usual[begin + len(piece)] - self.usual[begin]
        return cost

    # Contents and links

    def _tails(
        self, head: OpenProject, begin: int, limit: int, *, first: bool
    ) -> Iterator[OpenProject]:
        for line in self._contents(head, limit):
            piece = self.text[head.position : line.end]
            if first and not piece:
                continue
            cost = head.cost + line.cost
            if piece:
                cost += self.contents_cost(head, line.end)
            if cost - self.usual[line.end] > head.most + _MOST_GAIN:
                continue
            for end, links, last, added in self._link_pieces(head, line.end, limit):
                if end == begin or cost + added - self.usual[end] > head.most:
                    continue
                yield head._replace(
                    position=end,
                    cost=cost + added,
                    contents_last=piece or head.contents_last,
                    contents_width=line.column,
                    contents_item=line.item,
                    contents_open=bool(piece),
                    contents_end=line.end if piece else head.contents_end,
                    links=links,
                    links_last=last,
                    links_open=end > line.end,
                    links_end=end if end > line.end else head.links_end,
                )

    def contents_cost(self, state: OpenProject, end: int) -> float:
        """What it costs that the contents go on from a row's position to another."""
        begin, three = state.position, min(state.position + 3, end)
        if begin == state.contents_end:
            return self.usual[end] - self.usual[begin]
        first = self.language.added(state.contents_last, self.text[begin:three])
        return first + self.usual[end] - self.usual[three]

    def contents_can_end(self, state: OpenProject) -> bool:
        """Whether nothing shows that the contents go on."""
        return not state.contents_open or state.contents_last[-1:] in SENTENCE_ENDS

    def contents_go_on(self, state: OpenProject, begin: int) -> bool:
        """Whether the last line of the contents is full, so that a sentence goes on."""
        last, following = state.contents_last, self.text[begin : begin + _AHEAD]
        return may_break(last, following) and fills(last, following, state.contents_width - 0.6)

    def _contents(self, state: OpenProject, limit: int) -> Iterator[ContentsPiece]:
        begin = state.position
        ended = 0.0 if self.contents_can_end(state) else _UNENDED
        yield ContentsPiece(begin, state.contents_width, state.contents_item, ended)
        if not state.contents_open:
            return
        item = ITEM.match(self.text, begin) is not None
        if not state.contents_last or state.contents_last[-1] in SENTENCE_ENDS:
            column = CONTENTS_WIDTH if item else CONTENTS_WIDTH - INDENT
            cost = 3.0 if state.contents_last and not item else 0.0
            yield from self._lines_at(begin, limit, column, item=item, cost=cost)
        elif item:
            yield from self._lines_at(begin, limit, CONTENTS_WIDTH, item=True, cost=2.0)
        if state.contents_last and self.contents_go_on(state, begin):
            column = CONTENTS_WIDTH - (INDENT if state.contents_item else 0.0)
            yield from self._lines_at(begin, limit, column, item=state.contents_item, cost=0.0)

    def _lines_at(
        self, begin: int, limit: int, column: float, *, item: bool, cost: float
    ) -> tuple[ContentsPiece, ...]:
        key = (begin, column, item, cost)
        known = self._lines.get(key)
        if known is None:
            found = contents_lines(self.text, begin, limit, column, item=item, cost=cost)
            known = self._lines[key] = tuple(found)
        return known

    def _name_pieces(self, begin: int, limit: int, column: float) -> tuple[int, ...]:
        key = (begin, column)
        known = self._pieces.get(key)
        if known is None:
            most = column + 1 if column == NAME_WIDTH else 0.0
            known = self._pieces[key] = tuple(name_pieces(self.text, begin, limit, column, most))
        return known

    def _link_pieces(
        self, state: OpenProject, begin: int, limit: int
    ) -> Iterator[tuple[int, str, str, float]]:
        """The pieces of the link column: where they end, all and the last of it, and the cost."""
        yield begin, state.links, state.links_last, 0.0
        if not state.links_open:
            return
        following = self.text[begin : begin + _AHEAD]
        unknown = state.links.startswith(UNKNOWN)
        if state.links_last and not (
            may_break(state.links_last, following)
            and (
                fills(state.links_last, following, LINK_WIDTH)
                or (not unknown and self.links.wholes(state.links))
            )
        ):
            return
        for end in self._name_pieces(begin, limit, LINK_WIDTH):
            piece = self.text[begin:end]
            if not unknown and self.links.can_be(state.links, folded(piece)):
                cost = 0.0 if state.links else _KNOWN_LINK
                yield end, state.links + folded(piece), folded(piece), cost
            if NO_NAME.search(piece):
                continue
            if unknown and len(state.links) < _LONGEST_UNKNOWN:
                cost = self._unknown_cost(state, begin, end)
                yield end, state.links + piece, piece, cost
            elif not state.links and end - begin >= 3:
                cost = _UNKNOWN_LINK + self._unknown_cost(state, begin, end)
                yield end, UNKNOWN + piece, piece, cost

    def _unknown_cost(self, state: OpenProject, begin: int, end: int) -> float:
        if begin == state.links_end:
            cost = self.usual[end] - self.usual[begin]
        else:
            cost = self.language.added(state.links[1:], self.text[begin:end])
        return cost + _UNKNOWN_CHARACTER * (end - begin)
