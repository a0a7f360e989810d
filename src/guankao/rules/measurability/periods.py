"""The period that the name of an input or a standard speaks of."""

from __future__ import annotations

import re
from typing import Final

from guankao.figures import fold_width, normalise
from guankao.rules.findings import Words

NO_PERIOD: Final = Words("", "")
THIS_YEAR: Final = Words("本年度的數", "this year")
EARLIER: Final = Words("以前年度的數", "an earlier year")
SEVERAL_YEARS: Final = Words("累計數", "a cumulative number")
STATED_YEAR: Final = Words("特定年度的數", "another stated year")
OTHER_DATES: Final = Words("另一段期間的數", "other dates")

_EARLIER: Final = re.compile(
    r"前\s*[一1]?\s*(?:年|期|學年|季)|前[二三四五六七八九\d]+年|上(?:一)?(?:年|期|學年)|去年|基期|基準值"
)
_DATES: Final = re.compile(r"\d{1,2}月\d{1,2}日")
_CUMULATIVE: Final = re.compile(
    r"累[計積]|截至|^\d年|\d年總計|\d{2,3}[年度]*[至~-]\d{2,3}年|\d{2,3}年目標"
)
_THIS: Final = re.compile(r"[本當]年|[本當]期|[本當]學年|每年|^年度")
_YEAR: Final = re.compile(r"(?<!\d)(\d{2,3})年")
_BASE: Final = re.compile(
    r"前.?[一1]?\s*(?:年|期|季)|前[二三四五六七八九\d]+年|上(?:一)?(?:年|期|學年|季)|去年|基[期準]|較|"
    r"(?<!\d)\d{2,3}(?:學)?年|首年|歷年|同期|年(?:度)?(?:平均)?(?:成長|增)率|比.{1,12}(?:增加|減少)|"
    r"輔導前|歷史"
)


def period_of(name: str, fiscal_year: int = 0) -> Words:
    """The period that a name speaks of, in both languages; the same object for the same period.

    >>> period_of("前一年度觀賞人次") is EARLIER, period_of("本年度觀賞人次") is THIS_YEAR
    (True, True)
    >>> period_of("累計完工處數") is SEVERAL_YEARS, period_of("觀賞人次") is NO_PERIOD
    (True, True)
    """
    text = fold_width(normalise(name))
    signs = (
        (_DATES, OTHER_DATES),
        (_EARLIER, EARLIER),
        (_CUMULATIVE, SEVERAL_YEARS),
        (_THIS, THIS_YEAR),
    )
    if (year := _YEAR.search(text)) and not any(sign.search(text) for sign, _ in signs):
        return THIS_YEAR if int(year[1]) == fiscal_year else STATED_YEAR
    return next((period for sign, period in signs if sign.search(text)), NO_PERIOD)


def names_base(folded: str) -> bool:
    """Whether a text names what a growth is measured against.

    >>> names_base("較前一年度增加比率"), names_base("使用次數成長率")
    (True, False)
    """
    return _BASE.search(folded) is not None
