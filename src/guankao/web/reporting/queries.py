"""What can be asked about reporting: what is expected, what stands, what was computed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from guankao import documents
from guankao.calendars import Calendar as CalendarData
from guankao.calendars import Stage, Window, calendar_for, read_calendar
from guankao.documents import Plan
from guankao.results import ReportProblem, outdated, with_provided
from guankao.web.archive.queries import document_of
from guankao.web.reporting.models import Calendar, ExpectedReport, LateException, Report, Result
from guankao.web.reporting.models import ReportStep as Step
from guankao.web.reporting.outcomes import (
    Outcome,
    outcome_of,
    rules_of_year,
)
from guankao.web.reporting.past import earlier_results
from guankao.web.reporting.sources import provided_inputs
from guankao.web.reporting.states import HANDED_IN, ReportState, ReportTurn


class AnotherDocument(ValueError):
    """A digest that names another kind of document than was kept there."""


@dataclass(frozen=True)
class Standing:
    """The text of a report that counts: handed in, or published while it is corrected."""

    version: int
    digest: str


def standing_calendar(kind: str, fiscal_year: int) -> CalendarData:
    """The calendar of a year: an adopted one before those that ship; UnknownCalendar."""
    rows = Calendar.objects.filter(kind=kind, first_year__lte=fiscal_year).filter(
        Q(last_year__isnull=True) | Q(last_year__gte=fiscal_year)
    )
    adopted = [read_calendar(row.content) for row in rows]
    return calendar_for(kind, fiscal_year, adopted or None)


def expected_at(agencies: frozenset[int]) -> QuerySet[ExpectedReport]:
    """What is expected of some agencies and was not withdrawn, the earliest due first."""
    return (
        ExpectedReport.objects.filter(plan__agency__in=agencies, withdrawn_at__isnull=True)
        .select_related("plan__agency", "report")
        .order_by("due_at", "pk")
    )


def missing_at(agencies: frozenset[int], moment: dt.datetime) -> QuerySet[ExpectedReport]:
    """What was due by a moment and was never handed in: known, and not guessed."""
    handed_in = Q(report__state__in=[state.value for state in HANDED_IN]) | Q(
        report__published_version__isnull=False
    )
    return expected_at(agencies).filter(due_at__lte=moment).exclude(handed_in)


def waiting_at(agencies: frozenset[int], *, final: bool) -> QuerySet[Report]:
    """Reports that wait for the first review, or for the final one; the longest waiting first."""
    state = ReportState.PASSED if final else ReportState.SUBMITTED
    return (
        Report.objects.filter(expected__plan__agency__in=agencies, state=state.value)
        .select_related("expected__plan__agency")
        .order_by("changed_at", "pk")
    )


def window_of_report(expected: ExpectedReport) -> Window:
    """When a report is taken, with the exception that stands."""
    until = (
        LateException.objects.filter(expected=expected, ended_at__isnull=True)
        .values_list("until", flat=True)
        .first()
    )
    return expected.window(until)


def report_at(digest: str) -> documents.Report:
    """The report of this digest."""
    document = document_of(digest)
    if not isinstance(document, documents.Report):
        raise AnotherDocument(f"{document.identifier} is not a report.")
    return document


def plan_at(digest: str) -> Plan:
    """The plan of this digest."""
    document = document_of(digest)
    if not isinstance(document, Plan):
        raise AnotherDocument(f"{document.identifier} is not a plan.")
    return document


def steps_of(report: Report) -> list[Step]:
    """The steps of a report, the first first."""
    return list(report.steps.order_by("number"))


def last_step(report: Report) -> Step | None:
    """The step that was taken last, or None."""
    return report.steps.order_by("-number").first()


def submitters(report: Report) -> frozenset[str]:
    """The codes of all who handed it in, ever."""
    found = report.steps.filter(step=ReportTurn.SUBMIT.value)
    return frozenset(found.values_list("person", flat=True))


RETURNS = (ReportTurn.RETURN.value, ReportTurn.RETURN_FINALLY.value)


def unanswered_return(report: Report) -> Step | None:
    """The last opinion with which it was returned, where no submission followed; or None."""
    last = (
        report.steps.filter(step__in=[*RETURNS, ReportTurn.SUBMIT.value])
        .order_by("-number")
        .first()
    )
    return last if last is not None and last.step in RETURNS else None


def handed_in_at_stage(report: Report) -> Stage | None:
    """Where the first submission lay in its window; None where there was none."""
    first = report.steps.filter(step=ReportTurn.SUBMIT.value).order_by("number").first()
    return Stage(first.stage) if first is not None else None


def standing_of(report: Report | None) -> Standing | None:
    """What counts of a report; None where nothing was handed in, or it was taken back."""
    if report is None:
        return None
    if report.published_version is not None and report.state != ReportState.PUBLISHED:
        shown = report.versions.get(number=report.published_version)
        return Standing(shown.number, shown.digest)
    if ReportState(report.state) in HANDED_IN:
        return Standing(report.version, report.digest)
    return None


def standing_of_state(report: Report) -> bool:
    """Whether what a report says counts, as `standing_of` finds it, without asking for its text."""
    return report.published_version is not None or ReportState(report.state) in HANDED_IN


def rows_of_element(expected: ExpectedReport) -> list[ExpectedReport]:
    """All periods of one KPI or project in the order of the year, with their reports."""
    return list(
        ExpectedReport.objects.filter(
            plan=expected.plan_id, element=expected.element, withdrawn_at__isnull=True
        )
        .select_related("report")
        .order_by("period_end", "pk")
    )


def report_of(expected: ExpectedReport) -> Report | None:
    """The report on what is expected, or None where nobody began it."""
    return getattr(expected, "report", None)


def earlier_digests(expected: ExpectedReport, rows: Sequence[ExpectedReport]) -> list[str | None]:
    """The texts that stand of the earlier periods of the same kind, in order."""
    kind = expected.period.partition("-")[0]
    earlier = [
        row
        for row in rows
        if row.period_end < expected.period_end and row.period.partition("-")[0] == kind
    ]
    standing = [standing_of(report_of(row)) for row in earlier]
    return [one.digest if one else None for one in standing]


def preview(expected: ExpectedReport, document: documents.Report, *, typed: bool = True) -> Outcome:
    """What would follow from a report, by the plan of today; nothing is stored.

    One that is `typed` is completed by what comes from elsewhere, as saving does it.
    """
    if typed:
        document = with_provided(document, provided_inputs(expected))
    earlier = earlier_digests(expected, rows_of_element(expected))
    plan = plan_at(expected.plan.content_digest)
    return outcome_of(
        plan,
        expected.element,
        expected.period,
        [*[report_at(one) if one else None for one in earlier], document],
        fields=expected.fields,
        rules=rules_of_year(expected.plan.fiscal_year),
        history=earlier_results(expected, plan),
    )


def outdated_inputs(
    expected: ExpectedReport, document: documents.Report
) -> tuple[ReportProblem, ...]:
    """Inputs that stand elsewhere as others by now than in this report, draft or handed in.

    What was handed in is never changed by that; whoever reviews it is told.
    """
    return tuple(outdated(document, provided_inputs(expected)))


def last_values(expected: ExpectedReport) -> Mapping[str, str]:
    """What the report of the period before stated, to stand beside what is asked now."""
    earlier = [one for one in earlier_digests(expected, rows_of_element(expected)) if one]
    if not earlier:
        return {}
    last = report_at(earlier[-1])
    if last.indicator is not None:
        stated = {one.name: str(one.value) for one in last.indicator.inputs}
        if last.indicator.figure is not None:
            stated[""] = str(last.indicator.figure)
        return stated
    values = {
        name: getattr(last.project, name) for name in ("planned", "actual", "allotted", "spent")
    }
    return {name: str(value) for name, value in values.items() if value is not None}


def current_result(report: Report, version: int | None = None) -> Result | None:
    """The newest result of a version, of the newest version where none is named."""
    wanted = report.version if version is None else version
    return report.results.filter(version=wanted, current=True).first()


def published_results_of(plan: int, element: str) -> list[Result]:
    """What the public may read of a KPI or project: the newest result of each published text."""
    return list(
        Result.objects.filter(
            report__expected__plan=plan,
            report__expected__element=element,
            version=F("report__published_version"),
            current=True,
        )
        .select_related("report__expected__plan")
        .order_by("report__expected__period_end", "report")
    )
