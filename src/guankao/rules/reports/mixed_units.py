"""Rates and totals that only a sum of figures in two units makes."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import Final

from guankao.rules.reports.arithmetic import matches, quotient_that_makes
from guankao.rules.reports.prose import Figure

_MOST: Final = 12
"""Figures of an item that are tried with one another."""
_FEWEST_DECIMALS: Final = 1
"""A whole percentage is met by chance too often."""


def rate_over_two_units(rate: Figure, counts: list[Figure]) -> dict[str, str] | None:
    """The sum over two units that makes a rate which no two figures make."""
    before = [it for it in counts if it.start < rate.start][:_MOST]
    if rate.unit != "%" or rate.decimals < _FEWEST_DECIMALS or quotient_that_makes(rate, before):
        return None
    for one, other in combinations(before, 2):
        if one.unit == other.unit:
            continue
        for whole in before:
            if whole in (one, other) or whole.value <= one.value:
                continue
            if matches((one.value + other.value) / whole.value * 100, rate):
                main = one if one.unit == whole.unit else other
                second = other if main is one else one
                return {
                    "result": str(rate),
                    "working": f"（{one.value:,f}＋{other.value:,f}）÷{whole.value:,f}",
                    "first": str(main),
                    "second": str(second),
                    "alone": f"{main.value / whole.value * 100:.2f}%",
                }
    return None


def total_over_two_units(text: str, counts: list[Figure]) -> dict[str, str] | None:
    """A total at the head of an item that its sub-items only make with another unit."""
    if len(counts) < 3 or "(1)" not in text or counts[0].start > text.index("(1)"):
        return None
    total = counts[0]
    heads = []
    for number in range(1, 5):
        mark = text.find(f"({number})")
        following = [it for it in counts if mark >= 0 and it.start > mark]
        if following:
            heads.append(following[0])
    if len(heads) < 2 or sum((it.value for it in heads), Decimal(0)) != total.value:
        return None
    other = next((it for it in heads if it.unit != total.unit), None)
    same = next((it for it in heads if it.unit == total.unit), None)
    if other is None or same is None:
        return None
    return {
        "result": str(total),
        "working": "＋".join(f"{it.value:,f}" for it in heads),
        "first": str(same),
        "second": str(other),
        "alone": str(same),
    }
