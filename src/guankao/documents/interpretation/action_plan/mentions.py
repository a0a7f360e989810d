"""Figures in prose: each with its unit, the words beside it, and what it is said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guankao.documents.interpretation.wording import pairs
from guankao.figures import UnreadableFigure, fold_width
from guankao.figures.quantities import split_scale, value_at

_CLAUSE: Final = re.compile(r"[。；;，\n：:（）()、]|(?<!\d),|,(?!\d)")
_SENTENCE: Final = re.compile(r"[。；;\n]")
_NUMBER: Final = re.compile(r"(?<![\dA-Za-z第.,])\d")
_UNIT: Final = re.compile(
    r"\s*((?:[百千]?[萬億兆])?(?:人次|場次|件次|案次|檔次|家次|個百分點|百分點|個機關|公斤|公里|公頃"
    r"|工作天|[^\W\d_]|%))"
)
_SUM_OF_ALL: Final = re.compile(r"總計|合計")
_TOTAL: Final = re.compile(r"(?:計|共|共有|達|為)\s*$")
_OF_SOMETHING_ELSE: Final = re.compile(
    r"達成率|目標值|原訂|較\s*(?:上|去|前|\d)|已達成[「『]|例如|以上之年度目標|累計"
)
_A_PART: Final = re.compile(r"其中|區分")
_OF_TIME_AND_PLACE: Final = frozenset("年月日號條字時第款")
_SAME: Final = ({"場", "場次"}, {"件", "件數"}, {"次", "次數"}, {"校", "所"}, {"家", "家數"})
_SAYS_LITTLE: Final = pairs(
    "完成 辦理 全年 每年 比率 件數 次數 場次 執行 情形 推動 相關 統計 "
    "督導 機關 各機 目標 年度 達成 持續"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a report.

    `share` tells how much of the wanted words stand right beside it (or, where its own words are
    few, how many of them are wanted); `around` the same for its sentence. `aside` is a figure that
    is said to be of something else: a part, a comparison, the target repeated.
    """

    value: Decimal
    unit: str
    clause: str
    share: Decimal
    around: Decimal
    total: bool
    sum_of_all: bool
    aside: bool


def telling_pairs(subject: str) -> set[str]:
    """The pairs of characters of a target's subject, without those that any target has."""
    return (pairs(subject) - _SAYS_LITTLE) or pairs(subject)


def kindred(one: str, other: str) -> bool:
    """Whether two units count the same thing: one unit, a scale of it, or two words for it.

    >>> kindred("億元", "元"), kindred("場", "場次"), kindred("案", "件")
    (True, True, False)
    """
    if one == other or any({one, other} <= group for group in _SAME):
        return True
    return split_scale(one)[1] == split_scale(other)[1] != ""


def mentions_in(text: str, wanted: set[str]) -> Iterator[Mention]:
    """Every figure with a unit, in the order of the text, held against the wanted words."""
    for sentence in _SENTENCE.split(text):
        around = _share(sentence, wanted, both_ways=False)
        aside_since = sum_since = False
        for clause in filter(None, (piece.strip() for piece in _CLAUSE.split(sentence))):
            aside_since = aside_since or bool(_A_PART.search(clause))
            sum_since = sum_since or bool(_SUM_OF_ALL.match(clause))
            for value, unit, before, words in _figures(clause):
                sum_since = sum_since or bool(_SUM_OF_ALL.search(before))
                yield Mention(
                    value=value,
                    unit=unit,
                    clause=clause,
                    share=_share(words, wanted, both_ways=True),
                    around=around,
                    total=bool(_TOTAL.search(before)),
                    sum_of_all=sum_since,
                    aside=aside_since or bool(_OF_SOMETHING_ELSE.search(before)),
                )


def _share(words: str, wanted: set[str], *, both_ways: bool) -> Decimal:
    own = pairs(words)
    common = len(wanted & own)
    if not common or not wanted:
        return Decimal(0)
    share = Decimal(common) / len(wanted)
    if both_ways and common >= 4:
        share = max(share, Decimal(common) / len(own))
    return share


def _figures(clause: str) -> Iterator[tuple[Decimal, str, str, str]]:
    """Value, unit, the words before it, and its own words: before it and, at the end, behind it."""
    folded = fold_width(clause)
    found: list[tuple[Decimal, str, int, int]] = []
    position = 0
    while number := _NUMBER.search(folded, position):
        try:
            value, end, fixed = value_at(folded, number.start())
        except UnreadableFigure:
            position = number.end()
            continue
        match = None if fixed else _UNIT.match(folded, end)
        unit = fixed or (match[1] if match else "")
        position = max(match.end() if match else end, number.end())
        if unit and unit not in _OF_TIME_AND_PLACE:
            found.append((value, unit, number.start(), position))
    begin = 0
    for place, (value, unit, start, end) in enumerate(found):
        before = clause[begin:start]
        last = place == len(found) - 1
        yield value, unit, before, before + (f"，{clause[end:]}" if last else "")
        begin = end
