"""Calendars: which reports are expected of a plan in a year, and when each is open, due, closed.

A calendar is data with its source, as a scheme of lights is: see docs/adr/0012. What is expected
follows from a plan and a calendar alone, so that what is missing is known and not guessed.
"""

from guankao.calendars.calendar import (
    Asked,
    Calendar,
    MomentRule,
    MovedWindow,
    ReportField,
    Turn,
    UnknownCalendar,
    calendar_for,
    calendars,
    newest,
    read_calendar,
)
from guankao.calendars.expected import ExpectedReport, expected_reports
from guankao.calendars.periods import UnknownPeriod, code_of, period_of, periods_of
from guankao.calendars.windows import TAIPEI, Stage, Window, window_of

__all__ = [
    "TAIPEI",
    "Asked",
    "Calendar",
    "ExpectedReport",
    "MomentRule",
    "MovedWindow",
    "ReportField",
    "Stage",
    "Turn",
    "UnknownCalendar",
    "UnknownPeriod",
    "Window",
    "calendar_for",
    "calendars",
    "code_of",
    "expected_reports",
    "newest",
    "period_of",
    "periods_of",
    "read_calendar",
    "window_of",
]
