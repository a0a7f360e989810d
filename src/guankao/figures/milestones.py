"""Targets that are steps of a piece of work, not amounts: 75% means the step marked （75%）."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Final

from guankao.figures.measures import calculates, fold_measure

_STEP_SHARE: Final = re.compile(
    r"(?P<weight>[占佔重各×*]\s*|目標(?:值)?[為:]?\s*|權[重值][為:]?\s*)?(?P<share>\d{1,3}(?:\.\d{1,4})?)\s*%\s*[)\]】〕]?\s*"
    r"(?=[。;,、.]|$|\(?\d{1,3}(?:[.、)]|年)|\(?[一二三四五六七八九十][)、]|[①-⑳])"
)
_STEP_NUMBER: Final = re.compile(
    r"(?:^|[。;:,、\s%)】〕])\s*(?:\(?\d{1,2}[.、)](?!\d)|\(?[一二三四五六七八九十]{1,2}[)、]|[①-⑳]|"
    r"第[一二三四五六七八九十\d]階段|\d{2,3}年)"
)
_DEED: Final = (
    r"完成|提出|辦理|訂定|修訂|修正|研擬|研訂|送|建置|規劃|公布|公告|發布|推動|實施|啟用|設置|簽署|簽訂|核定|"
    r"通過|施工|開工|竣工|招標|決標|驗收|取得|成立|使|舉辦|建立|擬訂|擬定|預定|進行|陳報|審議"
)
_YEAR_OF_WORK: Final = re.compile(
    r"(?:^|[。;,:(【\s]|\d[.、]|[)】])\s*(?P<year>\d{2,3})年(?:度|底)?(?:前)?:?"
    rf"(?P<work>[^。;]{{0,80}}?(?:{_DEED})[^。;]{{0,200}})"
)
_YEAR_NOTE: Final = re.compile(
    r"[(【〔]\s*(?P<year>\d{2,3})年(?:度)?\s*:\s*(?P<note>[^【】〔〕]{1,400})"
)
_THRESHOLD: Final = re.compile(
    r"(?P<value>\d[\d,]*(?:\.\d+)?)\s*(?:萬|億|千)?[^\d,。;()]{0,4}?(?:以上|以下|以內)"
)
_A_TARGET_VALUE: Final = re.compile(r"目標值|[^\d]\d[\d,.]*%")


def deciding_stage(standard: str, value: Decimal, unit: str) -> str | None:
    """The words of ``standard`` that make a percentage the mark of a step, or ``None``.

    A standard that calculates (÷, ×, Σ …) gives an amount, with one exception: where a note for
    the year sets conditions of its own, 100% can only mean that they are met.

    >>> deciding_stage("1.草案（25%）。2.送審（75%）。3.公布（100%）", Decimal(75), "%")
    '75%'
    >>> deciding_stage("1.滿意度（50%）2.普及率（50%）", Decimal(90), "%") is None
    True
    """
    if unit != "%":
        return None
    folded = fold_measure(standard)
    if calculates(folded):
        return _conditions_of_the_year(folded, value)
    return _shares_of_steps(folded, value) or _years_of_work(folded) or _note_of_work(folded)


def _shares_of_steps(folded: str, value: Decimal) -> str | None:
    """Steps whose shares rise to the whole; weights fall or stand still, or add up to it."""
    found = list(_STEP_SHARE.finditer(folded))
    if len(found) < 2 or any(match["weight"] for match in found):
        return None
    if len(_STEP_NUMBER.findall(folded)) < 2:
        return None
    shares = [Decimal(match["share"]) for match in found]
    rising = all(low < high for low, high in pairwise(shares))
    whole = Decimal(100)
    if not rising or (shares[-1] != whole and (value not in shares or sum(shares) == whole)):
        return None
    share = next((match["share"] for match in found if Decimal(match["share"]) == value), None)
    return f"{share or found[-1]['share']}%"


def _years_of_work(folded: str) -> str | None:
    found = [
        match
        for match in _YEAR_OF_WORK.finditer(folded)
        if not _A_TARGET_VALUE.search(match["work"])
    ]
    if len({match["year"] for match in found}) < 2:
        return None
    return f"{found[0]['year']}年"


def _note_of_work(folded: str) -> str | None:
    match = _YEAR_NOTE.search(folded)
    if match is None or re.match(r"[\d,.]+\s*%?", match["note"]) or "目標值" in match["note"]:
        return None
    return f"{match['year']}年:" if re.search(_DEED, match["note"]) else None


def _conditions_of_the_year(folded: str, value: Decimal) -> str | None:
    match = _YEAR_NOTE.search(folded)
    if match is None or value != 100:
        return None
    thresholds = [
        Decimal(found["value"].replace(",", "")) for found in _THRESHOLD.finditer(match["note"])
    ]
    if not thresholds or value in thresholds:
        return None
    return f"{match['year']}年:"
