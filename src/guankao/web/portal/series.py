"""The earlier years of a KPI beside its target, on one scale: pure, no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from guankao.figures import Quantity, UnitsDiffer, convert
from guankao.web.planning.models import HistoryValue, Indicator


@dataclass(frozen=True)
class Point:
    """One earlier year; `value` is in the target's own unit."""

    fiscal_year: int
    text: str
    value: Decimal


@dataclass(frozen=True)
class Series:
    """What can be drawn of a KPI: the points whose unit is the target's, and the target."""

    points: tuple[Point, ...]
    fiscal_year: int
    target: Decimal
    target_text: str
    unit: str


def series_of(indicator: Indicator, history: Iterable[HistoryValue]) -> Series | None:
    """The drawable series, or None where no earlier figure can be set beside the target.

    Figures come in different scales (222萬3,878戶 beside 280萬戶), so all are brought to the unit
    in which the target is written. A figure in another unit is left out of the drawing; the table
    beside it still shows its text.
    """
    if indicator.target_value is None:
        return None
    points = []
    for past in sorted(history, key=lambda value: value.fiscal_year):
        if past.value is None:
            continue
        try:
            figure = convert(Quantity(past.value, past.unit), indicator.target_unit)
        except UnitsDiffer:
            continue
        points.append(Point(past.fiscal_year, past.text, figure.value))
    if not points:
        return None
    return Series(
        points=tuple(points),
        fiscal_year=indicator.plan.fiscal_year,
        target=indicator.target_value,
        target_text=indicator.target_text,
        unit=indicator.target_unit,
    )
