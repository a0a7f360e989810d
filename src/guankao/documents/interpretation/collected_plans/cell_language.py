"""What a cell is likely to say: how its characters follow one another, and where it ends.

Learned from the book itself. Where a text is read as it stands, its own count is taken out: a
text cannot vouch for itself. That is so within a piece of a cell, and over two pieces where
nothing stood between them in the book.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from typing import Final

_ORDER: Final = 4
_CAUTION: Final = (0.0, 4.0, 3.0, 2.0)
"""How many sightings the estimate of the shorter context is worth, by the context's length."""

_UNSEEN: Final = 4000
"""Characters that could have stood in the book and did not."""

_USUAL_END: Final = 0.07
"""The share of a cell's characters that end it: one in fourteen."""

_START_SHARE: Final = 0.6


class CellLanguage:
    """The counts of runs of one to four characters, and what a text costs by them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts: tuple[Counter[str], ...] = tuple(Counter() for _ in range(_ORDER + 1))
        for text in texts:
            for size in range(1, _ORDER + 1):
                self._counts[size].update(
                    text[place : place + size] for place in range(len(text) - size + 1)
                )
        self._all = sum(self._counts[1].values())
        self._known: dict[tuple[str, str, int], float] = {}
        self._added: dict[tuple[str, str], float] = {}

    def cost(self, context: str, character: str, own: int) -> float:
        """How unlikely a character is behind others, as a negative logarithm.

        `own` says how many of the others stand before it in the book at this very place.
        """
        key = (context, character, own)
        known = self._known.get(key)
        if known is None:
            share = (self._counts[1][character] + 0.5) / (self._all + _UNSEEN)
            for size in range(1, len(context) + 1):
                last = context[-size:]
                itself = 1 if own >= size else 0
                seen = max(0, self._counts[size][last] - itself)
                both = max(0, self._counts[size + 1][last + character] - itself)
                if seen:
                    share = (both + _CAUTION[size] * share) / (seen + _CAUTION[size])
            known = self._known[key] = -math.log(share)
        return known

    def added(self, before: str, text: str) -> float:
        """The cost of a text behind another that stands elsewhere in the book."""
        context = before[1 - _ORDER :]
        key = (context, text)
        known = self._added.get(key)
        if known is None:
            known = 0.0
            for place, character in enumerate(text):
                known += self.cost(context, character, place)
                context = (context + character)[1 - _ORDER :]
            self._added[key] = known
        return known

    def running(self, text: str) -> list[float]:
        """What a text costs up to each of its positions, read as it stands."""
        costs = [0.0]
        for place, character in enumerate(text):
            context = text[max(0, place - _ORDER + 1) : place]
            costs.append(costs[-1] + self.cost(context, character, _ORDER))
        return costs


class CellEndings:
    """Where cells begin and end, learned from cells that were read before."""

    def __init__(self, cells: Iterable[str], language: CellLanguage) -> None:
        self._language = language
        self._cells = Counter(cell for cell in cells if cell)
        self._starts: Counter[str] = Counter()
        self._ends: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()
        for cell, count in self._cells.items():
            self._starts[cell[0]] += count
            for end in {cell[-1:], cell[-2:]}:
                self._ends[end] += count
            for place, character in enumerate(cell):
                self._seen[character] += count
                if place:
                    self._seen[cell[place - 1 : place + 1]] += count
        self._all = sum(self._cells.values())
        self._known: dict[str, float] = {}

    def share(self, text: str) -> float:
        """How often a cell ends behind the last two characters of a text."""
        last = text[-2:]
        known = self._known.get(last)
        if known is None:
            known = self._known[last] = self._share(last, 0)
        return known

    def share_without(self, cell: str) -> float:
        """The same for a whole cell, all cells that say the same taken out."""
        return self._share(cell[-2:], self._cells[cell])

    def starts_without(self, cell: str) -> int:
        """How many cells that say something else begin with the same character."""
        return self._starts[cell[:1]] - self._cells[cell]

    def _share(self, last: str, own: int) -> float:
        one = (self._ends[last[-1:]] - own + 2 * _USUAL_END) / (self._seen[last[-1:]] - own + 2)
        if len(last) < 2:
            return one
        share = (self._ends[last] - own + 2 * one) / (max(0, self._seen[last] - own) + 2)
        return min(0.97, share)

    def end(self, text: str) -> float:
        """What it costs that a cell ends here."""
        return -math.log(self.share(text))

    def added(self, before: str, text: str) -> float:
        """What a piece costs behind what its cell holds already, which did not end there."""
        cost = self._language.added(before, text)
        if before:
            cost -= math.log(1 - self.share(before))
        else:
            first = self._language.added("", text[0])
            start = self._starts[text[0]] / max(1, self._all)
            cost -= first + math.log(_START_SHARE * start + (1 - _START_SHARE) * math.exp(-first))
        for place in range(1, len(text)):
            cost -= math.log(1 - self.share((before + text[:place])[-2:]))
        return cost
