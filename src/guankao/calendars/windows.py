"""When a report can be handed in: half-open windows, so that every moment has one answer."""

from __future__ import annotations

import calendar as days
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from guankao.calendars.calendar import MomentRule, Turn
    from guankao.figures import Period

TAIPEI: Final = ZoneInfo("Asia/Taipei")


class Stage(StrEnum):
    """Where a moment lies in a window."""

    NOT_YET = "not-yet"
    """Before it opens."""
    OPEN = "open"
    """From the opening until it is due."""
    LATE = "late"
    """Due, and still taken."""
    EXCUSED = "excused"
    """Due or closed, and taken by an exception that somebody granted."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Window:
    """From `opens` (included) to `closes` (not included); on time is before `due`.

    Attributes:
        opens: the first moment at which a report is taken.
        due: the first moment that is late.
        closes: the first moment at which none is taken any more.
        excused_until: the first moment that an exception no longer covers; none was granted: None.

    Raises:
        ValueError: a moment without a time zone, or moments that do not follow one another.
    """

    opens: datetime
    due: datetime
    closes: datetime
    excused_until: datetime | None = None

    def __post_init__(self) -> None:
        for moment in (self.opens, self.due, self.closes, self.excused_until):
            if moment is not None:
                _require_zone(moment)
        if not self.opens < self.due <= self.closes:
            raise ValueError("a window opens, is due and closes in this order")

    def stage_at(self, moment: datetime) -> Stage:
        """Where a moment lies, in whatever time zone it is given.

        Raises:
            ValueError: a moment without a time zone, which could be any.

        >>> at = lambda day: datetime(2018, 4, day, tzinfo=TAIPEI)
        >>> window = Window(at(1), at(11), at(21))
        >>> [window.stage_at(at(day)).value for day in (1, 10, 11, 20, 21)]
        ['open', 'open', 'late', 'late', 'closed']
        """
        _require_zone(moment)
        if moment < self.opens:
            return Stage.NOT_YET
        if moment < self.due:
            return Stage.OPEN
        if self.excused_until is not None and moment < self.excused_until:
            return Stage.EXCUSED
        return Stage.LATE if moment < self.closes else Stage.CLOSED

    def takes(self, moment: datetime) -> bool:
        """Whether a report is taken at a moment."""
        return self.stage_at(moment) not in {Stage.NOT_YET, Stage.CLOSED}

    def extended(self, until: datetime) -> Window:
        """The same with an exception until a moment; an exception never shortens a window."""
        _require_zone(until)
        longest = until if self.excused_until is None else max(until, self.excused_until)
        return replace(self, excused_until=longest)


def window_of(turn: Turn, period: Period) -> Window:
    """The window of a period by the rules of its turn, in the time of Taipei."""
    return Window(
        moment_of(turn.opens, period.end),
        moment_of(turn.due, period.end),
        moment_of(turn.closes, period.end),
    )


def moment_of(rule: MomentRule, end: date) -> datetime:
    """The moment that a rule names for a period that ends on a day.

    A day that the month does not have is its last; 24:00 is the first moment of the day after.
    """
    months = end.year * 12 + end.month - 1 + rule.month
    year, month = divmod(months, 12)
    last = days.monthrange(year, month + 1)[1]
    midnight = datetime(year, month + 1, min(rule.day, last), tzinfo=TAIPEI)
    hours, minutes = map(int, rule.time.split(":"))
    if hours == 24:
        return midnight + timedelta(days=1)
    return midnight.replace(hour=hours, minute=minutes)


def _require_zone(moment: datetime) -> None:
    if moment.utcoffset() is None:
        raise ValueError(f"a moment needs its time zone: {moment.isoformat()}")
