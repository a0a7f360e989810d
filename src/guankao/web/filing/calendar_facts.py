"""What a calendar says, line by line, where two of them differ, and what is wrong with a text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from guankao.calendars import (
    TAIPEI,
    Asked,
    Calendar,
    MomentRule,
    MovedWindow,
    Turn,
    Window,
    code_of,
    periods_of,
    read_calendar,
)
from guankao.figures import PeriodKind
from guankao.web.filing.terms import ASKED, LEVELS
from guankao.web.reporting.levels import CODES
from guankao.web.reporting.words import period_words

LONGEST_TEXT = 200_000
"""Characters of a calendar; the longest that ships has 3,000."""
MOST_FAULTS = 20

FREQUENCIES: dict[str, str | Promise] = {
    PeriodKind.MONTH.value: pgettext_lazy("how often", "every month"),
    PeriodKind.QUARTER.value: pgettext_lazy("how often", "every quarter"),
    PeriodKind.HALF.value: pgettext_lazy("how often", "every half-year"),
    PeriodKind.YEAR.value: pgettext_lazy("how often", "once a year"),
}
_OUR_FAULTS: tuple[tuple[str, str | Promise], ...] = (
    ("the last year lies before", gettext_lazy("The last year lies before the first.")),
    ("a report is for a month", gettext_lazy("It is month, quarter, half or year.")),
    ("a frequency has two turns", gettext_lazy("A frequency has two turns.")),
    ("is asked twice", gettext_lazy("The same is asked twice.")),
    (
        "a project is asked by its control level",
        gettext_lazy("A project is asked by its control level, and a KPI has none."),
    ),
    ("there is no turn", gettext_lazy("There is no turn for the frequency of what is asked.")),
    (
        "a report that states nothing",
        gettext_lazy("A report that states nothing is not asked for."),
    ),
    ("a field is asked twice", gettext_lazy("A field is asked twice.")),
    ("a period is moved twice", gettext_lazy("A period is moved twice.")),
    (
        "a year that the calendar does not hold",
        gettext_lazy("A period of a year that the calendar does not hold in is moved."),
    ),
    (
        "opens, is due and closes in this order",
        gettext_lazy("A window opens before it is due, and is due before it closes."),
    ),
    ("is not a period of a year", gettext_lazy("This is no period of a year.")),
)
"""By a piece of the core's own fault, which is written for programmers."""
_FAULTS: dict[str, str | Promise] = {
    "missing": gettext_lazy("It is missing."),
    "extra_forbidden": gettext_lazy("A calendar has no such field."),
    "literal_error": gettext_lazy("It can be: %(expected)s."),
    "enum": gettext_lazy("It can be: %(expected)s."),
    "int_type": gettext_lazy("It is a whole number."),
    "int_parsing": gettext_lazy("It is a whole number."),
    "bool_type": gettext_lazy("It is true or false."),
    "bool_parsing": gettext_lazy("It is true or false."),
    "string_type": gettext_lazy("It is a text in quotation marks."),
    "tuple_type": gettext_lazy("It is a list in square brackets."),
    "model_type": gettext_lazy("It is an object in braces."),
    "greater_than_equal": gettext_lazy("It is at least %(ge)s."),
    "less_than_equal": gettext_lazy("It is at most %(le)s."),
    "string_pattern_mismatch": gettext_lazy("It is not written as it has to be: %(pattern)s"),
    "timezone_aware": gettext_lazy("The moment needs its time zone, such as +08:00."),
    "datetime_from_date_parsing": gettext_lazy("Write the moment as 2026-12-01T00:00:00+08:00."),
    "datetime_parsing": gettext_lazy("Write the moment as 2026-12-01T00:00:00+08:00."),
}
"""By the type of fault that pydantic names."""


@dataclass(frozen=True)
class CalendarFault:
    """One thing that is wrong with the text of a calendar.

    Attributes:
        place: where, as the text names it, such as `turns[2].due.day`; '' for the whole.
        words: what is wrong, in the language of the page.
    """

    place: str
    words: str


class FaultyCalendar(ValueError):
    """The text is no calendar."""

    def __init__(self, faults: Sequence[CalendarFault]) -> None:
        self.faults = faults
        super().__init__(" ".join(f"{one.place} {one.words}".strip() for one in faults))


@dataclass(frozen=True)
class ChangedFact:
    """A line in which two calendars differ; '' where one of them has it not."""

    what: str
    before: str
    now: str


def calendar_in(text: str) -> Calendar:
    """The calendar that a text holds; FaultyCalendar with every fault and its place."""
    if len(text) > LONGEST_TEXT:
        said = _("It has more than %(most)d characters.") % {"most": LONGEST_TEXT}
        raise FaultyCalendar([CalendarFault("", said)])
    try:
        return read_calendar(text)
    except json.JSONDecodeError as fault:
        place = _("line %(line)d, column %(column)d") % {
            "line": fault.lineno,
            "column": fault.colno,
        }
        said = _("It cannot be read as JSON from here on.")
        raise FaultyCalendar([CalendarFault(place, said)]) from fault
    except ValueError as fault:
        cause = fault.__cause__
        if not isinstance(cause, ValidationError):
            raise FaultyCalendar([CalendarFault("", str(fault))]) from fault
        found = [CalendarFault(_place(one), _sentence(one)) for one in cause.errors()[:MOST_FAULTS]]
        raise FaultyCalendar(found) from fault
    except RecursionError as fault:
        raise FaultyCalendar([CalendarFault("", _("It is nested too deeply."))]) from fault


def _place(fault: ErrorDetails) -> str:
    """As a programmer and an editor name it, counted from 1: `turns[2].due.day`."""
    place = ""
    for step in fault["loc"]:
        place += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if place else str(step)
    return place


def _sentence(fault: ErrorDetails) -> str:
    ours = next((words for piece, words in _OUR_FAULTS if piece in fault["msg"]), None)
    if ours is not None:
        return str(ours)
    known = _FAULTS.get(fault["type"])
    if known is None:
        return fault["msg"]
    context = dict(fault.get("ctx", {}))
    if "expected" in context:
        context["expected"] = str(context["expected"]).replace(" or ", ", ")
    return str(known) % context


def facts_of(calendar: Calendar) -> Mapping[str, str]:
    """Everything that a calendar says, by what it is about; in the language of the page."""
    return dict(_facts(calendar))


def _facts(calendar: Calendar) -> Iterator[tuple[str, str]]:
    yield _("Version"), f"{calendar.code} {calendar.version}"
    yield _("Holds in"), years_words(calendar)
    yield (
        _("Source"),
        " · ".join(
            one
            for one in (calendar.source.title, calendar.source.issuer, calendar.source.date)
            if one
        ),
    )
    yield _("Example"), _("yes") if calendar.example else _("no")
    for turn in calendar.turns:
        yield str(FREQUENCIES[turn.frequency.value]), turn_words(turn)
    for one in calendar.asked:
        yield asked_name(one), asked_words(one)
    for moved in calendar.moved:
        name = f"{moved.fiscal_year} {period_words(moved.period)}"
        yield name, _moved_words(moved)


def differences(before: Calendar, now: Calendar) -> Sequence[ChangedFact]:
    """Line by line what the one says otherwise than the other."""
    was, said = facts_of(before), facts_of(now)
    return [
        ChangedFact(what, was.get(what, ""), said.get(what, ""))
        for what in {**was, **said}
        if was.get(what, "") != said.get(what, "")
    ]


def years_words(calendar: Calendar) -> str:
    """The years in which it holds."""
    if calendar.last_year is None:
        return _("fiscal year %(first)d and after") % {"first": calendar.first_year}
    if calendar.last_year == calendar.first_year:
        return _("fiscal year %(first)d") % {"first": calendar.first_year}
    years = {"first": calendar.first_year, "last": calendar.last_year}
    return _("fiscal years %(first)d to %(last)d") % years


def turn_words(turn: Turn) -> str:
    """When the reports of one frequency are taken, by its rules."""
    return _("opens %(opens)s; due %(due)s; closes %(closes)s") % {
        "opens": moment_words(turn.opens),
        "due": moment_words(turn.due),
        "closes": moment_words(turn.closes),
    }


def moment_words(rule: MomentRule) -> str:
    """A moment after the end of a period."""
    facts = {"day": rule.day, "time": rule.time, "months": rule.month}
    if rule.month == 0:
        return _("on day %(day)d of the last month, %(time)s") % facts
    if rule.month == 1:
        return _("on day %(day)d of the next month, %(time)s") % facts
    return _("on day %(day)d, %(months)d months later, %(time)s") % facts


def _moved_words(moved: MovedWindow) -> str:
    return _("opens %(opens)s; due %(due)s; closes %(closes)s") % {
        name: getattr(moved, name).astimezone(TAIPEI).strftime("%Y-%m-%d %H:%M")
        for name in ("opens", "due", "closes")
    }


def asked_name(one: Asked) -> str:
    """Of what something is asked."""
    if one.control_level is None:
        return _("KPIs")
    return _("Projects %(level)s") % {"level": LEVELS[CODES[one.control_level].value]}


def asked_words(one: Asked) -> str:
    """How often, what, and how many reviews follow."""
    fields = _(", ").join(str(ASKED[field.value]) for field in one.fields)
    facts = {"often": FREQUENCIES[one.frequency.value], "fields": fields}
    if one.final_review:
        return _("%(often)s: %(fields)s; with a final review") % facts
    return _("%(often)s: %(fields)s") % facts


@dataclass(frozen=True)
class WindowLine:
    """One period of a year with its window."""

    period: str
    window: Window
    moved: bool


def windows_of(
    calendar: Calendar, fiscal_year: int
) -> Sequence[tuple[str | Promise, Sequence[WindowLine]]]:
    """The windows of a year by how often is reported, where anything is asked so often."""
    asked = {one.frequency for one in calendar.asked}
    moved = {(one.fiscal_year, one.period) for one in calendar.moved}
    return [
        (
            FREQUENCIES[turn.frequency.value],
            [
                WindowLine(
                    code_of(period),
                    calendar.window(period, fiscal_year),
                    (fiscal_year, code_of(period)) in moved,
                )
                for period in periods_of(fiscal_year, turn.frequency)
            ],
        )
        for turn in calendar.turns
        if turn.frequency in asked
    ]
