"""Keep what the public may read of reports: every figure that was published, in its order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from guankao import documents
from guankao.web.publishing.models import FigureCause, PublishedFigure, PublishedInput
from guankao.web.reporting.models import ExpectedReport, Report, Result
from guankao.web.reporting.queries import published_results_of, report_at
from guankao.web.reporting.states import ReportTurn


def tell_results(plan: int, element: str) -> None:
    """Bring what the public reads of one KPI or project up to date, inside the verb that calls.

    What is as it was stays; a figure that changed gets a row beside the one before. Whoever calls
    holds the periods of the KPI or project locked, as every verb on reports does.
    """
    results = published_results_of(plan, element)
    standing = {
        row.report_id: row
        for row in PublishedFigure.objects.filter(plan=plan, element=element, standing=True)
        .select_related("result")
        .order_by("pk")
    }
    for result in results:
        _tell(result, standing.get(result.report_id))
    if results:
        _mark_latest(plan, element)


def tell_results_of_plan(plan: int) -> None:
    """The same for all that a plan is reported on: where rows were put in without the verbs."""
    elements = (
        ExpectedReport.objects.filter(plan=plan, report__published_version__isnull=False)
        .order_by("element")
        .values_list("element", flat=True)
        .distinct()
    )
    for element in list(elements):
        tell_results(plan, element)


def _tell(result: Result, known: PublishedFigure | None) -> None:
    if known is not None and known.result_id == result.pk:
        return
    report, expected = result.report, result.report.expected
    if known is not None and _same(known.result, result):
        # A correction that was dropped left the old text with a new number.
        known.result = result
        known.save(update_fields=["result"])
        return
    cause = _cause(known, result)
    if known is not None:
        known.standing = known.latest = False
        known.save(update_fields=["standing", "latest"])
    text = report_at(result.digest)
    figure = PublishedFigure.objects.create(
        plan=expected.plan,
        report=report,
        result=result,
        element=expected.element,
        period=expected.period,
        period_end=expected.period_end,
        number=known.number + 1 if known else 1,
        cause=cause.value,
        reason=_reason_of(report) if cause is FigureCause.CORRECTED else "",
        published_at=result.computed_at
        if cause is FigureCause.RESTATED
        else _published_at(report) or result.computed_at,
        value=result.value,
        unit=result.unit,
        achievement=result.achievement,
        met=result.met,
        light=result.light,
        risk=result.risk,
        planned=_column(result.content.get("planned")),
        allotted=text.project.allotted if text.project else None,
        spent=text.project.spent if text.project else None,
    )
    PublishedInput.objects.bulk_create(_inputs(figure, text))


def _column(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _inputs(figure: PublishedFigure, report: documents.Report) -> Iterator[PublishedInput]:
    """What was stated of a KPI, in the order of the report."""
    stated = report.indicator
    if stated is None:
        return
    for number, one in enumerate(stated.inputs, start=1):
        yield PublishedInput(
            figure=figure,
            number=number,
            name=one.name,
            value=one.value,
            source=one.source,
            origin=one.origin or "",
        )
    if stated.figure is not None:
        yield PublishedInput(
            figure=figure,
            number=1,
            name="",
            value=stated.figure,
            unit=stated.unit or "",
            source=stated.source,
            origin=stated.origin or "",
        )


def _same(before: Result, now: Result) -> bool:
    return before.digest == now.digest and before.content == now.content


def _cause(known: PublishedFigure | None, now: Result) -> FigureCause:
    if known is None:
        return FigureCause.FIRST
    same_text = known.result.digest == now.digest
    return FigureCause.RESTATED if same_text else FigureCause.CORRECTED


def _published_at(report: Report) -> dt.datetime | None:
    """When the text that the public reads was published, which may be before it was told."""
    steps = report.steps.filter(step=ReportTurn.PUBLISH.value).order_by("-number")
    return steps.values_list("taken_at", flat=True).first()


def _reason_of(report: Report) -> str:
    steps = report.steps.filter(step=ReportTurn.CORRECT.value).order_by("-number")
    return steps.values_list("words", flat=True).first() or ""


def _mark_latest(plan: int, element: str) -> None:
    """One row of each KPI or project stands for its year: that of the newest period."""
    standing = PublishedFigure.objects.filter(plan=plan, element=element, standing=True)
    rows: Iterable[PublishedFigure] = standing.order_by("period_end", "pk")
    *others, newest = rows
    for row in others:
        if row.latest:
            row.latest = False
            row.save(update_fields=["latest"])
    if not newest.latest:
        newest.latest = True
        newest.save(update_fields=["latest"])
