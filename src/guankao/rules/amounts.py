"""How the linter writes figures into its sentences."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_HUNDREDTH: Final = Decimal("0.01")


def shown(value: Decimal) -> str:
    """A figure with thousands separated and at most two decimals, without idle noughts.

    >>> shown(Decimal("66.66667")), shown(Decimal("7000.0")), shown(Decimal(0))
    ('66.67', '7,000', '0')
    """
    rounded = value.quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return f"{whole:,}" if rounded == whole else f"{rounded.normalize():,f}"
