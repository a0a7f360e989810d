"""Signs in Chinese text that a copying program made narrow, wide again.

A program that turns a page into plain text writes （甲＋乙）÷丙 as `(甲 + 乙) ÷ 丙`. It does so
here and there, not throughout, so one document holds both; the official text has the wide ones.
"""

from __future__ import annotations

import re
from typing import Final

_CHINESE: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WIDE: Final = str.maketrans({"(": "（", ")": "）", "{": "｛", "}": "｝", "+": "＋"})
_MINUS: Final = re.compile(
    r"(?<=[\u3400-\u9fff\uf900-\ufaff%）)\]】}｝])-(?=[\u3400-\u9fff\uf900-\ufaff（(\[【{｛])"
)


def widened(text: str) -> str:
    """The text with its brackets and signs of reckoning wide, where it is Chinese.

    >>> widened("(甲+乙-丙)÷(乙)，i-Justice計畫(2/4)")
    '（甲＋乙－丙）÷（乙），i-Justice計畫（2/4）'
    >>> widened("GDP (nominal)")
    'GDP (nominal)'
    """
    if _CHINESE.search(text) is None:
        return text
    return _MINUS.sub("－", text).translate(_WIDE)
