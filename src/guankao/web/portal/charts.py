"""Charts as Altair specifications, drawn in the page by Vega-Embed and in documents elsewhere."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from guankao.figures.periods import YEARS_BEFORE
from guankao.web.portal.series import Series

WIDTH, HEIGHT = 560, 220


def history_chart(series: Series) -> dict[str, Any]:
    """The earlier years of a KPI as points on a line, and the target as a line across.

    Colours are left out: the page fills them in from its own style sheet, so that the chart
    follows the dark scheme. Figures become binary fractions here, where they are
    only drawn; every text beside the points is the document's own.
    """
    import altair

    year, value = _("Fiscal year"), series.unit or _("Figure")
    rows = [
        {"year": _year(point.fiscal_year), "value": float(point.value), "text": point.text}
        for point in series.points
    ]
    target = [
        {
            "year": _year(series.fiscal_year),
            "value": float(series.target),
            "text": _("Target: %(target)s") % {"target": series.target_text},
        }
    ]
    # Every year has its place, also one without a figure: a gap in the record is to be seen.
    years = [_year(one) for one in range(series.points[0].fiscal_year, series.fiscal_year + 1)]
    x = altair.X(
        "year:O",
        title=year,
        axis=altair.Axis(labelAngle=0, labelOverlap="greedy"),
        scale=altair.Scale(domain=years, padding=0.5),
    )
    y = altair.Y("value:Q", title=value, scale=altair.Scale(zero=False, nice=True))
    tooltip = [altair.Tooltip("year:O", title=year), altair.Tooltip("text:N", title=_("Figure"))]
    reached = altair.Chart({"values": rows}).encode(x=x, y=y, tooltip=tooltip)
    aim = altair.Chart({"values": target})
    layers = altair.layer(
        reached.mark_line(strokeWidth=1.5),
        reached.mark_point(filled=True, size=60),
        reached.mark_text(dy=-12, fontSize=12).encode(text="text:N"),
        aim.mark_rule(strokeDash=[4, 4], style="target").encode(y=y),
        aim.mark_tick(thickness=3, width=26, style="target").encode(x=x, y=y, tooltip=tooltip),
        aim.mark_text(
            align="right", dx=22, dy=-12, fontSize=12, fontWeight="bold", style="target-text"
        ).encode(x=x, y=y, text="text:N"),
    ).properties(width=WIDTH, height=HEIGHT)
    specification: dict[str, Any] = layers.to_dict()
    # Altair's own theme fixes a light background and a size, which are the page's to choose.
    specification.pop("config", None)
    specification["width"] = "container"
    specification["autosize"] = {"type": "fit-x", "contains": "padding"}
    return specification


def _year(fiscal_year: int) -> str:
    return f"{fiscal_year} ({fiscal_year + YEARS_BEFORE})"
