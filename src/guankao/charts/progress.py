"""How far a project is to be and came, month by month (the S-curve), as a specification."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from guankao.charts.history import ABOVE, BELOW, Specification, as_data
from guankao.charts.words import ProgressWords

HEIGHT = 180
"""Pixels of 1/96 inch."""

MONTHS = range(1, 13)


def progress_chart(
    planned: Sequence[tuple[int, Decimal]],
    words: ProgressWords,
    actual: Sequence[tuple[int, Decimal]] = (),
) -> Specification:
    """The progress of a year: percent from its start, at the end of each month stated.

    What is planned is dashed where what was reached stands beside it, and each line bears its
    name, so that no colour has to tell them apart.
    """
    import altair

    layers = []
    if planned:
        chart = _months(altair, planned, words, words.planned)
        dashed = {"strokeDash": [4, 4], "style": "planned"} if actual else {}
        mark = {"filled": False, "shape": "square", "style": "planned"} if actual else {}
        layers += [
            chart.mark_line(strokeWidth=1.5, **dashed),
            chart.mark_point(**({"filled": True, "size": 50} | mark)),
        ]
    if actual:
        chart = _months(altair, actual, words, words.actual)
        layers += [
            chart.mark_line(strokeWidth=2),
            chart.mark_point(filled=True, size=80, shape="diamond", style="actual"),
            _name(altair, actual, words, words.actual, BELOW),
        ]
        if planned:
            layers.append(_name(altair, planned, words, words.planned, ABOVE))
    return as_data(altair.layer(*layers), height=HEIGHT)


def _months(
    altair: Any, points: Sequence[tuple[int, Decimal]], words: ProgressWords, name: str
) -> Any:
    rows = [
        {
            "month": month,
            "value": float(percent),
            "text": f"{percent.normalize():f}%",
            "name": name,
        }
        for month, percent in points
    ]
    return altair.Chart({"values": rows}).encode(
        x=altair.X(
            "month:O",
            title=words.month,
            axis=altair.Axis(labelAngle=0),
            scale=altair.Scale(domain=list(MONTHS)),
        ),
        y=altair.Y(
            "value:Q",
            title="%",
            axis=altair.Axis(
                tickCount=4,
                titleAngle=0,
                titleAlign="left",
                titleAnchor="end",
                titleX=-28,
                titleY=-14,
            ),
            scale=altair.Scale(domain=[0, 100]),
        ),
        tooltip=[
            altair.Tooltip("month:O", title=words.month),
            altair.Tooltip("text:N", title=name),
        ],
    )


def _name(
    altair: Any,
    points: Sequence[tuple[int, Decimal]],
    words: ProgressWords,
    name: str,
    away: int,
) -> Any:
    """The name of a line at its last point."""
    last = _months(altair, points[-1:], words, name)
    return last.mark_text(dy=away, fontSize=12, align="right", dx=14).encode(text="name:N")
