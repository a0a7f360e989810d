"""Where the values of a KPI before and after cannot be drawn in one line."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from guankao.documents.comparison.pairs import Pair, plain, same_definition
from guankao.documents.plan import Indicator
from guankao.figures import Quantity, UnitsDiffer, UnreadableFigure, convert, read_target
from guankao.figures.formulas import Formula, RefusedFormula, read_formula


class BreakReason(StrEnum):
    """Why a series breaks."""

    FORMULA = "formula"
    """It is computed, or counted, by another definition."""
    UNIT = "unit"
    """It is measured in another unit, which the old one cannot be converted to."""


def breaks_between(before: Indicator, now: Indicator) -> tuple[BreakReason, ...]:
    """Why the series of a KPI breaks between two plans; nothing where it goes on."""
    reasons = []
    if plain(before.standard) != plain(now.standard):
        pair = Pair(before, now, renamed=before.name != now.name)
        if not same_definition(pair, _formula(before), _formula(now)):
            reasons.append(BreakReason.FORMULA)
    if before.target != now.target and _unit_differs(before, now):
        reasons.append(BreakReason.UNIT)
    return tuple(reasons)


def _formula(one: Indicator) -> Formula | RefusedFormula:
    return _read(one.standard, one.target, one.name)


@lru_cache(maxsize=1024)
def _read(standard: str, target: str, name: str) -> Formula | RefusedFormula:
    try:
        return read_formula(standard, target=target, name=name)
    except RefusedFormula as refused:
        return refused


def _unit_differs(before: Indicator, now: Indicator) -> bool:
    """Whether the targets are in units that cannot be converted; unread ones say nothing."""
    old, new = _quantity(before), _quantity(now)
    if old is None or new is None:
        return False
    try:
        convert(old, new.unit)
    except UnitsDiffer:
        return True
    return False


def _quantity(one: Indicator) -> Quantity | None:
    try:
        return read_target(one.target, name=one.name, standard=one.standard).quantity
    except UnreadableFigure:
        return None
