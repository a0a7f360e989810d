"""Calendars as dated data: how often, from when to when, and what each control level states."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from importlib.resources import files
from typing import Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from guankao.calendars.periods import code_of, period_of, periods_of
from guankao.calendars.windows import TAIPEI, Window, window_of
from guankao.documents.fields import ControlLevel, PeriodCode
from guankao.figures import Period, PeriodKind
from guankao.scoring.schemes import Source

Subject = Literal["indicator", "project"]


class UnknownCalendar(LookupError):
    """No calendar holds for a year and a kind of plan."""


class ReportField(StrEnum):
    """What a report can be asked to state. Reasons are asked for by the figures, never here."""

    FIGURES = "figures"
    """The inputs of the formula, or the figure itself where there is no formula."""
    DATA_QUALITY = "data-quality"
    EVIDENCE = "evidence"
    PROGRESS = "progress"
    MILESTONES = "milestones"
    ALLOTTED = "allotted"
    SPENT = "spent"


class _Piece(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MomentRule(_Piece):
    """A moment after the end of a period, in the time of Taipei."""

    month: int = Field(ge=0, le=12, description="Months after the one in which the period ends.")
    day: int = Field(ge=1, le=31, description="Day of that month; the last where it is shorter.")
    time: str = Field(pattern=r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$")


class Turn(_Piece):
    """When the reports of one frequency are taken."""

    frequency: PeriodKind
    opens: MomentRule
    due: MomentRule = Field(description="The first moment that is late.")
    closes: MomentRule = Field(description="The first moment at which none is taken.")


class Asked(_Piece):
    """What is asked of KPIs, or of projects of one control level, and how often."""

    subject: Subject
    control_level: ControlLevel | None = None
    frequency: PeriodKind
    fields: tuple[ReportField, ...]
    final_review: bool = Field(
        default=False, description="Whether the controller reviews after the parent agency (複審)."
    )


class MovedWindow(_Piece):
    """The window of one period, where the rule of its turn does not fit: holidays, a typhoon."""

    fiscal_year: int = Field(ge=1, le=999)
    period: PeriodCode
    opens: AwareDatetime
    due: AwareDatetime = Field(description="The first moment that is late.")
    closes: AwareDatetime = Field(description="The first moment at which none is taken.")

    @model_validator(mode="after")
    def _hangs_together(self) -> MovedWindow:
        period_of(self.fiscal_year, self.period)
        Window(self.opens, self.due, self.closes)
        return self


class Calendar(_Piece):
    """When the plans of one kind are reported on in some years, and what is stated."""

    code: str = Field(pattern=r"^[a-z][a-z0-9-]{0,38}[a-z0-9]$")
    version: int = Field(ge=1)
    kind: str = Field(description="The kind of plan that is reported on.")
    first_year: int = Field(ge=1, le=999)
    last_year: int | None = Field(
        ge=1, le=999, description="The last fiscal year; none while in force."
    )
    source: Source
    example: bool = Field(description="範例: the source is not certain; adjust before use.")
    turns: tuple[Turn, ...]
    asked: tuple[Asked, ...]
    moved: tuple[MovedWindow, ...] = Field(
        default=(), description="Periods whose windows are others than the rules would have them."
    )

    @model_validator(mode="after")
    def _hangs_together(self) -> Calendar:
        if self.last_year is not None and self.last_year < self.first_year:
            raise ValueError("the last year lies before the first")
        frequencies = [turn.frequency for turn in self.turns]
        if PeriodKind.THROUGH in frequencies:
            raise ValueError("a report is for a month, a quarter, a half-year or a year")
        _once(frequencies, "a frequency has two turns")
        _once([(one.subject, one.control_level) for one in self.asked], "is asked twice")
        for one in self.asked:
            if (one.subject == "project") != (one.control_level is not None):
                raise ValueError("a project is asked by its control level, and a KPI has none")
            if one.frequency not in frequencies:
                raise ValueError(f"there is no turn for the frequency {one.frequency.value}")
            if not one.fields:
                raise ValueError("a report that states nothing is not asked for")
            _once(list(one.fields), "a field is asked twice")
        _once([(one.fiscal_year, one.period) for one in self.moved], "a period is moved twice")
        for moved in self.moved:
            ends = self.last_year
            if moved.fiscal_year < self.first_year or (ends and ends < moved.fiscal_year):
                raise ValueError("a period of a year that the calendar does not hold in is moved")
        self._require_windows()
        return self

    def _require_windows(self) -> None:
        """Months differ in length, so every period of four years is tried."""
        for turn in self.turns:
            for year in range(self.first_year, self.first_year + 4):
                for period in periods_of(min(year, 999), turn.frequency):
                    window_of(turn, period)

    def turn_of(self, frequency: PeriodKind) -> Turn:
        """The turn of a frequency that something is asked in."""
        return next(turn for turn in self.turns if turn.frequency is frequency)

    def window(self, period: Period, fiscal_year: int) -> Window:
        """When a period of a year is taken: as it was moved, else by the rule of its turn."""
        code = code_of(period)
        for one in self.moved:
            if (one.fiscal_year, one.period) == (fiscal_year, code):
                return Window(
                    one.opens.astimezone(TAIPEI),
                    one.due.astimezone(TAIPEI),
                    one.closes.astimezone(TAIPEI),
                )
        return window_of(self.turn_of(period.kind), period)

    def asked_of(self, subject: Subject, control_level: ControlLevel | None) -> Asked | None:
        """What is asked of a KPI, or of a project of a control level; None: nothing."""
        return next(
            (
                one
                for one in self.asked
                if one.subject == subject and one.control_level == control_level
            ),
            None,
        )

    def holds_in(self, kind: str, fiscal_year: int) -> bool:
        """Whether it is the calendar of a kind of plan in a year."""
        ends = self.last_year
        return (
            self.kind == kind
            and self.first_year <= fiscal_year
            and (ends is None or fiscal_year <= ends)
        )


def _once(found: Iterable[object], fault: str) -> None:
    listed = list(found)
    if len(set(listed)) < len(listed):
        raise ValueError(fault)


def read_calendar(text: str | bytes) -> Calendar:
    """Read one calendar from JSON.

    Raises:
        ValueError: it is no JSON, or does not hang together; the message says where.
    """
    try:
        return Calendar.model_validate(json.loads(text, parse_float=Decimal))
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(piece) for piece in first["loc"])
        raise ValueError(f"{where}: {first['msg']}" if where else first["msg"]) from fault


def calendars() -> Iterator[Calendar]:
    """The calendars that ship with Guankao, by code and version."""
    resources = sorted((files(__package__) / "sets").iterdir(), key=lambda resource: resource.name)
    for resource in resources:
        if resource.name.endswith(".json"):
            yield read_calendar(resource.read_bytes())


def calendar_for(kind: str, fiscal_year: int, among: Iterable[Calendar] | None = None) -> Calendar:
    """The calendar of a kind of plan in a year, among the given ones or those that ship.

    Raises:
        UnknownCalendar: none holds.

    >>> calendar_for("plan", 107).example
    True
    """
    found = newest(
        one for one in (calendars() if among is None else among) if one.holds_in(kind, fiscal_year)
    )
    if found is None:
        raise UnknownCalendar(f"no calendar holds for a {kind} of fiscal year {fiscal_year}")
    return found


def newest(found: Iterable[Calendar]) -> Calendar | None:
    """Of several that hold, the one that began last, and of these the newest version."""
    return max(found, key=lambda one: (one.first_year, one.version), default=None)
