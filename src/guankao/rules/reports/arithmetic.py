"""Sums and rates that the prose of a report states, with the figures that they are made of.

Cautious: what is not certainly a sum is none. A list behind 其中 may leave something out; figures
of different units are never parts of one sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import permutations
from typing import Final

from guankao.rules.reports.prose import Figure, figures, sentences

MOST_PARTS: Final = 12

_TOTAL_WORD: Final = re.compile(r"(?:總共|共計|合計|總計|共)(?:為|達|有|計)?$")
_PARTIAL: Final = re.compile(r"含|其中|包括|例如|等")
_NO_PARTS: Final = re.compile(
    r"本期|累計|平均|每|率|較|比|分之|上年|去年|最多|其次|主要|滿分|佔|占"
)
_JOINED: Final = re.compile(r"[^。;%]{0,30}?")
_LEADS_TO_PARTS: Final = re.compile(
    r"\s*[,;:]\s*(?:依[^,;:]{2,12}區分[:,]?)?\s*(?P<lead>其中|計有|分別為|包括|含)?"
)


class SumKind(Enum):
    """How a text says that figures are the parts of a total."""

    IN_BRACKETS = "in_brackets"
    """70件（甲40件、乙30件）"""
    LIST_BEHIND = "list_behind"
    """共9項：甲3項、乙6項"""
    SUMMED_UP = "summed_up"
    """甲40件、乙30件，共計70件"""


@dataclass(frozen=True, slots=True)
class StatedSum:
    """A total and its parts as a text states them.

    Attributes:
        complete: whether the text claims that these are all its parts.
    """

    kind: SumKind
    total: Figure
    parts: tuple[Figure, ...]
    complete: bool

    @property
    def sum(self) -> Decimal:
        """What the parts make."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def working(self) -> str:
        """The addition, as a person writes it: 40＋30＝70."""
        return f"{'＋'.join(f'{part.value:,f}' for part in self.parts)}＝{self.sum:,f}"

    @property
    def span(self) -> tuple[int, int]:
        """From its first figure to its last."""
        starts = [figure.start for figure in (self.total, *self.parts)]
        ends = [figure.end for figure in (self.total, *self.parts)]
        return min(starts), max(ends)


def stated_sums(text: str) -> Iterator[StatedSum]:
    """The sums that a text states.

    >>> [one.working for one in stated_sums("輔導 39 件（甲 23 件，乙 16 件）。".translate(
    ...     {ord("（"): "(", ord("）"): ")", ord("，"): ","}))]
    ['23＋16＝39']
    """
    for start, end in sentences(text):
        found = [
            Figure(it.value, it.unit, it.start + start, it.end + start, it.label, it.decimals)
            for it in figures(text[start:end])
        ]
        for total in found:
            yield from _in_brackets(text, total, found)
            yield from _list_behind(text, total, found, end)
        yield from _summed_up(text, found)


def _in_brackets(text: str, total: Figure, found: Sequence[Figure]) -> Iterator[StatedSum]:
    if text[total.end : total.end + 1] != "(":
        return
    close = text.find(")", total.end)
    inside = text[total.end + 1 : close]
    if close < 0 or _NO_PARTS.search(inside) or "(" in inside:
        return
    parts = tuple(it for it in found if total.end < it.start < close)
    if len(parts) > 1 and all(part.unit == total.unit for part in parts):
        complete = not _PARTIAL.search(inside)
        yield StatedSum(SumKind.IN_BRACKETS, total, parts, complete)


def _list_behind(
    text: str, total: Figure, found: Sequence[Figure], end: int
) -> Iterator[StatedSum]:
    lead = _LEADS_TO_PARTS.match(text, total.end)
    if lead is None or _NO_PARTS.search(text[total.end : end]):
        return
    parts: list[Figure] = []
    position = total.end
    for figure in found:
        if figure.start < total.end:
            continue
        between = text[position : figure.start]
        if figure.unit != total.unit or not _JOINED.fullmatch(between.replace(";", ",", 1)):
            break
        if _TOTAL_WORD.search(figure.label) or re.search(r"另|[())]", between):
            break
        parts.append(figure)
        position = figure.end
    if len(parts) > 1:
        complete = lead["lead"] in ("計有", "分別為") and "等" not in text[total.end : position]
        yield StatedSum(SumKind.LIST_BEHIND, total, tuple(parts), complete)


def _summed_up(text: str, found: Sequence[Figure]) -> Iterator[StatedSum]:
    for place, total in enumerate(found):
        if not _TOTAL_WORD.search(total.label):
            continue
        parts: list[Figure] = []
        position = total.start
        for figure in reversed(found[:place]):
            between = text[figure.end : position]
            if figure.unit != total.unit or re.search(r"[()。;]|其中|較|另", between):
                break
            parts.insert(0, figure)
            position = figure.start
        if len(parts) > 1:
            # Only a plain list right before the total claims to be all of it.
            last = text[parts[-1].end : total.start].strip()
            complete = bool(re.fullmatch(r",?\s*(?:總共|共計|合計|總計|共)(?:為|達|有|計)?", last))
            yield StatedSum(SumKind.SUMMED_UP, total, tuple(parts), complete)


def quotient_that_makes(rate: Figure, counts: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Two of the counts whose quotient is the rate, to its last digit (rounded or cut off)."""
    for one, other in permutations(counts[:MOST_PARTS], 2):
        if other.value and matches(one.value / other.value * 100, rate):
            return one, other
    return None


def matches(percentage: Decimal, rate: Figure) -> bool:
    """Whether a percentage is the stated rate, rounded half up or cut off at its last digit."""
    step = Decimal(1).scaleb(-rate.decimals)
    return -step / 2 <= percentage - rate.value < step
