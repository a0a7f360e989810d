"""What a plan and a calendar ask for, beside what is expected already; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guankao import calendars
from guankao.calendars import code_of, expected_reports
from guankao.web.planning.models import Plan
from guankao.web.reporting.levels import CODES
from guankao.web.reporting.models import ExpectedReport
from guankao.web.reporting.queries import plan_at

CHANGING = (
    "title",
    "control_level",
    "fields",
    "final_review",
    "opens_at",
    "due_at",
    "closes_at",
    "calendar_code",
    "calendar_version",
)
"""What a new plan or calendar can change of a report that nobody has begun."""


@dataclass(frozen=True)
class Expected:
    """How many reports were added, changed, withdrawn, and asked for again; the same: none."""

    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    restored: int = 0

    @property
    def anything(self) -> bool:
        """Whether the list is another than before."""
        return bool(self.added or self.changed or self.withdrawn or self.restored)

    def plus(self, other: Expected) -> Expected:
        """Both together."""
        return Expected(
            self.added + other.added,
            self.changed + other.changed,
            self.withdrawn + other.withdrawn,
            self.restored + other.restored,
        )


def values_of(one: calendars.ExpectedReport, calendar: calendars.Calendar) -> dict[str, Any]:
    """What is asked for, by the columns of the row."""
    return {
        "title": one.title,
        "period_end": one.period.end,
        "control_level": CODES[one.control_level].value if one.control_level else "",
        "fields": [field.value for field in one.fields],
        "final_review": one.final_review,
        "opens_at": one.window.opens,
        "due_at": one.window.due,
        "closes_at": one.window.closes,
        "calendar_code": calendar.code,
        "calendar_version": calendar.version,
    }


def changed_values(
    row: ExpectedReport, wanted: Mapping[str, Any] | None, *, begun: bool
) -> dict[str, Any]:
    """The columns that become others; a report that somebody has begun keeps all but its title."""
    if wanted is None:
        return {}
    names = ("title",) if begun else CHANGING
    return {name: wanted[name] for name in names if getattr(row, name) != wanted[name]}


def would_change(plan: Plan, calendar: calendars.Calendar) -> Expected:
    """What `expect_reports` would do to the list of a plan if this calendar held."""
    wanted = {
        (one.element, code_of(one.period)): values_of(one, calendar)
        for one in expected_reports(plan_at(plan.content_digest), calendar)
    }
    rows = {
        (row.element, row.period): row
        for row in ExpectedReport.objects.filter(plan=plan).select_related("report")
    }
    changed = sum(
        bool(changed_values(row, wanted.get(key), begun=hasattr(row, "report")))
        for key, row in rows.items()
    )
    return Expected(
        added=len(wanted.keys() - rows.keys()),
        changed=changed,
        withdrawn=sum(key not in wanted and not row.withdrawn_at for key, row in rows.items()),
        restored=sum(key in wanted and bool(row.withdrawn_at) for key, row in rows.items()),
    )
