"""The charts of the pages, in the words of the page's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from guankao import charts
from guankao.charts import ChartWords, PeriodPoint, ProgressWords, ResultWords, Series, Specification
from guankao.web.planning.models import Indicator, PlannedProgress
from guankao.web.portal.queries.results import PublicPeriod
from guankao.web.portal.templatetags.results import in_words, result_figure


def history_chart(series: Series) -> Specification:
    """The specification that Vega-Embed draws in the page."""
    words = ChartWords(
        fiscal_year=_("Fiscal year"),
        figure=_("Figure"),
        target=_("Target: %(target)s") % {"target": "{target}"},
        actual=_("Reached: %(actual)s") % {"actual": "{actual}"},
        definition_changed=_("Definition changed"),
        other_target=_("Target: %(target)s") % {"target": "{target}"},
        planned=_("Medium-term target: %(target)s") % {"target": "{target}"},
    )
    return charts.history_chart(series, words)


def progress_chart(planned: Iterable[PlannedProgress]) -> Specification:
    """The planned progress of a project, as Vega-Embed draws it in the page."""
    words = ProgressWords(month=_("Month"), planned=_("Planned progress"))
    return charts.progress_chart([(one.month, one.percent) for one in planned], words)


def results_chart(indicator: Indicator, periods: Sequence[PublicPeriod]) -> Specification:
    """What was reached period by period beside the target, as Vega-Embed draws it in the page."""
    points = [
        PeriodPoint(
            month=one.period.end.month,
            label=in_words(one.period),
            value=one.figure.row.value,
            text=f"{result_figure(one.figure.row.value)}{one.figure.row.unit}",
        )
        for one in periods
        if one.figure and one.figure.row.value is not None
    ]
    unit = next((one.figure.row.unit for one in periods if one.figure), "")
    words = ResultWords(
        month=_("Month"), figure=_("Figure"), target=_("Target: %(target)s") % {"target": "{target}"}
    )
    # A target in another scale than the figures has no place on their axis.
    same_unit = unit in {indicator.target_base_unit, indicator.target_unit}
    value = indicator.target_value if unit == indicator.target_unit else indicator.target_base_value
    return charts.results_chart(
        points, unit, value if same_unit else None, indicator.target_text, words
    )
