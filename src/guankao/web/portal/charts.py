"""The charts of the pages, in the words of the page's language."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from guankao import charts
from guankao.charts import ChartWords, ProgressWords, Series, Specification
from guankao.web.planning.models import PlannedProgress


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
