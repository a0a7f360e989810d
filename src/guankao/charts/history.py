"""The earlier years of a KPI beside its target, and what was reached, as a specification."""

from __future__ import annotations

from typing import Any, Final

from guankao.charts.series import Point, Series
from guankao.charts.words import ChartWords
from guankao.figures.periods import YEARS_BEFORE

WIDTH: Final = 560
HEIGHT: Final = 220
"""Pixels of 1/96 inch."""

ABOVE: Final = -13
BELOW: Final = 17
"""Pixels from a mark to the middle of its text."""

ROOM: Final = 24
"""Pixels above the highest and below the lowest mark, where its text stands."""

Specification = dict[str, Any]
"""Vega-Lite as plain data."""


def history_chart(series: Series, words: ChartWords) -> Specification:
    """The years as points on a line, the target as a line across, what was reached as a diamond.

    Colours are left out: the page fills them in from its own style sheet, so that the chart
    follows the dark scheme, and a document from its own (guankao.charts.drawing). Figures become
    binary fractions here, where they are only drawn; every text beside the points is the
    document's own.
    """
    import altair

    # Every year has its place, also one without a figure: a gap in the record is to be seen.
    first = min([series.fiscal_year, *(point.fiscal_year for point in series.points)])
    years = [_year(one) for one in range(first, series.fiscal_year + 1)]
    x = altair.X(
        "year:O",
        title=words.fiscal_year,
        axis=altair.Axis(labelAngle=0, labelOverlap="greedy"),
        scale=altair.Scale(domain=years, padding=0.5),
    )
    y = altair.Y(
        "value:Q",
        title=series.unit or words.figure,
        # The unit stands over the axis: Chinese set on its side is hard to read.
        axis=altair.Axis(
            tickCount=4, titleAngle=0, titleAlign="left", titleAnchor="end", titleX=-28, titleY=-14
        ),
        scale=altair.Scale(zero=False, nice=True, padding=ROOM),
    )
    tooltip = [
        altair.Tooltip("year:O", title=words.fiscal_year),
        altair.Tooltip("text:N", title=words.figure),
    ]
    reached = _chart(altair, _rows(series)).encode(x=x, y=y, tooltip=tooltip)
    aim = _chart(altair, [_target(series, words)])
    # The words of the target and of what was reached keep out of each other's way.
    surpassed = series.actual is not None and series.actual.value >= series.target
    layers = [
        reached.mark_line(strokeWidth=1.5),
        reached.mark_point(filled=True, size=60),
        reached.mark_text(dy=ABOVE, fontSize=12).encode(text="text:N"),
        aim.mark_rule(strokeDash=[4, 4], style="target").encode(y=y),
        aim.mark_tick(thickness=3, width=26, style="target").encode(x=x, y=y, tooltip=tooltip),
        aim.mark_text(
            align="right",
            dx=22,
            dy=BELOW if surpassed else ABOVE,
            fontSize=12,
            fontWeight="bold",
            style="target-text",
        ).encode(x=x, y=y, text="text:N"),
    ]
    if series.actual is not None:
        now = _chart(altair, [_actual(series.actual, words)]).encode(x=x, y=y, tooltip=tooltip)
        layers += [
            now.mark_point(filled=True, size=110, shape="diamond", style="actual"),
            now.mark_text(
                align="right", dx=22, dy=ABOVE if surpassed else BELOW, fontSize=12
            ).encode(text="text:N"),
        ]
    return _plain(altair.layer(*layers).properties(width=WIDTH, height=HEIGHT))


def _plain(chart: Any) -> Specification:
    specification: Specification = chart.to_dict()
    # Altair's own theme fixes a light background and a size, which are the page's to choose.
    specification.pop("config", None)
    specification["width"] = "container"
    specification["autosize"] = {"type": "fit-x", "contains": "padding"}
    return specification


def _chart(altair: Any, rows: list[dict[str, Any]]) -> Any:
    return altair.Chart({"values": rows})


def _rows(series: Series) -> list[dict[str, Any]]:
    return [_row(point.fiscal_year, float(point.value), point.text) for point in series.points]


def _target(series: Series, words: ChartWords) -> dict[str, Any]:
    text = words.target.format(target=series.target_text)
    return _row(series.fiscal_year, float(series.target), text)


def _actual(point: Point, words: ChartWords) -> dict[str, Any]:
    return _row(point.fiscal_year, float(point.value), words.actual.format(actual=point.text))


def _row(fiscal_year: int, value: float, text: str) -> dict[str, Any]:
    return {"year": _year(fiscal_year), "value": value, "text": text}


def _year(fiscal_year: int) -> str:
    return f"{fiscal_year} ({fiscal_year + YEARS_BEFORE})"
