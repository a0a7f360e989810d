"""The figure that each numbered item of a report leads with, and totals over the items."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from guankao.rules.reports.prose import Figure, figures, items
from guankao.rules.reports.results import in_unit

_TOTAL: Final = re.compile(r"總計|合計|共計|總共|總件數")
_SUMMED: Final = re.compile(r"(?:總共|共計|合計|總計|共|計)[^,。;]{0,8}$")
_LEAD: Final = re.compile(r"[^。;]{0,30}:\s*$")


def heads_of_items(text: str, unit: str, *, every: bool = False) -> list[Figure]:
    """For each numbered item its figure in a unit: what it sums up to, else its first.

    Figures that 、 joins to the first are added to it.

    Args:
        text: what `prose` gave.
        unit: the unit; 次 and 場次 count as one.
        every: none at all where one item lacks such a figure.

    >>> [str(it) for it in heads_of_items("1. 甲部 3 案。 2. 乙部 1 案、4 案,共計 5 案。", "案")]
    ['3案', '5案']
    """
    spans = items(text)
    if len(spans) < 2:
        return []
    heads = [_head(text[start:end], unit) for start, end in spans]
    if every and None in heads:
        return []
    return [head for head in heads if head is not None]


def has_overall_total(text: str, parts: list[Figure]) -> bool:
    """Whether a report sums up its items: in front of them, or in one of them for all."""
    first = items(text)[0][0]
    if _TOTAL.search(text[:first]) or any(_is(it, parts[0].unit) for it in figures(text[:first])):
        return True
    whole = sum((part.value for part in parts), Decimal(0))
    return parts[-1].value >= whole - parts[-1].value


def total_before_items(text: str) -> list[Figure]:
    """The figures that a report sums up right in front of its numbered items."""
    first = items(text)[0][0]
    lead = text[:first]
    if not lead or not _LEAD.search(lead):
        return []
    return [it for it in figures(lead) if _SUMMED.search(lead[: it.start])]


def _head(item: str, unit: str) -> Figure | None:
    found = [it for it in figures(item) if _is(it, unit)]
    summed = [it for it in found if _TOTAL.search(item[max(0, it.start - 12) : it.start])]
    if summed or not found:
        return next(iter(summed), None)
    value = found[0].value
    for earlier, later in pairwise(found):
        if item[earlier.end : earlier.end + 1] != "、":
            break
        value += later.value  # 甲 53 場、乙 76 場
    return replace(found[0], value=value)


def _is(figure: Figure, unit: str) -> bool:
    return figure.unit == unit or (
        unit not in ("元", "%") and in_unit(Decimal(1), figure.unit, unit) == 1
    )
