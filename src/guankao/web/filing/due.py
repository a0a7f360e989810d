"""What is due: the reports that are expected, each with where it stands in its window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When

from guankao.calendars import Stage, Window
from guankao.web.organizations.models import Agency
from guankao.web.reporting.models import ExpectedReport, LateException, Report, ReportStep
from guankao.web.reporting.queries import RETURNS, expected_at
from guankao.web.reporting.states import EDITABLE, HANDED_IN, ReportState, ReportTurn


class Standing(StrEnum):
    """How far a report has come; the code stands in addresses."""

    TO_DO = "to-do"
    """It can be handed in now and was not, or it came back."""
    RETURNED = "returned"
    LATE = "late"
    """Due, still taken, not handed in."""
    OPEN = "open"
    """Not due yet, taken, not handed in."""
    BEGUN = "begun"
    """Somebody filled it in, and nobody handed it in."""
    COMING = "coming"
    IN_REVIEW = "in-review"
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    MISSED = "missed"
    """Closed and never handed in."""
    ALL = "all"


@dataclass(frozen=True)
class Due:
    """One report that is expected, as the list shows it.

    Attributes:
        expected: with plan, agency and report.
        stage: where the moment lies in its window.
        window: with the exception that stands.
        returned: the opinion that no submission has answered yet.
    """

    expected: ExpectedReport
    stage: Stage
    window: Window
    returned: ReportStep | None

    @property
    def report(self) -> Report | None:
        return getattr(self.expected, "report", None)

    @property
    def handed_in(self) -> bool:
        """Whether it waits for nobody at the agency."""
        return self.report is not None and self.report.state in {one.value for one in HANDED_IN}

    @property
    def pressing(self) -> bool:
        """Whether its days still count for those who fill it in."""
        return not self.handed_in and self.stage is not Stage.NOT_YET


def in_scope(
    agencies: frozenset[int],
    *,
    fiscal_year: int | None = None,
    period: str = "",
    agency: str = "",
) -> QuerySet[ExpectedReport]:
    """What is expected of some agencies, narrowed by what a person chose."""
    found = expected_at(agencies)
    if fiscal_year is not None:
        found = found.filter(plan__fiscal_year=fiscal_year)
    if period:
        found = found.filter(period=period)
    if agency:
        found = found.filter(plan__agency__name=agency)
    return found


def standing(one: Standing, now: dt.datetime) -> Q:
    """The condition of one standing; each moment and state has its own, but for the first."""
    # `excused` is annotated by counted() and listed().
    waiting = Q(report__isnull=True) | Q(report__state__in=_codes(EDITABLE))
    fresh = Q(report__isnull=True) | Q(report__state=ReportState.DRAFT.value)
    taken = Q(opens_at__lte=now) & (Q(closes_at__gt=now) | Q(excused=True))
    corrected = Q(report__state=ReportState.DRAFT.value, report__published_version__isnull=False)
    returned = Q(report__state=ReportState.RETURNED.value)
    conditions: Mapping[Standing, Q] = {
        Standing.TO_DO: (waiting & taken) | returned | corrected,
        Standing.RETURNED: returned,
        Standing.LATE: fresh & taken & Q(due_at__lte=now),
        Standing.OPEN: fresh & taken & Q(due_at__gt=now),
        Standing.BEGUN: Q(report__state=ReportState.DRAFT.value) & (taken | corrected),
        Standing.COMING: fresh & Q(opens_at__gt=now),
        Standing.IN_REVIEW: Q(
            report__state__in=[ReportState.SUBMITTED.value, ReportState.PASSED.value]
        ),
        Standing.ACCEPTED: Q(report__state=ReportState.ACCEPTED.value),
        Standing.PUBLISHED: Q(report__state=ReportState.PUBLISHED.value),
        Standing.MISSED: fresh & ~corrected & Q(closes_at__lte=now) & Q(excused=False),
        Standing.ALL: Q(),
    }
    return conditions[one]


def counted(rows: QuerySet[ExpectedReport], now: dt.datetime) -> dict[Standing, int]:
    """How many there are of each standing, by one question."""
    found = (
        _excused(rows, now)
        .order_by()
        .aggregate(
            **{
                one.name: Count("pk", filter=standing(one, now), distinct=False)
                for one in Standing
                if one is not Standing.ALL
            },
            ALL=Count("pk"),
        )
    )
    return {one: found[one.name] for one in Standing}


def listed(
    rows: QuerySet[ExpectedReport], one: Standing, now: dt.datetime
) -> QuerySet[ExpectedReport]:
    """Those of one standing: what came back first, then the earliest due."""
    returned_first = Case(When(report__state=ReportState.RETURNED.value, then=0), default=Value(1))
    leave = LateException.objects.filter(ended_at__isnull=True)
    return (
        _excused(rows, now)
        .filter(standing(one, now))
        .prefetch_related(Prefetch("exceptions", leave, to_attr="leave"))
        .annotate(turn=returned_first)
        .order_by("turn", "due_at", "pk")
    )


def told(rows: Sequence[ExpectedReport], now: dt.datetime) -> list[Due]:
    """The rows of one page with what came back of them; one question more."""
    opinions = _opinions(rows)
    found = []
    for row in rows:
        leave: Sequence[LateException] = getattr(row, "leave", ())
        window = row.window(leave[0].until if leave else None)
        report: Report | None = getattr(row, "report", None)
        opinion = opinions.get(report.pk) if report is not None else None
        found.append(Due(row, window.stage_at(now), window, opinion))
    return found


def years_and_periods(agencies: frozenset[int]) -> tuple[list[int], list[str]]:
    """The years, newest first, and the codes of periods that anything is expected of."""
    rows = ExpectedReport.objects.filter(plan__agency__in=agencies, withdrawn_at__isnull=True)
    pairs = set(rows.order_by().values_list("plan__fiscal_year", "period").distinct())
    return sorted({year for year, _code in pairs}, reverse=True), sorted(
        {code for _year, code in pairs}, key=_in_the_year
    )


def agencies_expected(agencies: frozenset[int], most: int) -> list[Agency] | None:
    """The agencies of which anything is expected; None where there are more than `most`."""
    expected = ExpectedReport.objects.filter(withdrawn_at__isnull=True, plan__agency=OuterRef("pk"))
    found = list(
        Agency.objects.filter(Exists(expected), pk__in=agencies).order_by("name")[: most + 1]
    )
    return found if len(found) <= most else None


def _excused(rows: QuerySet[ExpectedReport], now: dt.datetime) -> QuerySet[ExpectedReport]:
    leave = LateException.objects.filter(
        expected=OuterRef("pk"), ended_at__isnull=True, until__gt=now
    )
    return rows.annotate(excused=Exists(leave))


def _opinions(rows: Sequence[ExpectedReport]) -> dict[int, ReportStep]:
    """By report that came back, the opinion with which it did."""
    reports = [
        row.report.pk
        for row in rows
        if getattr(row, "report", None) and row.report.state == ReportState.RETURNED
    ]
    if not reports:
        return {}
    steps = ReportStep.objects.filter(
        report__in=reports, step__in=[*RETURNS, ReportTurn.SUBMIT.value]
    ).order_by("report", "number")
    last = {one.report_id: one for one in steps}
    return {key: one for key, one in last.items() if one.step in RETURNS}


def _codes(states: frozenset[ReportState]) -> list[str]:
    return [one.value for one in states]


def _in_the_year(code: str) -> tuple[int, int]:
    kinds = ("month", "quarter", "half", "year")
    kind, _dash, number = code.partition("-")
    return kinds.index(kind) if kind in kinds else len(kinds), int(number or 0)
