"""The reports that are expected of a plan: every KPI and project, every period, known from the
first day of the year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guankao.calendars.calendar import Asked, Calendar, ReportField
from guankao.calendars.periods import periods_of
from guankao.calendars.windows import Window
from guankao.documents import Plan
from guankao.documents.fields import ControlLevel
from guankao.figures import Period

REMAINING: ControlLevel = "自行"
"""The level of a project that states none: whatever nobody else controls, the agency does."""


@dataclass(frozen=True, slots=True)
class ExpectedReport:
    """One report that is to come.

    Attributes:
        element: `kpi/1-2` or `project/3-2`.
        title: what it is called in the plan.
        period: the span that is reported on.
        control_level: of a project; None of a KPI.
        window: when it is taken, in the time of Taipei.
        fields: what it has to state.
        final_review: whether the controller reviews after the parent agency.
    """

    element: str
    title: str
    period: Period
    control_level: ControlLevel | None
    window: Window
    fields: tuple[ReportField, ...]
    final_review: bool


def expected_reports(plan: Plan, calendar: Calendar) -> tuple[ExpectedReport, ...]:
    """The reports of a plan's year by a calendar: in the order of the plan, then of the year.

    The same plan and calendar give the same reports.
    """
    return tuple(_expected(plan, calendar))


def _expected(plan: Plan, calendar: Calendar) -> Iterator[ExpectedReport]:
    asked = calendar.asked_of("indicator", None)
    if asked is not None:
        for indicator in plan.indicators:
            element = f"kpi/{indicator.key}"
            yield from _of(plan, calendar, asked, element, indicator.name)
    for project in plan.projects:
        asked = calendar.asked_of("project", project.control_level or REMAINING)
        if asked is not None:
            yield from _of(plan, calendar, asked, f"project/{project.key}", project.title)


def _of(
    plan: Plan, calendar: Calendar, asked: Asked, element: str, title: str
) -> Iterator[ExpectedReport]:
    for period in periods_of(plan.fiscal_year, asked.frequency):
        yield ExpectedReport(
            element=element,
            title=title,
            period=period,
            control_level=asked.control_level,
            window=calendar.window(period, plan.fiscal_year),
            fields=asked.fields,
            final_review=asked.final_review,
        )
