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

ROOM_OF_WORDS: Final = 14
"""Pixels more where the words of a break stand at the top."""

Specification = dict[str, Any]
"""Vega-Lite as plain data."""

_Place = dict[str, Any]
"""The channels by which a mark has its year, its figure and its words."""


def history_chart(series: Series, words: ChartWords) -> Specification:
    """The years as points on a line, the target as a line across, what was reached as a diamond.

    Where the definition changed, an upright line with its words stands before the year from which
    on the new one holds, and the line of the figures is interrupted. Targets of other years' plans
    are marks like that of the year itself, those of the medium term are hollow.

    Colours are left out: the page fills them in from its own style sheet, so that the chart
    follows the dark scheme, and a document from its own (guankao.charts.drawing). Figures become
    binary fractions here, where they are only drawn; every text beside the points is the
    document's own.
    """
    import altair

    # Every year has its place, also one without a figure: a gap in the record is to be seen.
    years = [_year(one) for one in range(series.first_year, series.last_year + 1)]
    x = altair.X(
        "year:O",
        title=words.fiscal_year,
        axis=altair.Axis(labelAngle=0, labelOverlap="greedy"),
        # A band, not a point: where one year ends and the next begins, a break can be drawn.
        scale=altair.Scale(type="band", domain=years, padding=0),
        bandPosition=0.5,
    )
    y = altair.Y(
        "value:Q",
        title=series.unit or words.figure,
        # The unit stands over the axis: Chinese set on its side is hard to read.
        axis=altair.Axis(
            tickCount=4, titleAngle=0, titleAlign="left", titleAnchor="end", titleX=-28, titleY=-14
        ),
        scale=altair.Scale(
            zero=False,
            nice=True,
            padding=ROOM + (ROOM_OF_WORDS if series.drawn_breaks else 0),
        ),
    )
    tooltip = [
        altair.Tooltip("year:O", title=words.fiscal_year),
        altair.Tooltip("text:N", title=words.figure),
    ]
    place = {"x": x, "y": y, "tooltip": tooltip}
    layers = [
        *_reached(altair, series, place),
        *_others(altair, series, words, place),
        *_aim(altair, series, words, place),
        *_breaks(altair, series, words, x),
    ]
    return as_data(altair.layer(*layers), height=HEIGHT)


def _reached(altair: Any, series: Series, place: _Place) -> list[Any]:
    """The earlier years; one line for each stretch that was measured by one definition."""
    rows = [
        {**_row(one.fiscal_year, one), "stretch": series.stretch_of(one.fiscal_year)}
        for one in series.points
    ]
    if not rows:
        return []
    chart = _chart(altair, rows).encode(**place)
    return [
        chart.mark_line(strokeWidth=1.5).encode(detail="stretch:O"),
        chart.mark_point(filled=True, size=60),
        chart.mark_text(dy=ABOVE, fontSize=12).encode(text="text:N"),
    ]


def _others(altair: Any, series: Series, words: ChartWords, place: _Place) -> list[Any]:
    """The targets of other years' plans, and those of the medium term."""
    layers = []
    if series.targets:
        rows = [
            _row(one.fiscal_year, one, words.other_target.format(target=one.text))
            for one in series.targets
        ]
        layers.append(
            _chart(altair, rows).mark_tick(thickness=2, width=20, style="target").encode(**place)
        )
    if series.planned:
        rows = [
            _row(one.fiscal_year, one, words.planned.format(target=one.text))
            for one in series.planned
        ]
        chart = _chart(altair, rows).encode(**place)
        layers += [
            chart.mark_point(filled=False, size=70, shape="square", style="planned"),
            chart.mark_text(dy=ABOVE, fontSize=12).encode(text="figure:N"),
        ]
    return layers


def _aim(altair: Any, series: Series, words: ChartWords, place: _Place) -> list[Any]:
    """The target of the year, and what was reached in it."""
    aim = _chart(altair, [_target(series, words)])
    # The words of the target and of what was reached keep out of each other's way.
    surpassed = series.actual is not None and series.actual.value >= series.target
    layers = [
        aim.mark_rule(strokeDash=[4, 4], style="target").encode(y=place["y"]),
        aim.mark_tick(thickness=3, width=26, style="target").encode(**place),
        aim.mark_text(
            align="right" if series.fiscal_year == series.last_year else "center",
            dx=22 if series.fiscal_year == series.last_year else 0,
            dy=BELOW if surpassed else ABOVE,
            fontSize=12,
            fontWeight="bold",
            style="target-text",
        ).encode(x=place["x"], y=place["y"], text="text:N"),
    ]
    if series.actual is not None:
        now = _chart(altair, [_actual(series.actual, words)]).encode(**place)
        layers += [
            now.mark_point(filled=True, size=110, shape="diamond", style="actual"),
            now.mark_text(
                align="right" if series.fiscal_year == series.last_year else "center",
                dx=22 if series.fiscal_year == series.last_year else 0,
                dy=ABOVE if surpassed else BELOW,
                fontSize=12,
            ).encode(text="text:N"),
        ]
    return layers


def _breaks(altair: Any, series: Series, words: ChartWords, x: Any) -> list[Any]:
    """An upright line before each year from which on another definition holds, with its words."""
    if not series.drawn_breaks:
        return []
    rows = [{"year": _year(one), "text": words.definition_changed} for one in series.drawn_breaks]
    edge = x.copy()
    edge["bandPosition"] = 0
    chart = _chart(altair, rows).encode(x=edge)
    return [
        chart.mark_rule(strokeWidth=1.5, strokeDash=[2, 2], style="break"),
        chart.mark_text(align="left", baseline="top", dx=4, fontSize=11, style="break-text").encode(
            y=altair.value(0), text="text:N"
        ),
    ]


def as_data(chart: Any, *, height: int) -> Specification:
    """A chart of Altair as plain data, as wide as its place and `height` pixels high."""
    specification: Specification = chart.properties(width=WIDTH, height=height).to_dict()
    # Altair's own theme fixes a light background and a size, which are the page's to choose.
    specification.pop("config", None)
    specification["width"] = "container"
    specification["autosize"] = {"type": "fit-x", "contains": "padding"}
    return specification


def _chart(altair: Any, rows: list[dict[str, Any]]) -> Any:
    return altair.Chart({"values": rows})


def _target(series: Series, words: ChartWords) -> dict[str, Any]:
    text = words.target.format(target=series.target_text)
    return {"year": _year(series.fiscal_year), "value": float(series.target), "text": text}


def _actual(point: Point, words: ChartWords) -> dict[str, Any]:
    return _row(point.fiscal_year, point, words.actual.format(actual=point.text))


def _row(fiscal_year: int, point: Point, text: str = "") -> dict[str, Any]:
    return {
        "year": _year(fiscal_year),
        "value": float(point.value),
        "text": text or point.text,
        "figure": point.text,
    }


def _year(fiscal_year: int) -> str:
    return f"{fiscal_year} ({fiscal_year + YEARS_BEFORE})"
