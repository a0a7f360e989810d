"""Small marks in the line of a page, as SVG without inline style; each has words beside it."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from guankao.charts import Series
from guankao.web.planning.models import Indicator
from guankao.web.portal import terms
from guankao.web.portal.queries.series import broken_years
from guankao.web.portal.series import series_of
from guankao.web.portal.templatetags.words import zh

register = template.Library()

WIDTH, HEIGHT, EDGE = 132, 36, 6
TARGET_PLACE = 10
"""Room to the right of the dots, where the target of the plan's own year stands."""

VERDICT_SHAPES = {
    "met": '<circle cx="8" cy="8" r="7"/><path class="cut" d="M4.5 8.3l2.4 2.4 4.6-5"/>',
    "not_met": '<path d="M8 1l7 13.5H1z"/><path class="cut" d="M8 6v4M8 11.6v1.2"/>',
    "undecided": '<path d="M4.5 1h7L15 8l-3.5 7h-7L1 8z"/>'
    '<path class="cut" d="M6 6.4a2 2 0 1 1 3 1.7c-.7.4-1 .7-1 1.5M8 11.4v1.2"/>',
    "units_differ": '<rect x="1.5" y="1.5" width="13" height="13"/>'
    '<path class="cut" d="M4.5 6.4h7M4.5 9.6h7M10 4L6 12"/>',
    "no_figure": '<rect class="hollow" x="2" y="2" width="12" height="12"/>',
    "not_numeric": '<path d="M8 1l7 7-7 7-7-7z"/><path class="cut" d="M5 8h6"/>',
    "no_target": '<circle class="hollow" cx="8" cy="8" r="6.2"/>',
}
DIRECTION_SHAPES = {
    "higher": '<path d="M6 11V2M2.5 5.5L6 2l3.5 3.5"/>',
    "lower": '<path d="M6 1v9M2.5 6.5L6 10l3.5-3.5"/>',
    "exact": '<path d="M2 4.5h8M2 8h8"/>',
    "milestone": '<path d="M3 11V1.5h6.5L7.5 4l2 2.5H3"/>',
}


@register.simple_tag
def verdict_mark(code: str) -> SafeString:
    """Shape, colour and word of a verdict; the word carries the meaning alone."""
    return format_html(
        '<span class="verdict verdict-{}"><svg viewBox="0 0 16 16" width="16" height="16" '
        'aria-hidden="true" focusable="false">{}</svg> {}</span>',
        code.replace("_", "-"),
        mark_safe(VERDICT_SHAPES.get(code, "")),  # noqa: S308  a constant of this module
        terms.VERDICTS.get(code, code),
    )


@register.simple_tag
def direction_mark(indicator: Indicator) -> SafeString:
    """Arrow and word of a direction, and whether a person wrote it or Guankao inferred it."""
    code = indicator.direction
    inferred = SafeString("")
    if code and not indicator.direction_written:
        inferred = format_html(' <span class="inferred">{}</span>', _("inferred"))
    return format_html(
        '<span class="direction"><svg viewBox="0 0 12 12" width="12" height="12" '
        'aria-hidden="true" focusable="false">{}</svg> {}</span>{}',
        mark_safe(DIRECTION_SHAPES.get(code, "")),  # noqa: S308  a constant of this module
        terms.direction_words(indicator),
        inferred,
    )


@register.simple_tag
def bar(value: int, largest: int) -> SafeString:
    """A horizontal bar beside its figure, which is what is read aloud."""
    length = Decimal(100 * value) / largest if largest else Decimal(0)
    return format_html(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false"><rect class="bar-ground" width="100" height="10"/>'
        '<rect width="{}" height="10"/></svg>',
        _place(length),
    )


@register.simple_tag
def history_mark(indicator: Indicator) -> SafeString:
    """The earlier years as dots against the target as a line; the last in words where it cannot be.

    The history has to be fetched before, in the order of its years, and so has the KPI's place in
    its series: where its definition changed, an upright line stands.
    """
    history = list(indicator.history.all())
    series = series_of(indicator, history, broken_years(indicator))
    if series is not None:
        return _drawing(series)
    if not history:
        return SafeString("")
    last = history[-1]
    words = _("%(year)d: %(figure)s") % {"year": last.fiscal_year, "figure": last.text}
    return format_html('<span class="small"{}>{}</span>', zh(), words)


def history_words(series: Series) -> str:
    """What the drawing shows, in words."""
    years = _(", ").join(
        _("%(year)d: %(figure)s") % {"year": point.fiscal_year, "figure": point.text}
        for point in series.points
    )
    words = _("Earlier years %(years)s; target of %(year)d: %(target)s") % {
        "years": years,
        "year": series.fiscal_year,
        "target": series.target_text,
    }
    if not series.drawn_breaks:
        return words
    broken = _(", ").join(str(year) for year in series.drawn_breaks)
    return words + _("; the definition changed in %(years)s") % {"years": broken}


def _drawing(series: Series) -> SafeString:
    values = [point.value for point in series.points] + [series.target]
    lowest, highest = min(values), max(values)
    first = series.first_year
    years = max(series.fiscal_year - first, 1)
    room = Decimal(WIDTH - 2 * EDGE)

    def across(fiscal_year: int) -> str:
        return _place(EDGE + room * (fiscal_year - first) / years)

    def down(value: Decimal) -> str:
        if highest == lowest:
            return _place(Decimal(HEIGHT) / 2)
        share = (highest - value) / (highest - lowest)
        return _place(EDGE + share * (HEIGHT - 2 * EDGE))

    places = [(across(point.fiscal_year), down(point.value)) for point in series.points]
    lines = [
        (" ".join(f"{x},{y}" for _point, (x, y) in stretch),)
        for _number, stretch in groupby(
            zip(series.points, places, strict=True),
            key=lambda each: series.stretch_of(each[0].fiscal_year),
        )
    ]
    half = room / years / 2
    upright = [
        (_place(EDGE + room * (year - first) / years - half),) * 2 for year in series.drawn_breaks
    ]
    target = down(series.target)
    return format_html(
        '<svg class="history" viewBox="0 0 {} {}" width="{}" height="{}" role="img" '
        'aria-label="{}"><line class="target-line" x1="0" x2="{}" y1="{}" y2="{}"/>'
        '{}{}{}<path class="target-mark" d="M{} {}v-10"/></svg>',
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        history_words(series),
        WIDTH,
        target,
        target,
        format_html_join("", '<polyline points="{}"/>', lines),
        format_html_join(
            "", '<line class="break-line" x1="{}" x2="{}" y1="0" y2="100%"/>', upright
        ),
        format_html_join("", '<circle cx="{}" cy="{}" r="2.6"/>', places),
        across(series.fiscal_year),
        _place(Decimal(target) + 5),
    )


def _place(value: Decimal) -> str:
    """A coordinate with one decimal: the same page gives the same bytes on every machine."""
    return f"{value:.1f}"
