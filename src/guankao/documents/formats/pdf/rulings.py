"""Tables as they are ruled on a page: strokes that meet make a grid, gaps in it merge cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from guankao.documents.formats.pdf.glyphs import Stroke

NEAR: Final = 3.0
"""Points. Strokes closer than this are one: the two of a double rule, the borders of neighbours."""

MOST_STROKES: Final = 3_000
"""Of one direction on one page, after joining. More is a drawing and not a table."""

MOST_PLACES: Final = 20_000
"""Of one table on one page. The densest page of a book of plans has a few hundred."""

_COVERED: Final = 0.6
"""Share of an edge between two places that must be drawn to part them."""

_NARROWEST: Final = 4.0
"""Points. What is narrower holds no letter."""


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell of a ruled table: its place in the grid, counted from 0, and its edges."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table as it is ruled: its cells, and the lines of its grid from the left and from below.

    `owners` holds, row by row from the top, which cell each place of the grid belongs to.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[RuledCell, ...]
    owners: tuple[tuple[int, ...], ...]

    @property
    def rows(self) -> int:
        """How many rows the grid has."""
        return len(self.ys) - 1

    @property
    def left(self) -> float:
        """The left edge."""
        return self.xs[0]

    @property
    def right(self) -> float:
        """The right edge."""
        return self.xs[-1]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.ys[0]

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.ys[-1]

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell that holds a point, or None outside the table."""
        if not (self.left <= x <= self.right and self.bottom <= y <= self.top):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        above = min(bisect_right(self.ys, y), len(self.ys) - 1)
        return self.owners[self.rows - above][column]


def ruled_tables(
    horizontal: Iterable[Stroke], vertical: Iterable[Stroke]
) -> tuple[RuledTable, ...]:
    """The tables that strokes draw, from the top of the page down; a box alone is none."""
    lines, columns = joined(horizontal), joined(vertical)
    if max(len(lines), len(columns)) > MOST_STROKES:
        return ()
    tables = [
        table
        for flat, upright in _networks(lines, columns)
        if (table := _table(flat, upright)) is not None
    ]
    return tuple(sorted(_outermost(tables), key=lambda table: (-table.top, table.left)))


def joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes on one line that touch or nearly touch, made one.

    >>> joined([Stroke(10, 0, 5), Stroke(10.4, 5, 9), Stroke(10, 40, 50)])
    [Stroke(across=10.0, start=0, end=9), Stroke(across=10.0, start=40, end=50)]
    """
    ordered = sorted(strokes)
    groups: list[list[Stroke]] = []
    for stroke in ordered:
        if groups and stroke.across - groups[-1][0].across <= NEAR:
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    found: list[Stroke] = []
    for group in groups:
        # The longest stroke of a group says where it lies; the others are its pieces.
        across = float(max(group, key=lambda stroke: stroke.end - stroke.start).across)
        start, end = None, 0.0
        for stroke in sorted(group, key=lambda stroke: stroke.start):
            if start is None:
                start, end = stroke.start, stroke.end
            elif stroke.start <= end + NEAR:
                end = max(end, stroke.end)
            else:
                found.append(Stroke(across, start, end))
                start, end = stroke.start, stroke.end
        if start is not None:
            found.append(Stroke(across, start, end))
    return found


def _networks(
    horizontal: list[Stroke], vertical: list[Stroke]
) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Groups of strokes that meet one another, directly or through others."""
    leader = list(range(len(horizontal) + len(vertical)))

    def find(item: int) -> int:
        while leader[item] != item:
            leader[item] = leader[leader[item]]
            item = leader[item]
        return item

    for place, upright in enumerate(vertical, start=len(horizontal)):
        for number, flat in enumerate(horizontal):
            if (
                flat.start - NEAR <= upright.across <= flat.end + NEAR
                and upright.start - NEAR <= flat.across <= upright.end + NEAR
            ):
                leader[find(number)] = find(place)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for item in range(len(leader)):
        flats, uprights = groups.setdefault(find(item), ([], []))
        if item < len(horizontal):
            flats.append(horizontal[item])
        else:
            uprights.append(vertical[item - len(horizontal)])
    yield from groups.values()


def _table(horizontal: list[Stroke], vertical: list[Stroke]) -> RuledTable | None:
    if not horizontal or not vertical:
        return None
    # A side that is not drawn, at the margin or where a page ends, lies where strokes end.
    xs = _places([stroke.across for stroke in vertical], _ends(horizontal))
    ys = _places([stroke.across for stroke in horizontal], _ends(vertical))
    places = (len(xs) - 1) * (len(ys) - 1)
    if not 1 < places <= MOST_PLACES:
        return None
    ys.reverse()
    cells = tuple(_cells(xs, ys, horizontal, vertical))
    if len(cells) < 2:
        return None
    owners = [[0] * (len(xs) - 1) for _ in ys[1:]]
    for number, cell in enumerate(cells):
        for row in owners[cell.row : cell.row + cell.rows]:
            row[cell.column : cell.column + cell.columns] = [number] * cell.columns
    return RuledTable(tuple(xs), tuple(reversed(ys)), cells, tuple(map(tuple, owners)))


def _ends(strokes: list[Stroke]) -> tuple[float, float]:
    return min(stroke.start for stroke in strokes), max(stroke.end for stroke in strokes)


def _places(drawn: list[float], ends: tuple[float, float]) -> list[float]:
    """The lines of a grid along one axis, in order, each once."""
    places: list[float] = []
    for place in sorted(drawn):
        if not places or place - places[-1] > NEAR:
            places.append(place)
    first, last = ends
    if first < places[0] - _NARROWEST:
        places.insert(0, first)
    if last > places[-1] + _NARROWEST:
        places.append(last)
    return places


@dataclass(frozen=True, slots=True)
class _Walls:
    """Which edges of a grid's places are drawn: at the right of each place, and below it."""

    beside: list[list[bool]]
    below: list[list[bool]]

    def is_row_of(self, row: int, first: int, last: int) -> bool:
        """Whether the places from `first` to `last` of a row are one cell, open above."""
        walls = self.beside[row]
        return (
            not any(self.below[row - 1][first : last + 1])
            and not any(walls[first:last])
            and (first == 0 or walls[first - 1])
            and (last == len(walls) - 1 or walls[last])
        )


def _cells(
    xs: list[float], ys: list[float], horizontal: list[Stroke], vertical: list[Stroke]
) -> Iterator[RuledCell]:
    """The cells of a grid: places that no stroke parts are one, if together they are a box."""
    columns, rows = len(xs) - 1, len(ys) - 1
    upright = [_near(vertical, right) for right in xs[1:]]
    flat = [_near(horizontal, low) for low in ys[1:]]
    walls = _Walls(
        [[_drawn(strokes, low, high) for strokes in upright] for high, low in pairwise(ys)],
        [[_drawn(strokes, left, right) for left, right in pairwise(xs)] for strokes in flat],
    )
    taken = [[False] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            last = column
            while last + 1 < columns and not walls.beside[row][last] and not taken[row][last + 1]:
                last += 1
            below = row + 1
            while (
                below < rows
                and not any(taken[below][column : last + 1])
                and walls.is_row_of(below, column, last)
            ):
                below += 1
            for covered in range(row, below):
                taken[covered][column : last + 1] = [True] * (last + 1 - column)
            size = (below - row, last + 1 - column)
            yield RuledCell(row, column, *size, xs[column], xs[last + 1], ys[below], ys[row])


def _near(strokes: list[Stroke], across: float) -> list[Stroke]:
    """The strokes that lie on a line of the grid."""
    return [stroke for stroke in strokes if abs(stroke.across - across) <= NEAR]


def _drawn(strokes: list[Stroke], start: float, end: float) -> bool:
    """Whether strokes on one line cover most of an edge."""
    covered = sum(max(0.0, min(stroke.end, end) - max(stroke.start, start)) for stroke in strokes)
    return covered >= _COVERED * (end - start)


def _outermost(tables: list[RuledTable]) -> Iterator[RuledTable]:
    """Tables that lie in no other: one inside another is part of the other's cell."""
    for table in tables:
        inside = any(
            other is not table
            and other.left - NEAR <= table.left
            and table.right <= other.right + NEAR
            and other.bottom - NEAR <= table.bottom
            and table.top <= other.top + NEAR
            and (other.right - other.left) * (other.top - other.bottom)
            > (table.right - table.left) * (table.top - table.bottom)
            for other in tables
        )
        if not inside:
            yield table
