"""What a report and its period are called, for every room that speaks of them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


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
