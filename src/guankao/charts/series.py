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
    """What can be drawn of a KPI: the years whose unit is the target's, and the target."""

    points: tuple[Point, ...]
    fiscal_year: int
    target: Decimal
    target_text: str
    unit: str
    actual: Point | None = None


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
) -> Series | None:
    """The drawable series, or None where no figure can be set beside the target.

    Figures come in different scales (222萬3,878戶 beside 280萬戶), so all are brought to the unit
    in which the target is written. A figure in another unit is left out of the drawing; the table
    beside it still shows its text.
    """
    if target is None:
        return None
    earlier = sorted(history, key=lambda stated: stated.fiscal_year)
    points = [_point(stated, target.unit) for stated in earlier]
    drawn = tuple(point for point in points if point is not None)
    reached = None if actual is None else _point(actual, target.unit)
    if not drawn and reached is None:
        return None
    return Series(drawn, fiscal_year, target.value, target_text, target.unit, reached)


def indicator_series(
    indicator: Indicator, fiscal_year: int, *, actual: str | None = None
) -> Series | None:
    """The drawable series of a KPI of a plan document, with what was reached where it is known."""
    try:
        target = read_target(
            indicator.target, name=indicator.name, standard=indicator.standard
        ).quantity
    except UnreadableFigure:
        return None
    history = [_stated(one.fiscal_year, one.value) for one in indicator.history]
    reached = None if actual is None else _stated(fiscal_year, actual)
    return series_of(fiscal_year, target, indicator.target, history, reached)


def _stated(fiscal_year: int, text: str) -> Stated:
    try:
        return Stated(fiscal_year, text, read_quantity(text))
    except UnreadableFigure:
        return Stated(fiscal_year, text, None)


def _point(stated: Stated, unit: str) -> Point | None:
    if stated.quantity is None:
        return None
    try:
        return Point(stated.fiscal_year, stated.text, convert(stated.quantity, unit).value)
    except UnitsDiffer:
        return None
