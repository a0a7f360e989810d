"""Periods of the fiscal year: 107年度, 上半年, 第3季, 9月, 截至9月底.

The fiscal year is the calendar year and is counted from 1912, the first year of the Republic:
107 is 2018.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from guankao.figures.errors import UnreadableFigure
from guankao.figures.numerals import read_numeral
from guankao.figures.text import fold_width, require_legible

YEARS_BEFORE: Final = 1911
"""Gregorian year minus year of the Republic."""

LONGEST_PERIOD: Final = 40
LAST_FISCAL_YEAR: Final = 999

_NUMBER: Final = r"(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,6})"
_YEAR: Final = rf"(?:(?P<era>民國|西元|公元)?\s*(?P<year>{_NUMBER})\s*(?:會計)?年\s*度?)"
_PART: Final = (
    r"(?P<half>[上下])\s*半\s*年(?:度)?"
    rf"|第\s*(?P<quarter>{_NUMBER})\s*季(?:度)?"
    rf"|(?P<through>(?:截)?至)?\s*(?P<month>{_NUMBER})\s*月(?:份)?(?P<end>\s*底)?"
)
_PERIOD: Final = re.compile(rf"(?P<before>(?:截)?至)?\s*{_YEAR}?\s*(?:{_PART})?", re.ASCII)


class PeriodKind(StrEnum):
    """How long a period is, and whether its figures run from the start of the year."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    THROUGH = "through"
    """From 1 January to the end of a month: 截至9月底."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of one fiscal year.

    Attributes:
        fiscal_year: year of the Republic, 1 to 999.
        start: first day.
        end: last day, included.
        kind: how the span is named; January to March can be 第1季 or 截至3月底.
    """

    fiscal_year: int
    start: date
    end: date
    kind: PeriodKind

    @classmethod
    def of(cls, fiscal_year: int, kind: PeriodKind = PeriodKind.YEAR, number: int = 1) -> Period:
        """The ``number``-th half, quarter or month of a fiscal year, or the span through a month.

        Raises:
            ValueError: a year outside 1 to 999, or a number that the kind does not have.

        >>> Period.of(107, PeriodKind.QUARTER, 3).start
        datetime.date(2018, 7, 1)
        """
        if not 1 <= fiscal_year <= LAST_FISCAL_YEAR:
            raise ValueError(f"a fiscal year is from 1 to {LAST_FISCAL_YEAR}: {fiscal_year}")
        months = {
            PeriodKind.YEAR: 12,
            PeriodKind.HALF: 6,
            PeriodKind.QUARTER: 3,
            PeriodKind.MONTH: 1,
            PeriodKind.THROUGH: 1,
        }[kind]
        if not 1 <= number <= 12 // months:
            raise ValueError(f"a year has {12 // months} of the kind {kind.value}: {number}")
        last = number * months
        first = 1 if kind is PeriodKind.THROUGH else last - months + 1
        year = fiscal_year + YEARS_BEFORE
        end = date(year, last, calendar.monthrange(year, last)[1])
        return cls(fiscal_year, date(year, first, 1), end, kind)

    @property
    def gregorian_year(self) -> int:
        """The year of the common era: 2018 for 107."""
        return self.fiscal_year + YEARS_BEFORE

    @property
    def number(self) -> int:
        """Which half, quarter or month of the year this is; 1 for a whole year."""
        months = {PeriodKind.YEAR: 12, PeriodKind.HALF: 6, PeriodKind.QUARTER: 3}
        return self.end.month // months.get(self.kind, 1)

    def label(self, language: Literal["zh", "en"] = "zh") -> str:
        """The period in words; the Chinese label is one that ``read_period`` reads.

        >>> Period.of(107, PeriodKind.THROUGH, 9).label("zh")
        '截至107年9月底'
        >>> Period.of(107, PeriodKind.HALF, 1).label("en")
        'first half of FY107 (2018)'
        """
        number, month = self.number, calendar.month_name[self.end.month]
        if language == "zh":
            year = f"{self.fiscal_year}年"
            return {
                PeriodKind.YEAR: f"{year}度",
                PeriodKind.HALF: f"{year}{'上' if number == 1 else '下'}半年",
                PeriodKind.QUARTER: f"{year}第{number}季",
                PeriodKind.MONTH: f"{year}{number}月",
                PeriodKind.THROUGH: f"截至{year}{number}月底",
            }[self.kind]
        year = f"FY{self.fiscal_year} ({self.gregorian_year})"
        return {
            PeriodKind.YEAR: year,
            PeriodKind.HALF: f"{'first' if number == 1 else 'second'} half of {year}",
            PeriodKind.QUARTER: f"quarter {number} of {year}",
            PeriodKind.MONTH: f"{month} of {year}",
            PeriodKind.THROUGH: f"to the end of {month}, {year}",
        }[self.kind]


def read_period(text: str, *, fiscal_year: int | None = None) -> Period:
    """The period that the whole of ``text`` names.

    Args:
        text: at most 40 characters, such as 民國107年度, 107年上半年, 第3季, 截至9月底, 2018年.
        fiscal_year: the year meant where the text names none.

    Raises:
        UnreadableFigure: no period, a year or part that does not exist, or no year at all.

    >>> read_period("107年第3季").end
    datetime.date(2018, 9, 30)
    >>> read_period("2018年").fiscal_year
    107
    >>> read_period("第5季", fiscal_year=107)
    Traceback (most recent call last):
    ...
    guankao.figures.errors.UnreadableFigure: cannot read '第5季' at position 1: expected a quarter \
from 1 to 4
    """
    whole = require_legible(text, longest=LONGEST_PERIOD)
    folded = fold_width(whole)
    start = len(folded) - len(folded.lstrip())
    match = _PERIOD.match(folded, start)
    if match is None or not match[0].strip():
        raise UnreadableFigure(whole, start, "a period such as 107年度, 上半年, 第3季, 截至9月底")
    if match.end() != len(folded.rstrip()):
        raise UnreadableFigure(whole, match.end(), "nothing after the period")
    year = _fiscal_year(match, whole, fiscal_year)
    if match["half"]:
        kind, number = PeriodKind.HALF, 1 if match["half"] == "上" else 2
    elif match["quarter"]:
        kind, number = PeriodKind.QUARTER, _part(match, "quarter", 4, whole)
    elif match["month"]:
        through = bool(match["before"] or match["through"])
        kind = PeriodKind.THROUGH if through else PeriodKind.MONTH
        number = _part(match, "month", 12, whole)
    else:
        kind, number = PeriodKind.YEAR, 1
    if match["before"] and kind is not PeriodKind.THROUGH:
        raise UnreadableFigure(whole, match.start("before"), "a month after 截至")
    if match["end"] and kind is PeriodKind.MONTH:
        raise UnreadableFigure(whole, match.start("end"), "截至 before a month's end")
    return Period.of(year, kind, number)


def _fiscal_year(match: re.Match[str], text: str, given: int | None) -> int:
    if match["year"] is None:
        if given is None:
            raise UnreadableFigure(text, match.start(), "a fiscal year, such as 107年")
        if not 1 <= given <= LAST_FISCAL_YEAR:
            raise UnreadableFigure(text, match.start(), f"a year from 1 to {LAST_FISCAL_YEAR}")
        return given
    position = match.start("year")
    year = _number(match, "year", text)
    common_era = match["era"] in ("西元", "公元") or (match["era"] is None and year >= 1000)
    fiscal_year = year - YEARS_BEFORE if common_era else year
    if not 1 <= fiscal_year <= LAST_FISCAL_YEAR:
        raise UnreadableFigure(
            text, position, f"a year of the Republic from 1 to {LAST_FISCAL_YEAR}"
        )
    return fiscal_year


def _part(match: re.Match[str], name: str, most: int, text: str) -> int:
    number = _number(match, name, text)
    if not 1 <= number <= most:
        raise UnreadableFigure(text, match.start(name), f"a {name} from 1 to {most}")
    return number


def _number(match: re.Match[str], name: str, text: str) -> int:
    try:
        return int(read_numeral(match[name]))
    except UnreadableFigure as error:
        place = match.start(name) + error.position
        raise UnreadableFigure(text, place, error.expected) from None
