"""The column of linked KPIs: one or several names of the plan's own KPIs with 、 between."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from guankao.documents.interpretation.setting import fills, may_break

LINK_WIDTH: Final = 4.0

_FOLDED: Final = str.maketrans("（）·•‧／－", "()．．．/-")
"""Signs that the two tables of a plan write differently."""

_ANOTHER: Final = "、一"


def folded(text: str) -> str:
    """A text by which names are compared.

    >>> folded("費用（含稅）")
    '費用(含稅)'
    """
    return text.translate(_FOLDED)


class LinkColumn:
    """What can stand in the column, piece by piece; texts are folded, names as they were given."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {folded(name): name for name in names}
        self._rests: dict[str, tuple[str, ...]] = {}
        self._wholes: dict[str, tuple[tuple[str, ...], ...]] = {}

    def can_be(self, before: str, piece: str) -> bool:
        """Whether a line can hold a piece behind what came before: names, and a full line."""
        rests = self._rests_of(before + piece)
        column = LINK_WIDTH - (0.5 if "(" in piece or ")" in piece else 0.0)
        return any(
            not rest
            or (
                may_break(piece, rest)
                and fills(piece, rest, column - (0.5 if "(" in rest[:3] else 0.0))
            )
            for rest in rests
        )

    def _rests_of(self, text: str) -> tuple[str, ...]:
        """What can follow a text: the rest of a name, another name, or nothing."""
        known = self._rests.get(text)
        if known is None:
            rests: list[str] = []
            for name in self._names:
                if name.startswith(text):
                    rest = name[len(text) :]
                    rests += [rest, rest + _ANOTHER]
                elif text.startswith(f"{name}、"):
                    rests += self._rests_of(text[len(name) + 1 :])
            known = self._rests[text] = tuple(dict.fromkeys(rests))
        return known

    def wholes(self, text: str) -> tuple[tuple[str, ...], ...]:
        """All ways to read a text as whole names."""
        known = self._wholes.get(text)
        if known is None:
            ways: list[tuple[str, ...]] = [] if text else [()]
            for name, given in self._names.items():
                if text == name:
                    ways.append((given,))
                elif text.startswith(f"{name}、") and len(text) > len(name) + 1:
                    ways += [(given, *way) for way in self.wholes(text[len(name) + 1 :])]
            known = self._wholes[text] = tuple(ways)
        return known
