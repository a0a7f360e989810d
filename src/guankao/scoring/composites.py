"""Composite KPIs: parts with weights that must sum to 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


class WeightsDoNotSum(ValueError):
    """Weights that are not above 0, or do not sum to exactly 1."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a composite: its weight and its achievement, ``None`` where unknown."""

    weight: Decimal
    achievement: Decimal | None


def composite_of(parts: Sequence[Part]) -> Decimal | None:
    """The weighted sum of the parts; ``None`` as soon as one of them is unknown.

    A composite over the known parts alone would rise when a bad part is kept back.

    Raises:
        WeightsDoNotSum: a weight is not above 0, or they do not sum to 1; 0.333 three times is
            refused as well, because the last thousandth belongs to somebody.

    >>> composite_of([Part(Decimal("0.6"), Decimal(1)), Part(Decimal("0.4"), Decimal("0.5"))])
    Decimal('0.80')
    """
    for part in parts:
        if part.weight <= 0:
            raise WeightsDoNotSum(f"a weight of {part.weight} is not above 0")
    total = sum((part.weight for part in parts), Decimal(0))
    if total != 1:
        raise WeightsDoNotSum(f"the weights sum to {total}, not to 1")
    result = Decimal(0)
    for part in parts:
        if part.achievement is None:
            return None
        result += part.weight * part.achievement
    return result
