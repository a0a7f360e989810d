"""Whether two names are the same but for a word that means nothing, or a word for a sum."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from guankao.figures import fold_width, normalise

_SHARED: Final = 3
"""Characters that two names must share on both sides of a difference."""
_PARTICLE: Final = re.compile(r"[與及和暨、之的]|以及|")
_BRACKET: Final = re.compile(r"\([^()]*\)|")
_WORD: Final = re.compile(r"(?![與及和暨之的數總])[\u4e00-\u9fff]{2,4}")
_PUNCTUATION: Final = re.compile(r"[^\w「」]")
_COUNTED: Final = re.compile(r"[件人次案家戶]數(?![位據])")
_SUM: Final = re.compile(r"(?P<sum>累計|累積|合計|總計|共計)(?P<rest>.+)")


LONGEST_COMPARED: Final = 400
"""Characters of a name or standard that are compared; comparing takes the product of both."""


@lru_cache(maxsize=2048)
def _bounded(text: str) -> str:
    return fold_width(normalise(text[:LONGEST_COMPARED]))


@lru_cache(maxsize=2048)
def slight_difference(first: str, second: str) -> tuple[str, str] | None:
    """The two pieces in which two names differ, where they differ in nothing else of weight.

    >>> slight_difference("甲類型與乙類型個案結案數", "去年甲類型及乙類型個案數")
    ('與', '及')
    >>> slight_difference("甲型個案人數", "乙型個案人數") is None
    True
    """
    one, other = _bounded(first), _bounded(second)
    sums = _SUM.match(one), _SUM.match(other)
    if sums[0] and sums[1] and sums[0]["sum"] != sums[1]["sum"]:
        return sums[0]["sum"], sums[1]["sum"]
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for before, (kind, *ends), after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if kind == "equal" or before[0] != "equal" or after[0] != "equal":
            continue
        pieces = one[ends[0] : ends[1]], other[ends[2] : ends[3]]
        shared = before[2] - before[1], after[2] - after[1]
        if all(_BRACKET.fullmatch(piece) for piece in pieces) and shared >= (2, 1):
            return pieces
        if all(_PARTICLE.fullmatch(piece) for piece in pieces) and min(shared) >= _SHARED:
            return pieces
    return None


@lru_cache(maxsize=2048)
def changed_phrase(name: str, standard: str) -> tuple[str, str] | None:
    """A phrase of a name and what a standard makes of it by changing a word in its middle.

    >>> changed_phrase("圖書館視聽資料庫", "圖書館期刊資料庫查詢筆數")
    ('圖書館視聽資料庫', '圖書館期刊資料庫')
    >>> changed_phrase("輔導家數", "完成輔導家數") is None
    True
    """
    one, other = _bounded(name), _bounded(standard)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for before, (kind, *ends), after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if kind not in ("replace", "insert") or before[0] != "equal" or after[0] != "equal":
            continue
        pieces = one[ends[0] : ends[1]], other[ends[2] : ends[3]]
        lead = _PUNCTUATION.split(one[before[1] : before[2]])[-1]
        tail = _PUNCTUATION.split(one[after[1] : after[2]])[0]
        if len(lead) < _SHARED or not _WORD.fullmatch(pieces[1]):
            continue
        counted = _COUNTED.match(tail)
        changed = kind == "replace" and len(pieces[0]) == len(pieces[1]) and len(tail) >= _SHARED
        if counted or (changed and _WORD.fullmatch(pieces[0])):
            end = len(counted[0]) if counted else len(tail)
            start = len(lead)
            return (
                name[before[2] - start : after[1] + end],
                standard[before[4] - start : after[3] + end],
            )
    return None
