"""How well characters follow one another, learned from the book itself.

Pieces of cells that could go together in several ways are held against the rest of the book: words
that stand elsewhere go together, others do not. A model of three characters, with the count of the
place that is judged taken out, so that a text cannot vouch for itself.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import Final

_SHARES: Final = (0.62, 0.3, 0.07)
_LEAST: Final = 1e-5


class Language:
    """The counts of one, two and three characters of a text."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._ones: Counter[str] = Counter()
        self._twos: Counter[str] = Counter()
        self._threes: Counter[str] = Counter()
        for text in texts:
            self._ones.update(text)
            self._twos.update(text[place : place + 2] for place in range(len(text) - 1))
            self._threes.update(text[place : place + 3] for place in range(len(text) - 2))
        self._all = max(1, sum(self._ones.values()))
        self._known: dict[tuple[str, str, int], float] = {}

    def cost(self, before: str, character: str, *, own: bool) -> float:
        """How unlikely a character is behind others, as a negative logarithm.

        `own` says that the three stand next to each other in the book's own text at this place.
        """
        context = before[-2:]
        key = (context, character, int(own))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = -math.log(self._share(context, character, int(own)))
        return known

    def _share(self, context: str, character: str, own: int) -> float:
        one = self._ones[character] / self._all
        share = _LEAST + _SHARES[2] * one
        if context:
            last = context[-1]
            both = max(0, self._twos[last + character] - own)
            share += _SHARES[1] * both / max(1, self._ones[last] - own)
        if len(context) == 2:
            three = max(0, self._threes[context + character] - own)
            share += _SHARES[0] * three / max(1, self._twos[context] - own)
        return share

    def added(self, before: str, text: str) -> float:
        """The cost of a text behind another; within the text, its own counts are taken out."""
        total = 0.0
        context = before[-2:]
        for place, character in enumerate(text):
            total += self.cost(context, character, own=place >= 2 or (place == 1 and not before))
            context = (context + character)[-2:]
        return total

    def running(self, text: str) -> list[float]:
        """What a text costs up to each of its positions, read as it stands."""
        costs = [0.0]
        for place, character in enumerate(text):
            costs.append(
                costs[-1] + self.cost(text[max(0, place - 2) : place], character, own=True)
            )
        return costs
