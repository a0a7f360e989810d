"""What the reports of earlier years came to, to see what is usual at this time of the year."""

from __future__ import annotations

from decimal import Decimal

from guankao.documents import Indicator, Plan
from guankao.figures.formulas.evaluate import key
from guankao.web.archive.queries import documents_of
from guankao.web.reporting.models import ExpectedReport, Result
from guankao.web.reporting.outcomes import element_of
from guankao.web.reporting.states import ReportState

History = list[tuple[int, str]]
"""Fiscal years with the results of the same period, exactly, as they are stored."""
MOST_YEARS = 10


def earlier_results(expected: ExpectedReport, plan: Plan) -> History:
    """Results of the same KPI and period in earlier years, accepted or published, oldest first.

    Only of years in which the KPI was measured as it is now: another standard is another series.
    """
    if not expected.element.startswith("kpi/"):
        return []
    found = element_of(plan, expected.element)
    assert isinstance(found, Indicator)  # noqa: S101 - its element says so
    rows = list(
        Result.objects.filter(
            report__expected__plan__agency=expected.plan.agency_id,
            report__expected__plan__fiscal_year__lt=plan.fiscal_year,
            report__expected__plan__fiscal_year__gte=plan.fiscal_year - MOST_YEARS,
            report__expected__element=expected.element,
            report__expected__period=expected.period,
            report__state__in=[ReportState.ACCEPTED.value, ReportState.PUBLISHED.value],
            current=True,
        )
        .select_related("report__expected__plan")
        .order_by("report__expected__plan__fiscal_year")
    )
    plans = documents_of(row.plan_digest for row in rows)
    history: History = []
    for row in rows:
        then = plans.get(row.plan_digest)
        value = row.content.get("value")
        if value is None or row.version != row.report.version or not isinstance(then, Plan):
            continue
        before = next((one for one in then.indicators if one.key == found.key), None)
        if before is not None and key(before.standard) == key(found.standard):
            history.append((row.report.expected.plan.fiscal_year, value))
    return history


def as_figures(history: History) -> dict[int, Decimal]:
    """The history as the core reads it."""
    return {year: Decimal(value) for year, value in history}
