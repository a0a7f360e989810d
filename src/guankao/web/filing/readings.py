"""One report as somebody reads it who has to judge it, with everything that stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guankao import documents
from guankao.documents import Indicator, Project
from guankao.rules import Level
from guankao.web.archive.queries import documents_of
from guankao.web.filing.queue import standing_version
from guankao.web.filing.statements import (
    ComparedFigure,
    ComparedText,
    compare_figures,
    compare_texts,
)
from guankao.web.reporting.models import (
    ExpectedReport,
    LateException,
    Report,
    ReportStep,
    ReportVersion,
    Result,
)
from guankao.web.reporting.outcomes import NotInPlan, element_of
from guankao.web.reporting.queries import (
    RETURNS,
    outdated_inputs,
    plan_at,
    report_of,
    rows_of_element,
    steps_of,
)
from guankao.web.reporting.states import TABLE, ReportTurn, Transition


@dataclass(frozen=True)
class PeriodLine:
    """One period of the year in the list beside a report."""

    expected: ExpectedReport
    report: Report | None
    result: Result | None
    here: bool


@dataclass(frozen=True)
class Reading:
    """A report to be judged.

    Attributes:
        report: with its `expected`.
        text: what it says.
        figures: beside those of last time and of the version that was returned.
        texts: with what changed since it was returned.
        result: what was computed of the version; None before it was handed in.
        element: the KPI or project of the plan that it was judged by; None where it has it no more.
        last: the period before whose report stands.
        returned: the version that was returned, where another came after it.
        periods: all of the year, in order.
        steps: all that was done and said, in order.
        exceptions: every leave to be late, the latest first.
        moved: inputs that by now stand elsewhere as others than here, as problems are stored.
    """

    report: Report
    text: documents.Report
    figures: Sequence[ComparedFigure]
    texts: Sequence[ComparedText]
    result: Result | None
    element: Indicator | Project | None
    last: ExpectedReport | None
    returned: int | None
    periods: Sequence[PeriodLine]
    steps: Sequence[tuple[Transition, ReportStep]]
    exceptions: Sequence[LateException]
    moved: Sequence[Sequence[Any]]

    @property
    def content(self) -> Mapping[str, Any]:
        """The whole outcome as it is stored; empty where nothing was computed."""
        return self.result.content if self.result is not None else {}

    @property
    def evidence(self) -> Sequence[documents.Evidence]:
        return self.text.evidence

    @property
    def submitted_by(self) -> frozenset[str]:
        """The codes of all who handed it in."""
        return frozenset(
            one.person for line, one in self.steps if one.step == ReportTurn.SUBMIT.value
        )

    @property
    def waits_since(self) -> ReportStep | None:
        """The step that was taken last."""
        return self.steps[-1][1] if self.steps else None


def reading_of(report: Report) -> Reading:
    """Everything about a report by a bounded number of questions, whatever its year holds."""
    expected = report.expected
    rows = rows_of_element(expected)
    steps = steps_of(report)
    versions = {one.number: one for one in report.versions.all()}
    periods = _periods(expected, rows)
    last = _last_of(expected, periods)
    returned = _returned(report, steps, versions)
    wanted = [report.digest, *([returned.digest] if returned else [])]
    last_digest = _standing_digest(last)
    found = documents_of([*wanted, *([last_digest] if last_digest else [])])
    text = _report_in(found, report.digest)
    assert text is not None  # noqa: S101 - a version's text is kept before the version is
    given_back = _report_in(found, returned.digest if returned else None)
    before = _report_in(found, last_digest)
    result = report.results.filter(version=report.version, current=True).first()
    return Reading(
        report=report,
        text=text,
        figures=compare_figures(text, before, given_back),
        texts=compare_texts(text, given_back),
        result=result,
        element=_element(expected, result),
        last=last.expected if last else None,
        returned=returned.number if returned else None,
        periods=periods,
        steps=[(TABLE[ReportTurn(one.step)], one) for one in steps],
        exceptions=list(expected.exceptions.order_by("-given_at")),
        moved=[
            # It hinders whoever still fills the report in; whoever judges it is only told.
            [one.code.value, Level.WARNING.value, one.field, dict(one.facts)]
            for one in outdated_inputs(expected, text)
        ],
    )


def _report_in(found: Mapping[str, object], digest: str | None) -> documents.Report | None:
    document = found.get(digest) if digest else None
    return document if isinstance(document, documents.Report) else None


def _periods(expected: ExpectedReport, rows: Sequence[ExpectedReport]) -> Sequence[PeriodLine]:
    results = {
        (one.report_id, one.version): one
        for one in Result.objects.filter(
            current=True,
            report__expected__plan=expected.plan_id,
            report__expected__element=expected.element,
        ).defer("content", "earlier", "rules")
    }
    lines = []
    for row in rows:
        report = report_of(row)
        version = standing_version(report) if report is not None else None
        result = results.get((report.pk, version)) if report and version else None
        lines.append(PeriodLine(row, report, result, row.pk == expected.pk))
    return lines


def _last_of(expected: ExpectedReport, periods: Sequence[PeriodLine]) -> PeriodLine | None:
    kind = expected.period.partition("-")[0]
    earlier = [
        line
        for line in periods
        if line.expected.period_end < expected.period_end
        and line.expected.period.partition("-")[0] == kind
        and line.report is not None
        and standing_version(line.report) is not None
    ]
    return earlier[-1] if earlier else None


def _standing_digest(line: PeriodLine | None) -> str | None:
    if line is None or line.report is None:
        return None
    version = standing_version(line.report)
    if version is None or version == line.report.version:
        return line.report.digest
    return line.report.versions.get(number=version).digest


def _returned(
    report: Report, steps: Sequence[ReportStep], versions: Mapping[int, ReportVersion]
) -> ReportVersion | None:
    """The version of the last return, where another came after it; else the public one that a
    correction changes."""
    for step in reversed(steps):
        if step.step in RETURNS and step.version < report.version:
            return versions.get(step.version)
    if report.corrects and report.published_version != report.version:
        return versions.get(report.published_version or 0)
    return None


def _element(expected: ExpectedReport, result: Result | None) -> Indicator | Project | None:
    digest = result.plan_digest if result is not None else expected.plan.content_digest
    try:
        return element_of(plan_at(digest), expected.element)
    except NotInPlan:
        return None
