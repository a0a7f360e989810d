"""The chart of a KPI page, in the words of the page's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from guankao import charts
from guankao.charts import ChartWords, Series, Specification


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
