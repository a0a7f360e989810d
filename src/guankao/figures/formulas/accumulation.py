"""How a year's figure comes from figures of months, quarters or half-years.

Each input accumulates by a rule of its own. What is missing stays missing: a sum over a quarter
that nobody stated is not a smaller sum, and is not given.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from guankao.figures.formulas.evaluate import decimal


class Accumulation(StrEnum):
    """The rules."""

    SUM = "sum"
    """Things done: each period adds its own (辦理場次)."""
    LATEST = "latest"
    """Counted from the start of the year each time (累計件數): the last stated figure holds."""
    AVERAGE = "average"
    """The mean of the periods (每月平均在園人數); of percentages, see ``ratio_of_sums``."""
    STOCK_AT_END = "stock_at_end"
    """What there is on the last day (年底未結件數): only the last period's figure counts."""


class IncompletePeriods(ValueError):
    """Periods whose figures are needed and were not stated.

    Attributes:
        missing: their places in the sequence, from 0; empty where no period was given at all.
    """

    def __init__(self, missing: tuple[int, ...]) -> None:
        self.missing = missing
        places = "、".join(str(place + 1) for place in missing)
        super().__init__(f"no figure for period {places}" if missing else "no period at all")


def accumulate(figures: Sequence[Decimal | None], rule: Accumulation) -> Decimal:
    """The figure of the whole from the figures of its periods, in their order.

    Args:
        figures: one for each period that is due; ``None`` where none was stated.
        rule: how they come together.

    Raises:
        IncompletePeriods: a figure that the rule needs was not stated.

    >>> accumulate([Decimal(3), Decimal(0), Decimal(4)], Accumulation.SUM)
    Decimal('7')
    >>> accumulate([Decimal(3), None, Decimal(9)], Accumulation.LATEST)
    Decimal('9')
    >>> accumulate([Decimal(3), None], Accumulation.SUM)
    Traceback (most recent call last):
    ...
    guankao.figures.formulas.accumulation.IncompletePeriods: no figure for period 2
    """
    if rule is Accumulation.LATEST:
        stated = [figure for figure in figures if figure is not None]
        if not stated:
            raise IncompletePeriods(tuple(range(len(figures))))
        return stated[-1]
    if rule is Accumulation.STOCK_AT_END:
        return complete(figures[-1:], before=len(figures) - 1)[0]
    known = [Fraction(figure) for figure in complete(figures)]
    total = sum(known, Fraction(0))
    return decimal(total if rule is Accumulation.SUM else total / len(known))


def ratio_of_sums(
    numerators: Sequence[Decimal | None], denominators: Sequence[Decimal | None]
) -> Decimal:
    """Σ numerators ÷ Σ denominators: a year's rate, which is not the mean of monthly rates.

    Raises:
        IncompletePeriods: a figure of either row was not stated.
        ZeroDivisionError: the denominators add up to nothing.

    >>> ratio_of_sums([Decimal(1), Decimal(9)], [Decimal(10), Decimal(10)])
    Decimal('0.5')
    """
    upper = sum((Fraction(figure) for figure in complete(numerators)), Fraction(0))
    lower = sum((Fraction(figure) for figure in complete(denominators)), Fraction(0))
    return decimal(upper / lower)


def complete(figures: Sequence[Decimal | None], *, before: int = 0) -> list[Decimal]:
    """The figures, all of them stated.

    Raises:
        IncompletePeriods: one is missing; ``before`` is added to its place.
    """
    missing = tuple(before + place for place, figure in enumerate(figures) if figure is None)
    if missing or not figures:
        raise IncompletePeriods(missing)
    return [figure for figure in figures if figure is not None]
