"""A chapter's project table: all ways to go through its rows, and the share of each row in them."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from guankao.documents.fields import Category
from guankao.documents.interpretation.collected_plans.project_cells import UNREAD, ReadRow
from guankao.documents.interpretation.collected_plans.project_lines import UNKNOWN
from guankao.documents.interpretation.collected_plans.project_rows import RowReader

CAUTION: Final = 0.5
"""How far costs are trusted: the model is surer of itself than its record allows."""

_MOST_WORK_PLANS: Final = 12
_FARTHEST: Final = 6.0
_LEAST_SHARE: Final = -12.0
_NEVER: Final = -1e18


class Place(NamedTuple):
    """Where a row begins, and the work plan before it with its last line if that can go on."""

    position: int
    work_plan: str
    last: str


class Step(NamedTuple):
    """A row on the way from one place to another; without a row, what stands there is unread."""

    begin: Place
    end: Place
    cost: float
    row: ReadRow | None


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A row with its share of the weight; without a title, what stands there could not be read."""

    start: int
    work_plan: str
    title: str
    category: Category | None
    links: str
    share: float


@dataclass(slots=True)
class _Walk:
    """Goes from row to row and keeps every step."""

    reader: RowReader
    steps: list[Step] = field(default_factory=list)
    _at: dict[int, dict[Place, float]] = field(default_factory=dict)
    _waiting: list[int] = field(default_factory=list)

    def run(self) -> list[Step]:
        """All steps, in the order of their places."""
        self._reach(Place(0, "", ""), 0.0)
        while self._waiting:
            position = heapq.heappop(self._waiting)
            if position == len(self.reader.lines.text):
                continue
            ranked = sorted(self._at[position].items(), key=lambda one: one[1])
            least = ranked[0][1]
            for place, cost in ranked[:_MOST_WORK_PLANS]:
                if cost < least + _FARTHEST:
                    self._go_on(place, cost)
        return self.steps

    def _reach(self, place: Place, cost: float) -> None:
        if place.position not in self._at:
            self._at[place.position] = {}
            heapq.heappush(self._waiting, place.position)
        known = self._at[place.position]
        known[place] = min(cost, known.get(place, math.inf))

    def _go_on(self, place: Place, cost: float) -> None:
        rows = self.reader.rows(place.position, None)
        if place.last:
            rows += self.reader.rows(place.position, (place.work_plan, place.last))
        for row in rows:
            if row.new or row.goes_on:
                end = Place(row.end, row.work_plan, row.work_plan_last)
            elif place.work_plan:
                end = Place(row.end, place.work_plan, "")
            else:
                continue
            added = row.cost
            if place.last and not row.goes_on:
                added += self.reader.lines.endings.end(place.work_plan)
            self._step(Step(place, end, added, row), cost)
        position = self.reader.next_clear_start(place.position)
        usual = self.reader.lines.usual
        passed = UNREAD + usual[position] - usual[place.position]
        self._step(Step(place, Place(position, UNKNOWN, ""), passed, None), cost)

    def _step(self, step: Step, cost: float) -> None:
        self.steps.append(step)
        self._reach(step.end, cost + step.cost)


def project_rows(reader: RowReader, least: float = 0.5) -> list[ProjectRow]:
    """The rows that hold at least a share of the weight, in the order of the table."""
    steps = _Walk(reader).run()
    shares: dict[tuple[int, str, str, Category | None, str], float] = {}
    for step, share in zip(steps, _shares(steps, reader), strict=True):
        row = step.row
        key = (
            step.begin.position,
            step.end.work_plan,
            row.title if row else "",
            row.category if row else None,
            row.links if row else "",
        )
        shares[key] = shares.get(key, 0.0) + share
    return sorted(
        (ProjectRow(*key, share) for key, share in shares.items() if share >= least),
        key=lambda row: row.start,
    )


def _shares(steps: Sequence[Step], reader: RowReader) -> list[float]:
    """The share of all ways through the table that go by each step."""
    usual = reader.lines.usual
    weights = [
        -CAUTION * (step.cost - (usual[step.end.position] - usual[step.begin.position]))
        for step in steps
    ]
    to_here = {Place(0, "", ""): 0.0}
    for step, weight in zip(steps, weights, strict=True):
        before = to_here.get(step.begin)
        if before is not None:
            to_here[step.end] = _sum(to_here.get(step.end, _NEVER), before + weight)
    last = len(reader.lines.text)
    from_here = {place: 0.0 for place in to_here if place.position == last}
    whole = _NEVER
    for place in from_here:
        whole = _sum(whole, to_here[place])
    for step, weight in zip(reversed(steps), reversed(weights), strict=True):
        after = from_here.get(step.end)
        if after is not None:
            from_here[step.begin] = _sum(from_here.get(step.begin, _NEVER), after + weight)
    shares = []
    for step, weight in zip(steps, weights, strict=True):
        share = to_here.get(step.begin, _NEVER) + weight + from_here.get(step.end, _NEVER) - whole
        shares.append(math.exp(min(0.0, share)) if share > _LEAST_SHARE else 0.0)
    return shares


def _sum(one: float, another: float) -> float:
    """The logarithm of a sum of two weights that are given as logarithms."""
    if one < another:
        one, another = another, one
    return one if another < one - 40 else one + math.log1p(math.exp(another - one))
