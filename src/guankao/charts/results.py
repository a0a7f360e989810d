"""What was reached by the end of each period of a year, against its target, as a specification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from guankao.charts.history import ABOVE, ROOM, Specification, as_data
from guankao.charts.words import ResultWords

HEIGHT = 200
"""Pixels of 1/96 inch."""
MOST_LABELLED = 6
"""Beyond so many points their figures would stand in each other's way."""

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class PeriodPoint:
    """A figure at the end of a month; `text` is how it is written, `label` names the period."""

    month: int
    label: str
    value: Decimal
    text: str


def results_chart(
    points: Sequence[PeriodPoint],
    unit: str,
    target: Decimal | None,
    target_text: str,
    words: ResultWords,
) -> Specification:
    """The figures of a year as a line over its months, and the target as a line across.

    Colours are left out, as in `history_chart`; figures become binary fractions only to be drawn.
    """
    import altair

    rows = [
        {"month": one.month, "value": float(one.value), "text": one.text, "period": one.label}
        for one in points
    ]
    x = altair.X(
        "month:O",
        title=words.month,
        axis=altair.Axis(labelAngle=0),
        scale=altair.Scale(domain=list(MONTHS)),
    )
    y = altair.Y(
        "value:Q",
        title=unit or words.figure,
        axis=altair.Axis(
            tickCount=4, titleAngle=0, titleAlign="left", titleAnchor="end", titleX=-28, titleY=-14
        ),
        scale=altair.Scale(zero=False, nice=True, padding=ROOM),
    )
    tooltip = [
        altair.Tooltip("period:N", title=words.month),
        altair.Tooltip("text:N", title=words.figure),
    ]
    reached = altair.Chart({"values": rows}).encode(x=x, y=y, tooltip=tooltip)
    layers = [
        reached.mark_line(strokeWidth=1.5),
        reached.mark_point(filled=True, size=60),
    ]
    if len(points) <= MOST_LABELLED:
        layers.append(reached.mark_text(dy=ABOVE, fontSize=12).encode(text="text:N"))
    if target is not None:
        text = words.target.format(target=target_text)
        aim = altair.Chart({"values": [{"value": float(target), "text": text}]})
        layers += [
            aim.mark_rule(strokeDash=[4, 4], style="target").encode(y=y),
            aim.mark_text(
                align="left", dx=4, dy=-8, fontSize=12, fontWeight="bold", style="target-text"
            ).encode(x=altair.value(0), y=y, text="text:N"),
        ]
    return as_data(altair.layer(*layers), height=HEIGHT)
