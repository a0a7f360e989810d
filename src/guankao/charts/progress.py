"""How far a project is to be, month by month, as a specification."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from guankao.charts.history import Specification, as_data
from guankao.charts.words import ProgressWords

HEIGHT = 160
"""Pixels of 1/96 inch."""

MONTHS = range(1, 13)


def progress_chart(planned: Sequence[tuple[int, Decimal]], words: ProgressWords) -> Specification:
    """The planned progress of a year: percent from its start, at the end of each month stated."""
    import altair

    rows = [
        {"month": month, "value": float(percent), "text": f"{percent.normalize():f}%"}
        for month, percent in planned
    ]
    chart = altair.Chart({"values": rows}).encode(
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
            altair.Tooltip("text:N", title=words.planned),
        ],
    )
    layers = altair.layer(chart.mark_line(strokeWidth=1.5), chart.mark_point(filled=True, size=50))
    return as_data(layers, height=HEIGHT)
