"""Charts: specifications for the page and for documents, and their drawing as SVG."""

from guankao.charts.drawing import draw_svg, history_figure
from guankao.charts.history import Specification, history_chart
from guankao.charts.progress import progress_chart
from guankao.charts.results import PeriodPoint, results_chart
from guankao.charts.series import Point, Series, Stated, indicator_series, series_of, stated
from guankao.charts.words import (
    ChartWords,
    ProgressWords,
    ResultWords,
    chart_words,
    series_in_words,
)

__all__ = [
    "ChartWords",
    "PeriodPoint",
    "Point",
    "ProgressWords",
    "ResultWords",
    "Series",
    "Specification",
    "Stated",
    "chart_words",
    "draw_svg",
    "history_chart",
    "history_figure",
    "indicator_series",
    "progress_chart",
    "results_chart",
    "series_in_words",
    "series_of",
    "stated",
]
