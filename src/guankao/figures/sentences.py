"""Targets in whole sentences, as action plans write them: 宣導 530 場, 完成…草案.

The first figure with a counted unit is the target, as in the published reports; dates, ordinals
and numbers inside names are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guankao.figures.comparators import Written, limit_at, written_before
from guankao.figures.directions import Comparator
from guankao.figures.errors import UnreadableFigure
from guankao.figures.quantities import Quantity, value_at
from guankao.figures.text import fold_width

_UNITS: Final = (
    "人次 人 名 位 件數 件次 件 案件 案數 案 項次 項目 項 次數 次 場次 場 家次 家數 家 戶數 "
    "戶 所 校 門 班 個機關 個縣市 個國家 個 篇 則 冊 份 張 筆 處 座 艘 架次 輛 頭 隻 公頃 "
    "公里 公噸 公斤 公尺 噸 平方公里 平方公尺 元 小時 分鐘 工作天 日 天 年 季 週 月 級 分 點 "
    "例 種 組 隊 團 國 站 檔次 梯次 堂 節 集 百分點 % ‰ MHz"
)
_UNIT: Final = re.compile(
    r"(?:[十百千]?[萬億兆]|[百千])?(?:"
    + "|".join(sorted(_UNITS.split(), key=len, reverse=True))
    + ")"
)
_NOT_A_FIGURE: Final = re.compile(
    r"(?P<date>\d{2,4}\s*(?:[-~至]\s*\d{2,4}\s*)?(?:學|會計)?年(?:度)?(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?)|"
    r"\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?(?:底)?|[A-Za-z]\d+|\d+[A-Za-z](?!Hz)|(?:第|前|近|未來)\s*\d+(?:\.\d+)?|"
    r"\(\s*\d{1,2}\s*\)|(?:^|[。;])\s*\d{1,2}[.、](?!\d)"
)
_COMPARATOR_BEFORE: Final = re.compile(r"[不至最達高大多超逾低少小未應須需≥≤<>=提增擴降減縮控壓成]")
_DEED: Final = re.compile(
    r"完成|提出|辦理|訂定|修訂|修正|制定|研擬|研訂|擬具|擬訂|送請|函送|建置|建立|規劃|公布|公告|發布|推動|實施|"
    r"啟用|設置|簽署|簽訂|核定|通過|召開|提報|陳報|彙整|統計|蒐集|督導|配合|宣導|持續|辦竣|完竣|取得|成立|舉辦|"
    r"協調|評估|檢討|追蹤|參採|編製|製作|審查"
)
_RANGE: Final = re.compile(r"\s*[~～至到-]\s*\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a target's text says: a quantity, or a deed without one, and its comparator if any."""

    quantity: Quantity | None
    comparator: Comparator | None = None
    word: str = ""
    strict: bool = False
    subject: str = ""
    ordinal: bool = False


def read_sentence(whole: str) -> Figure | None:
    """The figure or the deed that a sentence states, or ``None`` where it is no sentence.

    >>> str(read_sentence("107年完成遊說法宣導及訓練8場次").quantity)
    '8場次'
    >>> read_sentence("完成引渡法修正草案工作").word
    '完成'
    >>> read_sentence("15件20人") is None
    True

    Raises:
        UnreadableFigure: the sentence holds no deed, or a number that cannot be read.
    """
    folded = fold_width(whole)
    if not re.match(r"\s*[^\W\d]|\s*[「【(]|\s*\d{2,3}\s*年", folded):
        return None
    position = 0
    numbers = False
    while number := re.compile(r"\d").search(folded, position):
        passed = _passed_over(folded, number.start())
        if passed:
            position = passed
            continue
        numbers = True
        figure, position = _figure_at(whole, folded, number.start())
        if figure:
            return figure
    deed = _DEED.search(folded)
    if deed is None or numbers or len(folded.strip()) < 4:
        raise UnreadableFigure(whole, 0, "a figure with its unit, or a deed such as 完成…草案")
    return Figure(None, word=deed[0])


def _passed_over(folded: str, number: int) -> int | None:
    """Where reading goes on after a number that is part of a date, a list or a name."""
    for start in range(max(0, number - 3), number + 1):
        match = _NOT_A_FIGURE.match(folded, start)
        if match and match.end() > number:
            return match.end()
    return None


def _figure_at(whole: str, folded: str, start: int) -> tuple[Figure | None, int]:
    signed_start = start - 1 if start and folded[start - 1] == "-" else start
    value, unit_start, _ = value_at(folded, signed_start)
    position = unit_start
    while position < len(folded) and folded[position] == " ":
        position += 1
    unit = _UNIT.match(folded, position)
    if unit is None or (unit.end() < len(folded) and _RANGE.match(folded, unit.end())):
        return None, max(position, start + 1)
    quantity = Quantity(value, whole[position : unit.end()].replace("％", "%"))
    before = _before(folded, signed_start)
    written = Written.together(before, limit_at(folded, unit.end()), whole)
    subject = whole[: before.start if before else signed_start].strip()
    if written is None:
        return Figure(quantity, subject=subject), unit.end()
    return (
        Figure(quantity, written.comparator, written.word, written.strict, subject),
        unit.end(),
    )


def _before(folded: str, number: int) -> Written | None:
    """The longest comparator that ends right where the number begins."""
    for start in range(max(0, number - 8), number):
        if _COMPARATOR_BEFORE.match(folded, start):
            found = written_before(folded[:number], start)
            if found is not None and found.end == number:
                return found
    return None
