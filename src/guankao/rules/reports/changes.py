"""Changes against an earlier figure that a report states: 較106年 1,100 件增加 150 件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guankao.rules.reports.arithmetic import matches
from guankao.rules.reports.prose import Figure, figures

_AGAINST: Final = re.compile(r"[,，;]?\s*(?:相)?[較比][^,。;]{0,12}")
_UP: Final = re.compile(r"\s*,?\s*(?:計|約)?(?:增加|成長|提高|上升)(?:了|為|率)?\s*")
_DOWN: Final = re.compile(r"\s*,?\s*(?:計|約)?(?:減少|下降|降低)(?:了|為|率)?\s*")


@dataclass(frozen=True, slots=True)
class StatedChange:
    """A figure, the earlier one that it is held against, and the change as stated."""

    now: Figure
    before: Figure
    change: Figure
    sign: int

    @property
    def is_wrong(self) -> bool:
        """Whether the two figures do not make the change."""
        difference = (self.now.value - self.before.value) * self.sign
        if self.change.unit == "%":
            return not matches(difference / self.before.value * 100, self.change)
        return difference != self.change.value

    @property
    def working(self) -> str:
        """The two figures and what they make."""
        difference = self.now.value - self.before.value
        if self.change.unit == "%":
            percentage = difference / self.before.value * 100
            return f"{difference:,f}÷{self.before.value:,f}＝{percentage:.2f}%"
        return f"{self.now.value:,f}－{self.before.value:,f}＝{difference:,f}"

    @property
    def span(self) -> tuple[int, int]:
        """From the figure of now to the change."""
        return self.now.start, self.change.end


def stated_changes(text: str) -> Iterator[StatedChange]:
    """The changes in a text that name both figures.

    >>> [one.working for one in stated_changes("受理 1,250 件,較106年 1,100 件增加 200 件。")]
    ['1,250－1,100＝150']
    """
    found = figures(text)
    for now, before, change in zip(found, found[1:], found[2:], strict=False):
        if now.unit != before.unit or "%" in (now.unit, before.unit) or before.value == Decimal(0):
            continue
        if not _AGAINST.fullmatch(text[now.end : before.start]):
            continue
        between = text[before.end : change.start]
        sign = 1 if _UP.fullmatch(between) else -1 if _DOWN.fullmatch(between) else 0
        if sign and change.unit in (now.unit, "%"):
            yield StatedChange(now, before, change, sign)
