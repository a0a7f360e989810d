"""What a report and its period are called, for every room that speaks of them."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from guankao.calendars import TAIPEI


def period_words(code: str) -> str:
    """What a period of a year is called, such as quarter 1.

    >>> period_words("month-3"), period_words("year")
    ('month 3', 'whole year')
    """
    kind, _dash, number = code.partition("-")
    if kind == "month":
        return _("month %(number)s") % {"number": number}
    if kind == "quarter":
        return _("quarter %(number)s") % {"number": number}
    if kind == "half":
        return _("first half-year") if number == "1" else _("second half-year")
    return _("whole year")


def element_words(element: str) -> str:
    """A KPI or project as the plan numbers it, such as KPI 1-2."""
    kind, _slash, key = element.partition("/")
    words = pgettext("element", "KPI") if kind == "kpi" else pgettext("element", "Project")
    return f"{words} {key}"


def last_moment(at: dt.datetime) -> str:
    """The end of a half-open span as people say it: midnight belongs to the day before it.

    >>> last_moment(dt.datetime(2018, 4, 11, tzinfo=TAIPEI))
    '2018-04-10 24:00'
    """
    local = at.astimezone(TAIPEI)
    if (local.hour, local.minute) == (0, 0):
        return f"{last_day(at).isoformat()} 24:00"
    return f"{local:%Y-%m-%d %H:%M}"


def last_day(at: dt.datetime) -> dt.date:
    """The last day that a half-open span touches, in Taipei."""
    return (at.astimezone(TAIPEI) - dt.timedelta(microseconds=1)).date()
