"""The figures of a KPI on one scale: earlier years, the target, and what was reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from guankao.documents import Indicator
from guankao.figures import (
    Quantity,
    UnitsDiffer,
    UnreadableFigure,
    convert,
    read_quantity,
    read_target,
)


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of one year; `value` is in the target's own unit, `text` as written."""

    fiscal_year: int
    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """What can be drawn of a KPI: the years whose unit is the target's, and the target.

    Attributes:
        points: what was reached in earlier years.
        fiscal_year: the year of the target.
        target: its figure, in `unit`.
        target_text: the target as written.
        unit: the unit in which the target is written.
        actual: what was reached in the year of the target, where it is known.
        targets: the targets of the same KPI in the plans of other years.
        planned: targets of later years that the plan sets for the medium term.
        breaks: years from which on it was measured otherwise than before; no line leads over one.
    """

    points: tuple[Point, ...]
    fiscal_year: int
    target: Decimal
    target_text: str
    unit: str
    actual: Point | None = None
    targets: tuple[Point, ...] = ()
    planned: tuple[Point, ...] = ()
    breaks: tuple[int, ...] = ()

    @property
    def first_year(self) -> int:
        """The first year that has a place."""
        return min(self._years)

    @property
    def last_year(self) -> int:
        """The last year that has a place."""
        return max(self._years)

    @property
    def drawn_breaks(self) -> tuple[int, ...]:
        """The breaks that stand between two years which have a place, in order."""
        return tuple(
            sorted({one for one in self.breaks if self.first_year < one <= self.last_year})
        )

    def stretch_of(self, fiscal_year: int) -> int:
        """How many breaks stand before a year: what is drawn in one line has the same number."""
        return sum(one <= fiscal_year for one in self.drawn_breaks)

    @property
    def _years(self) -> list[int]:
        others = (*self.points, *self.targets, *self.planned)
        return [self.fiscal_year, *(point.fiscal_year for point in others)]


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of a year as it was stated; no quantity where its text could not be read."""

    fiscal_year: int
    text: str
    quantity: Quantity | None


def series_of(
    fiscal_year: int,
    target: Quantity | None,
    target_text: str,
    history: Iterable[Stated],
    actual: Stated | None = None,
    *,
    targets: Iterable[Stated] = (),
    planned: Iterable[Stated] = (),
    breaks: Iterable[int] = (),
) -> Series | None:
    """The drawable series, or None where no figure can be set beside the target.

    Figures come in different scales (222萬3,878戶 beside 280萬戶), so all are brought to the unit
    in which the target is written. A figure in another unit is left out of the drawing; the table
    beside it still shows its text. `targets` are those of other years' plans, `planned` those that
    the plan sets for the medium term, `breaks` the years from which on another definition holds.
    """
    if target is None:
        return None
    drawn = _points(history, target.unit)
    others, ahead = _points(targets, target.unit), _points(planned, target.unit)
    reached = None if actual is None else _point(actual, target.unit)
    if not (drawn or others or ahead) and reached is None:
        return None
    return Series(
        drawn,
        fiscal_year,
        target.value,
        target_text,
        target.unit,
        reached,
        others,
        ahead,
        tuple(breaks),
    )


def indicator_series(
    indicator: Indicator, fiscal_year: int, *, actual: str | None = None, breaks: Iterable[int] = ()
) -> Series | None:
    """The drawable series of a KPI of a plan document, with what was reached where it is known."""
    try:
        target = read_target(
            indicator.target, name=indicator.name, standard=indicator.standard
        ).quantity
    except UnreadableFigure:
        return None
    history = [stated(one.fiscal_year, one.value) for one in indicator.history]
    reached = None if actual is None else stated(fiscal_year, actual)
    planned = [stated(one.fiscal_year, one.target) for one in indicator.year_targets]
    return series_of(
        fiscal_year, target, indicator.target, history, reached, planned=planned, breaks=breaks
    )


def stated(fiscal_year: int, text: str) -> Stated:
    """A figure as somebody wrote it, read where it can be."""
    try:
        return Stated(fiscal_year, text, read_quantity(text))
    except UnreadableFigure:
        return Stated(fiscal_year, text, None)


def _points(figures: Iterable[Stated], unit: str) -> tuple[Point, ...]:
    """Those that can be drawn, in the order of their years."""
    found = (_point(one, unit) for one in sorted(figures, key=lambda one: one.fiscal_year))
    return tuple(point for point in found if point is not None)


def _point(one: Stated, unit: str) -> Point | None:
    if one.quantity is None:
        return None
    try:
        return Point(one.fiscal_year, one.text, convert(one.quantity, unit).value)
    except UnitsDiffer:
        return None
