"""Figures that lie far from those of earlier years, by a measure that a bad year does not move.

The middle (median) of the earlier figures and the middle of their distances from it (MAD) stand in
the place of mean and deviation: one wild year among five changes neither much. The bound of 3.5
robust deviations is the one proposed by Iglewicz and Hoaglin, "How to Detect and Handle Outliers"
(ASQC, 1993), where also the mean distance stands in where the middle one is 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Final

FEWEST: Final = 4
"""Of fewer earlier figures nobody can say what is usual."""
MOST_DEVIATIONS: Final = Decimal("3.5")
_MIDDLE_DISTANCE: Final = Decimal("1.4826")
"""By which the middle distance is a standard deviation, where figures are spread normally."""
_MEAN_DISTANCE: Final = Decimal("1.253314")
"""The same for the mean distance."""


@dataclass(frozen=True, slots=True)
class Outlier:
    """A figure outside of what is usual: `low` to `high`, both included."""

    value: Decimal
    low: Decimal
    high: Decimal


def outlier_of(value: Decimal, earlier: Sequence[Decimal]) -> Outlier | None:
    """The figure with what is usual, where it lies outside; None where not, or nobody can say.

    Earlier figures that are all the same say nothing about how far the next may move.

    >>> usual = [Decimal(n) for n in (100, 104, 98, 101, 5000)]
    >>> outlier_of(Decimal(103), usual) is None
    True
    >>> found = outlier_of(Decimal(300), usual)
    >>> round(found.low, 1), round(found.high, 1)
    (Decimal('85.4'), Decimal('116.6'))
    """
    if len(earlier) < FEWEST:
        return None
    middle = median(earlier)
    distances = [abs(one - middle) for one in earlier]
    deviation = median(distances) * _MIDDLE_DISTANCE
    if deviation == 0:
        deviation = sum(distances, Decimal(0)) / len(distances) * _MEAN_DISTANCE
    if deviation == 0:
        return None
    reach = MOST_DEVIATIONS * deviation
    if abs(value - middle) <= reach:
        return None
    return Outlier(value, middle - reach, middle + reach)
