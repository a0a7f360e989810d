"""The page of a KPI and its chart."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from guankao.charts import Specification
from guankao.web.planning.models import Indicator
from guankao.web.portal import representation as shown
from guankao.web.portal.chart_pages import Chart
from guankao.web.portal.charts import history_chart, results_chart
from guankao.web.portal.formulas import reading_of, trial_of
from guankao.web.portal.pages import Content, PublicPage, Table
from guankao.web.portal.queries import indicators as queries
from guankao.web.portal.queries.findings import findings_of_element
from guankao.web.portal.queries.results import PublicPeriod, Reported, periods_of_element
from guankao.web.portal.queries.series import years_of_series
from guankao.web.portal.queries.waivers import SortedFindings, sorted_findings, waivers_of
from guankao.web.portal.result_data import RESULT_COLUMNS, latest_row, period_data
from guankao.web.portal.series import KpiHistory, kpi_history, own_figures
from guankao.web.portal.series_data import year_of_kpi_data, year_targets_data
from guankao.web.portal.trail import trail_to_plan
from guankao.web.portal.views.agency import history_words, plan_or_404


class KpiPage(PublicPage):
    template_name = "portal/kpi.html"
    tells_what_is_due = True

    def content(self, request: HttpRequest, **address: Any) -> Content:
        indicator = indicator_or_404(address["year"], address["agency"], address["key"])
        reading = reading_of(indicator)
        trial = trial_of(request, indicator, reading)
        neighbours = queries.neighbours_of(indicator)
        namesakes = queries.namesakes_of(indicator)
        through_years = _through_years(indicator)
        told = _findings_of(indicator)
        periods = periods_of_element(indicator.plan, f"kpi/{indicator.key}")
        reported = Reported.of(periods)
        return Content(
            context={
                "indicator": indicator,
                "reading": reading,
                "trial": trial,
                "plan": indicator.plan,
                "year": indicator.plan.fiscal_year,
                "through_years": through_years,
                "other_scale": _in_other_scale(indicator),
                "series": through_years.series,
                "projects": list(indicator.projects.all()),
                "findings": told.open,
                "waived": told.waived,
                "neighbours": neighbours,
                "namesakes": namesakes,
                "compared": [indicator, *namesakes.related],
                "fictional": indicator.plan.fictional,
                "trail": trail_to_plan(indicator.plan),
                **reported.context,
                "results_chart": drawable(periods) is not None,
            },
            data=lambda: {
                **shown.indicator_data(indicator),
                "formula": {
                    **reading.data(),
                    "trial": None if trial is None else trial.data(),
                },
                "history": shown.history_data(indicator),
                "year_targets": year_targets_data(indicator),
                "years": [year_of_kpi_data(one) for one in through_years.years],
                "results": [period_data(one) for one in periods],
                "projects": [
                    shown.reference(
                        project.identifier, title=project.title, category=project.category
                    )
                    for project in indicator.projects.all()
                ],
                "same_name": [shown.indicator_data(one) for one in namesakes.related],
                "more_of_same_name": namesakes.more,
            },
            table=lambda: _table(indicator, reading.expression, reported),
        )


class KpiChart(Chart):
    """The page of the KPI has the same figures as a table."""

    def specification(self, **address: Any) -> Specification | None:
        indicator = indicator_or_404(address["year"], address["agency"], address["key"])
        series = _through_years(indicator).series
        return None if series is None else history_chart(series)


class KpiResultsChart(Chart):
    """What was reached by the end of each period, against the target of the year."""

    def specification(self, **address: Any) -> Specification | None:
        indicator = indicator_or_404(address["year"], address["agency"], address["key"])
        periods = periods_of_element(indicator.plan, f"kpi/{indicator.key}")
        if not (drawable(periods) or indicator.target_value is not None):
            return None
        return results_chart(indicator, periods)


def drawable(periods: list[PublicPeriod]) -> list[PublicPeriod] | None:
    """The periods whose figures can be drawn in one line; None where there are not two."""
    known = [one for one in periods if one.figure and one.figure.row.value is not None]
    return known if len(known) > 1 else None


def _table(indicator: Indicator, expression: str, reported: Reported) -> Table:
    return Table(
        name=indicator.identifier.replace("/", "-"),
        columns=[*shown.INDICATOR_COLUMNS, "history", "expression", *RESULT_COLUMNS],
        rows=[
            (
                *shown.indicator_row(indicator),
                history_words(indicator),
                expression,
                *latest_row(reported.newest_first),
            )
        ],
    )


def _findings_of(indicator: Indicator) -> SortedFindings:
    waivers = waivers_of(indicator.plan.identifier, timezone.localdate())
    return sorted_findings(
        findings_of_element(indicator.identifier),
        [one for one in waivers if one.element == indicator.identifier],
    )


def _through_years(indicator: Indicator) -> KpiHistory:
    own = own_figures(indicator, indicator.history.all(), indicator.year_targets.all())
    return kpi_history(own, years_of_series(indicator))


def _in_other_scale(indicator: Indicator) -> bool:
    """Whether the target counts in thousands or millions and an earlier year does not."""
    scaled = indicator.target_unit != indicator.target_base_unit
    return scaled and any(
        past.value is not None and past.unit != indicator.target_unit
        for past in indicator.history.all()
    )


def indicator_or_404(fiscal_year: int, agency: str, key: str) -> Indicator:
    """The KPI; where the agency has no plan for the year, the answer leads to those it has."""
    try:
        return queries.indicator_of(fiscal_year, agency, key)
    except Indicator.DoesNotExist:
        plan_or_404(fiscal_year, agency)
        raise Http404 from None
