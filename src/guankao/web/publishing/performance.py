"""The performance report of a plan, as its published reports give it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import F

from guankao.calendars import period_of
from guankao.documents import PerformanceReport, Report
from guankao.results import LastReported, performance_report_of
from guankao.scoring import Light
from guankao.web.archive.queries import documents_of
from guankao.web.planning.models import Plan
from guankao.web.publishing.models import PublishedFigure
from guankao.web.reporting.models import Result
from guankao.web.reporting.queries import plan_at
from guankao.web.reporting.states import ReportState


class NothingReported(LookupError):
    """Nothing of the plan was published, so there is nothing to write."""


def performance_report(plan: Plan, *, preliminary: bool = False) -> PerformanceReport:
    """The report by the newest published figure of each KPI and project.

    With `preliminary` what was accepted and waits for its publication takes its place, marked as
    such. In four questions. Raises NothingReported.
    """
    rows = PublishedFigure.objects.filter(plan=plan, latest=True)
    found = {
        row.element: (row.result, False)
        for row in rows.select_related("result__report__expected").order_by("pk")
    }
    if preliminary:
        for result in _accepted(plan):
            element = result.report.expected.element
            known = found.get(element)
            if known is None or _end(known[0]) <= _end(result):
                found[element] = (result, True)
    if not found:
        raise NothingReported(plan.identifier)
    texts = documents_of(result.digest for result, _ in found.values())
    reported = {}
    for element, (result, waits) in found.items():
        text = texts[result.digest]
        if isinstance(text, Report):
            reported[element] = _last(plan, result, text, preliminary=waits)
    return performance_report_of(plan_at(plan.content_digest), reported)


def _accepted(plan: Plan) -> Iterable[Result]:
    """Results of what waits for its publication, the earliest period first."""
    return (
        Result.objects.filter(
            report__expected__plan=plan,
            report__expected__withdrawn_at__isnull=True,
            report__state=ReportState.ACCEPTED.value,
            version=F("report__version"),
            current=True,
        )
        .select_related("report__expected")
        .order_by("report__expected__period_end", "pk")
    )


def _end(result: Result) -> dt.date:
    return result.report.expected.period_end


def _last(plan: Plan, result: Result, text: Report, *, preliminary: bool) -> LastReported:
    content = result.content
    return LastReported(
        period=period_of(plan.fiscal_year, result.report.expected.period),
        report=text,
        value=_decimal(content.get("value")),
        unit=content.get("unit") or "",
        achievement=_decimal(content.get("achievement")),
        light=Light(content["light"]) if content.get("light") else Light.WHITE,
        values={name: Decimal(value) for name, value in content.get("values", {}).items()},
        planned=_decimal(content.get("planned")),
        preliminary=preliminary,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
