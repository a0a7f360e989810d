"""The charts of a performance report: each KPI's earlier years, target and what was reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from guankao.charts.drawing import history_figure
from guankao.charts.series import Series, series_of, stated
from guankao.documents import IndicatorResult, PerformanceReport
from guankao.documents.papers import Figure
from guankao.documents.words import Language
from guankao.figures import UnreadableFigure, read_target


def report_figures(
    report: PerformanceReport,
    language: Language = "zh-Hant",
    breaks: Mapping[str, Sequence[int]] = MappingProxyType({}),
) -> dict[str, Figure]:
    """By the key of the KPI: its chart; none where fewer than two figures could be drawn.

    `breaks` are the years from which on another definition holds, by the keys of KPIs.

    Raises:
        ImportError: what draws charts (`guankao[web]`) is not installed.
    """
    found = (
        (one, _series(one, report.fiscal_year, breaks.get(one.indicator, ())))
        for one in report.indicators
    )
    return {
        one.indicator: history_figure(series, one.name, language)
        for one, series in found
        if series is not None and one.history
    }


def _series(result: IndicatorResult, fiscal_year: int, breaks: Sequence[int]) -> Series | None:
    try:
        target = read_target(result.target, name=result.name).quantity
    except UnreadableFigure:
        return None
    history = [stated(one.fiscal_year, one.value) for one in result.history]
    reached = stated(fiscal_year, result.actual) if result.actual else None
    return series_of(fiscal_year, target, result.target, history, reached, breaks=breaks)
