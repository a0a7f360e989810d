"""Where a missing bracket could stand.

One slip of the pen is common in official tables: a bracket without its partner. Putting it in by
guess is not allowed; but where every place that it could stand in gives the same formula, there
is nothing to guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures.formulas.lexer import fold

MOST_PLACES: Final = 40
"""Places that are tried; a text with more is no slip of the pen."""

_PARTNERS: Final = {")": "（", "]": "［", "}": "｛", "】": "【", "〕": "〔"}
_CLOSERS: Final = {"(": "）", "[": "］", "{": "｝", "【": "】", "〔": "〕"}
_OPERAND_BEGINS: Final = re.compile(r"(?:^|[÷×+⊖(\[{【〔=:])")
_OPERAND_ENDS: Final = re.compile(r"[÷×+⊖)\]}】〕。]|$")


def mended(whole: str, position: int) -> Iterator[str]:
    """The text with one bracket put in, for each place where it could stand.

    Args:
        whole: the standard.
        position: where a bracket stands without its partner.

    >>> list(mended("甲＋乙）÷丙", 3))
    ['（甲＋乙）÷丙', '甲＋（乙）÷丙']
    """
    text = fold(whole)
    bracket = text[position : position + 1]
    places: list[int] = []
    added = ""
    if bracket in _PARTNERS:
        added = _PARTNERS[bracket]
        places = [match.end() for match in _OPERAND_BEGINS.finditer(text, 0, position)]
    elif bracket in _CLOSERS:
        added = _CLOSERS[bracket]
        places = [match.start() for match in _OPERAND_ENDS.finditer(text, position + 1)]
    if len(places) <= MOST_PLACES:
        for place in places:
            yield whole[:place] + added + whole[place:]
