"""The periods of a year by their codes: month-3, quarter-1, half-2, year."""

from __future__ import annotations

import re
from typing import Final

from guankao.figures import Period, PeriodKind

PARTS: Final = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF: 2,
    PeriodKind.YEAR: 1,
}
"""How often a year is reported on in periods of each kind."""

_CODE: Final = re.compile(r"(?P<kind>month|quarter|half)-(?P<number>[1-9][0-9]?)|year", re.ASCII)


class UnknownPeriod(ValueError):
    """A code that names no period of a year."""


def code_of(period: Period) -> str:
    """The code of a period within its year.

    >>> code_of(Period.of(107, PeriodKind.QUARTER, 3)), code_of(Period.of(107))
    ('quarter-3', 'year')
    """
    if period.kind is PeriodKind.YEAR:
        return "year"
    return f"{period.kind.value}-{period.number}"


def period_of(fiscal_year: int, code: str) -> Period:
    """The period that a code names in a year.

    Raises:
        UnknownPeriod: it names none.

    >>> period_of(107, "half-1").end
    datetime.date(2018, 6, 30)
    >>> period_of(107, "quarter-5")
    Traceback (most recent call last):
    ...
    guankao.calendars.periods.UnknownPeriod: 'quarter-5' is not a period of a year
    """
    match = _CODE.fullmatch(code)
    if match is None:
        raise UnknownPeriod(f"{code[:40]!r} is not a period of a year")
    kind = PeriodKind(match["kind"] or "year")
    number = int(match["number"] or 1)
    if number > PARTS[kind]:
        raise UnknownPeriod(f"{code!r} is not a period of a year")
    return Period.of(fiscal_year, kind, number)


def periods_of(fiscal_year: int, kind: PeriodKind) -> tuple[Period, ...]:
    """All periods of a kind in a year, in order.

    >>> [period.end.month for period in periods_of(107, PeriodKind.QUARTER)]
    [3, 6, 9, 12]
    """
    numbers = range(1, PARTS[kind] + 1)
    return tuple(Period.of(fiscal_year, kind, number) for number in numbers)
