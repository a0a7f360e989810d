"""The queue of whoever judges reports: what waits for the first review, the final one, the public.

A page of it asks the same few questions of the database whatever its length.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from guankao import documents
from guankao.calendars import Stage, period_of
from guankao.web.archive.queries import documents_of
from guankao.web.organizations.matrix import Permission
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Rights
from guankao.web.reporting.models import (
    ExpectedReport,
    LateException,
    Report,
    ReportStep,
    Result,
)
from guankao.web.reporting.states import HANDED_IN, ReportState, ReportTurn


class Queue(StrEnum):
    """What a report can wait for."""

    FIRST = "first"
    FINAL = "final"
    PUBLISH = "publish"


STATES = {
    Queue.FIRST: ReportState.SUBMITTED,
    Queue.FINAL: ReportState.PASSED,
    Queue.PUBLISH: ReportState.ACCEPTED,
}
PERMISSIONS = {
    Queue.FIRST: Permission.REVIEW_REPORT,
    Queue.FINAL: Permission.REVIEW_REPORT_FINALLY,
    Queue.PUBLISH: Permission.PUBLISH_REPORT,
}
"""Who has to act."""


@dataclass(frozen=True)
class QueueFilter:
    """What to narrow the queue to; empty: all of it."""

    agency: str = ""
    year: int | None = None
    period: str = ""
    light: str = ""
    """A light of KPIs or, with `risk-` before it, a risk of projects."""
    only: str = ""
    """`problems`, `late` or `corrections`."""


@dataclass(frozen=True)
class QueueRow:
    """One report of the queue with what helps to judge it at a glance.

    Attributes:
        report: with `expected` and its plan and agency.
        result: what was computed of the version that waits.
        before: the result of the period before; None where none stands.
        problems: how many doubts the computation found.
        evidence: how many files prove it.
        stage: where its first submission lay in its window.
        exception: the leave to be late that stands or stood for it.
        own: whether the person handed it in, and so may not judge it.
    """

    report: Report
    result: Result | None
    before: Result | None
    problems: int
    evidence: int
    stage: str
    exception: LateException | None
    own: bool

    @property
    def change(self) -> Decimal | None:
        """More than last time by so much."""
        if self.result is None or self.before is None:
            return None
        if self.result.value is None or self.before.value is None:
            return None
        if self.result.unit != self.before.unit:
            return None
        return self.result.value - self.before.value

    @property
    def red(self) -> bool:
        return self.result is not None and (
            self.result.light == "red" or self.result.risk == "high"
        )

    @property
    def late(self) -> bool:
        return self.stage in {Stage.LATE.value, Stage.EXCUSED.value, Stage.CLOSED.value}


def waiting_in(queue: Queue, rights: Rights) -> QuerySet[Report]:
    """What waits for a person's decision, the longest waiting first."""
    return (
        Report.objects.filter(
            state=STATES[queue].value,
            expected__withdrawn_at__isnull=True,
            expected__plan__agency__in=rights.agencies(PERMISSIONS[queue]),
        )
        .select_related("expected__plan__agency")
        .order_by("changed_at", "pk")
    )


def queues_of(rights: Rights) -> Sequence[tuple[Queue, int]]:
    """The queues that are open to a person, with how many reports wait in each."""
    return [
        (queue, waiting_in(queue, rights).count())
        for queue in Queue
        if rights.allows_somewhere(PERMISSIONS[queue])
    ]


def narrowed(found: QuerySet[Report], asked: QueueFilter) -> QuerySet[Report]:
    """The queue with some filters."""
    if asked.agency:
        found = found.filter(expected__plan__agency__name=asked.agency)
    if asked.year is not None:
        found = found.filter(expected__plan__fiscal_year=asked.year)
    if asked.period:
        found = found.filter(expected__period=asked.period)
    results = Result.objects.filter(
        report=OuterRef("pk"), version=OuterRef("version"), current=True
    )
    if asked.light.startswith("risk-"):
        found = found.filter(Exists(results.filter(risk=asked.light.removeprefix("risk-"))))
    elif asked.light:
        found = found.filter(Exists(results.filter(light=asked.light)))
    if asked.only == "problems":
        found = found.filter(Exists(results.exclude(content__problems=[])))
    elif asked.only == "late":
        late = [Stage.LATE.value, Stage.EXCUSED.value, Stage.CLOSED.value]
        found = found.annotate(came=_first_stage()).filter(came__in=late)
    elif asked.only == "corrections":
        found = found.filter(published_version__isnull=False)
    return found


def choices_of(found: QuerySet[Report]) -> tuple[list[Agency], list[int], list[str]]:
    """The agencies, years and periods that a queue can be narrowed to."""
    held = found.order_by()
    agencies = Agency.objects.filter(pk__in=held.values("expected__plan__agency")).order_by("name")
    pairs = set(held.values_list("expected__plan__fiscal_year", "expected__period").distinct())
    years = sorted({year for year, _period in pairs}, reverse=True)
    ends = {period: period_of(107, period).end for _year, period in pairs}
    return list(agencies), years, sorted(ends, key=lambda one: (ends[one], one))


def _first_stage() -> Subquery:
    """Where the first submission lay; when a returned report comes again counts for nothing."""
    submissions = ReportStep.objects.filter(report=OuterRef("pk"), step=ReportTurn.SUBMIT.value)
    return Subquery(submissions.order_by("number").values("stage")[:1])


def with_marks(found: QuerySet[Report], code: str) -> QuerySet[Report]:
    """Reports with what `rows_of` reads beside them; `code` is of the person who looks."""
    own = ReportStep.objects.filter(
        report=OuterRef("pk"), step=ReportTurn.SUBMIT.value, person=code
    )
    return found.annotate(came=_first_stage(), own=Exists(own)).prefetch_related(
        Prefetch(
            "results",
            Result.objects.filter(current=True).order_by("-version"),
            to_attr="current_results",
        ),
        Prefetch(
            "expected__exceptions",
            LateException.objects.order_by("-given_at"),
            to_attr="given_exceptions",
        ),
    )


def rows_of(reports: Sequence[Report]) -> Sequence[QueueRow]:
    """The rows of one page of `with_marks`."""
    before = _results_before([one.expected for one in reports])
    texts = documents_of(one.digest for one in reports)
    return [
        QueueRow(
            report=one,
            result=result,
            before=before.get(one.expected_id),
            problems=len(result.content["problems"]) if result else 0,
            evidence=_evidence(texts.get(one.digest)),
            stage=one.came or "",  # type: ignore[attr-defined]
            exception=next(iter(one.expected.given_exceptions), None),  # type: ignore[attr-defined]
            own=one.own,  # type: ignore[attr-defined]
        )
        for one in reports
        for result in [_result_of(one)]
    ]


def _result_of(report: Report) -> Result | None:
    current: list[Result] = report.current_results  # type: ignore[attr-defined]
    return next((one for one in current if one.version == report.version), None)


def _evidence(document: object) -> int:
    return len(document.evidence) if isinstance(document, documents.Report) else 0


def _results_before(expected: Sequence[ExpectedReport]) -> Mapping[int, Result]:
    """Of each, the result of the latest earlier period of the year whose report stands."""
    if not expected:
        return {}
    found = (
        Result.objects.filter(
            current=True,
            report__expected__plan__in={one.plan_id for one in expected},
            report__expected__element__in={one.element for one in expected},
            report__expected__withdrawn_at__isnull=True,
        )
        .select_related("report__expected")
        .defer("content", "earlier", "rules")
    )
    standing: dict[tuple[int, str, str], list[tuple[dt.date, Result]]] = {}
    for one in found:
        row = one.report.expected
        if one.version == standing_version(one.report):
            standing.setdefault(_element(row), []).append((row.period_end, one))
    before = {}
    for row in expected:
        earlier = [
            (end, one) for end, one in standing.get(_element(row), []) if end < row.period_end
        ]
        if earlier:
            before[row.pk] = max(earlier, key=lambda pair: pair[0])[1]
    return before


def _element(row: ExpectedReport) -> tuple[int, str, str]:
    """One KPI or project reported on in periods of one kind."""
    return row.plan_id, row.element, row.period.partition("-")[0]


def standing_version(report: Report) -> int | None:
    """The version whose figure counts: published while it is corrected, else handed in."""
    state = ReportState(report.state)
    if report.published_version is not None and state is not ReportState.PUBLISHED:
        return report.published_version
    return report.version if state in HANDED_IN else None


@dataclass(frozen=True)
class Neighbours:
    """Who stands before and after a report in its queue."""

    before: Report | None
    after: Report | None


def neighbours_of(report: Report, queue: Queue, rights: Rights) -> Neighbours:
    """The reports beside one in a queue, also where it stands in it no more."""
    found = waiting_in(queue, rights).exclude(pk=report.pk)
    if report.state != STATES[queue]:
        return Neighbours(None, found.first())
    earlier = Q(changed_at__lt=report.changed_at) | Q(
        changed_at=report.changed_at, pk__lt=report.pk
    )
    return Neighbours(
        found.filter(earlier).order_by("-changed_at", "-pk").first(),
        found.exclude(earlier).first(),
    )
