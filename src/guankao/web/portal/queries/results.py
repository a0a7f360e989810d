"""What the pages ask of what was reported: only what was published, and who has not reported."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from django.db.models import Prefetch, Q, Subquery
from django.utils import timezone

from guankao import documents
from guankao.calendars import Stage, period_of
from guankao.figures import Period
from guankao.web.archive.queries import documents_of
from guankao.web.planning.models import Plan
from guankao.web.publishing.models import FigureCause, PublishedFigure
from guankao.web.reporting.models import ExpectedReport, LateException, ReportStep
from guankao.web.reporting.states import HANDED_IN, ReportTurn

MOST_FIGURES = 200
"""More published figures of one KPI than a year of months with their corrections."""


class PublicState(StrEnum):
    """How far an expected report is, as the public may know it."""

    PUBLISHED = "published"
    HANDED_IN = "handed-in"
    """With the reviewers."""
    EXCUSED = "excused"
    """Due, and allowed to come later."""
    MISSING = "missing"
    """Due, and not handed in."""
    TO_COME = "to-come"
    """Not due yet."""


@dataclass(frozen=True)
class PublicFigure:
    """A figure that the public read, with the text that it was computed of."""

    row: PublishedFigure
    document: documents.Report

    @property
    def corrected(self) -> bool:
        """Whether the report itself was corrected."""
        return self.row.cause == FigureCause.CORRECTED

    @property
    def restated(self) -> bool:
        """Whether it follows from a correction of an earlier period."""
        return self.row.cause == FigureCause.RESTATED


@dataclass(frozen=True)
class PublicPeriod:
    """One period of a KPI or project.

    Attributes:
        expected: what was asked for.
        period: the span of time.
        state: how far its report is.
        exception: the leave to come later that stands.
        handed_in_at: when it was first handed in; None where it was not.
        stage: where that lay in the window.
        figures: every figure that was published, the newest first.
    """

    expected: ExpectedReport
    period: Period
    state: PublicState
    exception: LateException | None
    handed_in_at: dt.datetime | None
    stage: Stage | None
    figures: tuple[PublicFigure, ...]

    @property
    def figure(self) -> PublicFigure | None:
        """What stands."""
        return self.figures[0] if self.figures else None

    @property
    def before(self) -> tuple[PublicFigure, ...]:
        """What stood before, the newest first."""
        return self.figures[1:]

    @property
    def late(self) -> bool:
        """Whether it was first handed in after it was due."""
        return self.stage in {Stage.LATE, Stage.EXCUSED}


@dataclass(frozen=True)
class Reported:
    """The periods of a KPI or project, and of these what was published, the newest first."""

    periods: list[PublicPeriod]
    newest_first: list[PublicPeriod]

    @classmethod
    def of(cls, periods: list[PublicPeriod]) -> Self:
        """Sort them out."""
        return cls(periods, [one for one in reversed(periods) if one.figure])

    @property
    def context(self) -> dict[str, object]:
        """What the templates ask for."""
        return {
            "periods": self.periods,
            "reported": self.newest_first,
            "latest": self.newest_first[0] if self.newest_first else None,
        }


def periods_of_element(plan: Plan, element: str) -> list[PublicPeriod]:
    """All periods of a KPI or project that are asked for or were published, in their order.

    At most five questions, and one where nothing is asked for.
    """
    rows = list(
        ExpectedReport.objects.filter(plan=plan, element=element)
        .select_related("report")
        .prefetch_related(standing_exceptions())
        .order_by("period_end", "pk")
    )
    if not rows:
        return []
    figures = _figures_of(plan, element)
    submitted = _first_submissions(plan, element)
    now = timezone.now()
    return [
        _period(row, figures.get(row.pk, ()), submitted.get(row.pk), now)
        for row in rows
        if row.withdrawn_at is None or row.pk in figures
    ]


def moment_of_last_change(now: dt.datetime) -> str:
    """When something last became late, or ceased to be excused, without anybody doing anything.

    Pages that say what was not reported have it in their version, beside the head of the ledger.
    """
    ended = LateException.objects.filter(until__lte=now).order_by("-until").values("until")[:1]
    due = (
        ExpectedReport.objects.filter(due_at__lte=now)
        .order_by("-due_at", "-pk")
        .annotate(ended=Subquery(ended))
        .values_list("due_at", "ended")
        .first()
    )
    return " ".join(moment.isoformat() for moment in due or () if moment is not None)


def standing_exceptions() -> Prefetch[str]:
    """Leave to come later that was not taken back, to be fetched with what is expected."""
    return Prefetch("exceptions", queryset=LateException.objects.filter(ended_at__isnull=True))


def state_of(expected: ExpectedReport, *, published: bool, now: dt.datetime) -> PublicState:
    """How far a report is; its report and its exceptions were fetched."""
    report = getattr(expected, "report", None)
    if published:
        return PublicState.PUBLISHED
    if report is not None and report.state in _HANDED_IN:
        return PublicState.HANDED_IN
    if now < expected.due_at:
        return PublicState.TO_COME
    exception = exception_of(expected)
    excused = exception is not None and now < exception.until
    return PublicState.EXCUSED if excused else PublicState.MISSING


_HANDED_IN = frozenset(state.value for state in HANDED_IN)


def not_handed_in() -> Q:
    """Of what is expected: neither with the reviewers nor published."""
    return ~(Q(report__state__in=sorted(_HANDED_IN)) | Q(report__published_version__isnull=False))


def exception_of(expected: ExpectedReport) -> LateException | None:
    """The leave that stands, where exceptions were fetched; there is at most one."""
    return next(iter(expected.exceptions.all()), None)


def _period(
    row: ExpectedReport,
    figures: Iterable[PublicFigure],
    submitted: ReportStep | None,
    now: dt.datetime,
) -> PublicPeriod:
    told = tuple(figures)
    return PublicPeriod(
        expected=row,
        period=period_of(row.plan.fiscal_year, row.period),
        state=state_of(row, published=bool(told), now=now),
        exception=exception_of(row),
        handed_in_at=submitted.taken_at if submitted else None,
        stage=Stage(submitted.stage) if submitted and submitted.stage else None,
        figures=told,
    )


def _figures_of(plan: Plan, element: str) -> dict[int, list[PublicFigure]]:
    """By what was expected: every figure that was published, the newest first."""
    rows = list(
        PublishedFigure.objects.filter(plan=plan, element=element)
        .select_related("result", "report")
        .order_by("period_end", "-number")[:MOST_FIGURES]
    )
    texts = documents_of(row.result.digest for row in rows)
    found: dict[int, list[PublicFigure]] = defaultdict(list)
    for row in rows:
        text = texts[row.result.digest]
        if isinstance(text, documents.Report):
            found[row.report.expected_id].append(PublicFigure(row, text))
    return found


def _first_submissions(plan: Plan, element: str) -> dict[int, ReportStep]:
    """By what was expected: the step by which it was first handed in."""
    steps = ReportStep.objects.filter(
        report__expected__plan=plan,
        report__expected__element=element,
        step=ReportTurn.SUBMIT.value,
    )
    found: dict[int, ReportStep] = {}
    for step in steps.select_related("report").order_by("-number"):
        found[step.report.expected_id] = step
    return found
