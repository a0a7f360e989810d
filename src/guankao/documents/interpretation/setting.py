"""How text is set in a narrow column: how wide it is, where a line may end and where it must.

Only what decides where a line breaks: marks that may not begin a line take the character before
them along, an opening bracket goes with what follows, figures and Latin words stay whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

NEVER_FIRST: Final = frozenset("，。、；：？！）】」』〕〉》％%,.;:)]}")
"""Characters that may not begin a line."""

NEVER_LAST: Final = frozenset("（【「『〔〈《([{")
"""Characters that may not end a line."""

_UNIT: Final = re.compile(r"[（【「『〔〈《(\[{]*(?:[A-Za-z]+|[\d,.]*\d|.)")
_WIDTHS: Final = {".": 0.3, ",": 0.3, ":": 0.3, "%": 0.8, "÷": 0.8, "×": 0.8}


@lru_cache(maxsize=65536)
def width(text: str) -> float:
    """The width of a text in ems, near enough to tell where its lines were broken.

    >>> width("完成3場"), width("（甲）")
    (3.5, 3.0)
    """
    return sum(_width_of(character) for character in text)


def _width_of(character: str) -> float:
    if character in _WIDTHS:
        return _WIDTHS[character]
    if character.isascii():
        return 0.65 if character.isupper() else 0.5
    return 1.0


@lru_cache(maxsize=65536)
def first_unit(text: str) -> str:
    """What stays together at the beginning of a text when a line is broken.

    >>> first_unit("數，但是"), first_unit("「新政策」"), first_unit("2,500件")
    ('數，', '「新', '2,500')
    """
    found = _UNIT.match(text)
    if found is None:
        return ""
    end = found.end()
    while end < len(text) and text[end] in NEVER_FIRST:
        end += 1
    return text[:end]


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two texts.

    >>> may_break("件數", "、人數"), may_break("（", "甲"), may_break("10", "0%")
    (False, False, False)
    """
    if not before or not after:
        return True
    if after[0] in NEVER_FIRST or before[-1] in NEVER_LAST:
        return False
    both = before[-1] + after[0]
    return not (both.isascii() and both.isalnum() and (both.isalpha() or both.isdigit()))


@lru_cache(maxsize=65536)
def fills(line: str, following: str, column: float) -> bool:
    """Whether a line is full: what stays together at the beginning of the next had no room on it.

    >>> fills("提升斷絕毒品供給成", "效", 9), fills("降低火災死亡率", "率", 9)
    (True, False)
    """
    slack = 0.0 if not any(one.isascii() for one in line) else 0.5
    return width(line) + width(first_unit(following)) > column - slack
