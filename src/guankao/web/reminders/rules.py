"""On which days people are reminded: pure, no database and no clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from guankao.web.reporting.words import last_day


@dataclass(frozen=True)
class ReminderRules:
    """Days before and after the last day on which a report is on time.

    Attributes:
        before: 0 is that day itself.
        after: 1 is the first day that is late.
        returned: days after a report came back.
    """

    before: frozenset[int]
    after: frozenset[int]
    returned: frozenset[int] = frozenset({0, 1, 7})

    @property
    def ahead(self) -> int:
        """How many days ahead a digest looks, once there is one."""
        return max(self.before, default=0)


FIRST_HOUR: Final = 8
"""The hour of Taipei from which the day's mails are sent."""


def days_left(due: dt.datetime, day: dt.date) -> int:
    """Days from a day to the last one on time; negative where it is late.

    >>> days_left(dt.datetime(2018, 4, 11, tzinfo=TAIPEI), dt.date(2018, 4, 12))
    -2
    """
    return (last_day(due) - day).days


def is_named(rules: ReminderRules, left: int) -> bool:
    """Whether a report with so many days left is a reason to write.

    >>> rules = ReminderRules(before=frozenset({3, 1}), after=frozenset({1, 7}))
    >>> [left for left in range(4, -9, -1) if is_named(rules, left)]
    [3, 1, -1, -7]
    """
    return left in rules.before if left >= 0 else -left in rules.after
