"""The S-curve of a project as a drawing in the page: it changes while somebody types."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from guankao.web.filing.outcome import CurveRow
from guankao.web.portal.formulas.figures import written

WIDTH: Final = 360
HEIGHT: Final = 170
LEFT: Final = 38
BELOW: Final = 24
EDGE: Final = 10
"""Pixels of the drawing; it grows with its place."""

Points = Sequence[tuple[Decimal, Decimal]]


def drawn(rows: Sequence[CurveRow]) -> SafeString:
    """A line of what was planned, dashed, and one of what was reached, with a dot a month."""
    planned = [_point(row.month, row.planned) for row in rows if row.planned is not None]
    actual = [_point(row.month, row.actual) for row in rows if row.actual is not None]
    return format_html(
        '<svg class="s-curve" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>'
        '<p class="small s-curve-key"><span class="key-planned" aria-hidden="true">╌╌</span> {} '
        '<span class="key-actual" aria-hidden="true">●</span> {}</p>',
        WIDTH,
        HEIGHT,
        _words(rows),
        _grid(),
        _months(),
        _line(planned, "planned"),
        _line(actual, "actual"),
        _("Planned progress"),
        _("Actual progress"),
    )


def _point(month: int, percent: Decimal) -> tuple[Decimal, Decimal]:
    room = Decimal(WIDTH - LEFT - EDGE)
    depth = Decimal(HEIGHT - BELOW - EDGE)
    return LEFT + room * month / 12, EDGE + depth * (100 - percent) / 100


def _line(points: Points, kind: str) -> SafeString:
    places = [(f"{x:.1f}", f"{y:.1f}") for x, y in points]
    line = format_html(
        '<polyline class="curve-{}" points="{}"/>', kind, " ".join(f"{x},{y}" for x, y in places)
    )
    dots = format_html_join(
        "", '<circle class="curve-{}" cx="{}" cy="{}" r="4"/>', ((kind, x, y) for x, y in places)
    )
    return line + dots


def _grid() -> SafeString:
    rows = []
    for percent in (0, 25, 50, 75, 100):
        _x, y = _point(0, Decimal(percent))
        rows.append((LEFT, f"{y:.1f}", WIDTH - EDGE, f"{y:.1f}", LEFT - 4, f"{y + 4:.1f}", percent))
    return format_html_join(
        "",
        '<line class="curve-grid" x1="{}" y1="{}" x2="{}" y2="{}"/>'
        '<text class="curve-text" text-anchor="end" x="{}" y="{}">{}%</text>',
        rows,
    )


def _months() -> SafeString:
    places = [
        (f"{_point(month, Decimal(0))[0]:.1f}", HEIGHT - 6, month) for month in range(3, 13, 3)
    ]
    return format_html_join(
        "", '<text class="curve-text" text-anchor="middle" x="{}" y="{}">{}</text>', places
    )


def _words(rows: Sequence[CurveRow]) -> str:
    """What the drawing shows, in words."""
    said = [
        _("month %(month)d: planned %(planned)s, actual %(actual)s")
        % {
            "month": row.month,
            "planned": "–" if row.planned is None else f"{written(row.planned, 2)}%",
            "actual": "–" if row.actual is None else f"{written(row.actual, 2)}%",
        }
        for row in rows
    ]
    return _("Progress from the start of the year: %(months)s") % {"months": "; ".join(said)}
