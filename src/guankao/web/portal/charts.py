"""The charts of the pages, in the words of the page's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from guankao import charts
from guankao.charts import (
    ChartWords,
    PeriodPoint,
    ProgressWords,
    ResultWords,
    Series,
    Specification,
)
from guankao.web.planning.models import Indicator
from guankao.web.portal.queries.results import PublicPeriod
from guankao.web.portal.templatetags.results import in_words, result_figure


class MonthOfProgress(Protocol):
    """Progress at the end of a month in percent, as the plan and as reports have it."""

    @property
    def month(self) -> int: ...

    @property
    def planned(self) -> Decimal | None: ...

    @property
    def actual(self) -> Decimal | None: ...


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


def progress_chart(months: Iterable[MonthOfProgress]) -> Specification:
    """The progress of a project, planned and actual, as Vega-Embed draws it in the page."""
    words = ProgressWords(month=_("Month"), planned=_("Planned"), actual=_("Actual progress"))
    known = list(months)
    return charts.progress_chart(
        [(one.month, one.planned) for one in known if one.planned is not None],
        words,
        [(one.month, one.actual) for one in known if one.actual is not None],
    )


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
    unit = next((one.figure.row.unit for one in periods if one.figure), indicator.target_unit)
    words = ResultWords(
        month=_("Month"),
        figure=_("Figure"),
        target=_("Target: %(target)s") % {"target": "{target}"},
    )
    # A target in another scale than the figures has no place on their axis.
    same_unit = unit in {indicator.target_base_unit, indicator.target_unit}
    value = indicator.target_value if unit == indicator.target_unit else indicator.target_base_value
    return charts.results_chart(
        points, unit, value if same_unit else None, indicator.target_text, words
    )
