"""The series of a KPI in the database: what was read of its target and of its earlier years."""

from __future__ import annotations

from collections.abc import Iterable

from guankao import charts
from guankao.charts import Series, Stated
from guankao.figures import Quantity
from guankao.web.planning.models import HistoryValue, Indicator


def series_of(indicator: Indicator, history: Iterable[HistoryValue]) -> Series | None:
    """The drawable series, or None where no earlier figure can be set beside the target."""
    target = indicator.target_value
    return charts.series_of(
        indicator.plan.fiscal_year,
        None if target is None else Quantity(target, indicator.target_unit),
        indicator.target_text,
        [
            Stated(
                past.fiscal_year,
                past.text,
                None if past.value is None else Quantity(past.value, past.unit),
            )
            for past in history
        ],
    )
