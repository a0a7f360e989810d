"""What was reported, in templates: lights and risks by their codes, periods, working."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from guankao.calendars import period_of
from guankao.figures import Period
from guankao.scoring import Light
from guankao.web.portal import result_terms, terms
from guankao.web.portal.addresses import address_of
from guankao.web.portal.formulas.figures import shortened, written
from guankao.web.portal.queries.year_results import ResultCounts
from guankao.web.publishing.models import PublishedFigure
from guankao.web.reporting.models import ExpectedReport

register = template.Library()

DECIMALS = 2
"""A result is shown a little finer than targets are written."""


@register.simple_tag
def light_of(code: str) -> SafeString:
    """Shape, word and colour of a light by its code; what has none is white."""
    light = Light(code) if code else Light.WHITE
    return format_html(
        '<span class="light light-{}"><span aria-hidden="true">{}</span> {}</span>',
        light.value,
        light.shape,
        terms.LIGHTS[light.value],
    )


@register.simple_tag
def risk_of(code: str) -> SafeString:
    """Shape, word and colour of a risk."""
    known = code if code in result_terms.RISKS else "unknown"
    return format_html(
        '<span class="light light-{}"><span aria-hidden="true">{}</span> {}</span>',
        result_terms.RISK_LIGHTS[known],
        result_terms.RISK_SHAPES[known],
        result_terms.RISKS[known],
    )


@register.filter
def public_state(code: str) -> str | Promise:
    return result_terms.STATES[code]


@register.filter
def trigger_words(code: str) -> str | Promise:
    return result_terms.TRIGGERS.get(code, code)


@register.filter
def trigger_unit(code: str) -> str | Promise:
    return result_terms.TRIGGER_UNITS.get(code, "")


@register.filter
def against_words(code: str) -> str | Promise:
    return result_terms.AGAINST.get(code, "")


@register.filter
def figure_source(code: str) -> str | Promise:
    return result_terms.FIGURE_SOURCES.get(code, code)


@register.filter
def in_words(period: Period) -> str:
    """A period in the language of the page."""
    return period.label("en" if get_language() == "en" else "zh")


@register.filter
def period_words(code: str, fiscal_year: int) -> str:
    """A period by its code, in the language of the page."""
    return in_words(period_of(fiscal_year, code))


@register.filter
def result_figure(value: Decimal | str | None) -> str:
    """A result, rounded to what a reader needs; the data forms have every digit.

    >>> result_figure(Decimal("93.33333")), result_figure("80.50")
    ('93.33', '80.5')
    """
    return "" if value is None else written(Decimal(value), DECIMALS)


@register.filter
def signed(value: Decimal | str | None) -> str:
    """A difference with its sign.

    >>> signed("-5.00"), signed("3"), signed("0")
    ('−5', '+3', '0')
    """
    if value is None:
        return ""
    number = Decimal(value)
    sign = "−" if number < 0 else "+" if number > 0 else ""
    return f"{sign}{written(abs(number), DECIMALS)}"


@register.filter
def percent(ratio: Decimal | str | None) -> str:
    """A share as percent.

    >>> percent(Decimal("1.0388"))
    '103.9%'
    """
    return "" if ratio is None else f"{written(Decimal(ratio) * 100, 1)}%"


@register.filter
def working(content: dict[str, Any]) -> list[dict[str, str]]:
    """The steps of a stored working, each with its endless decimals cut."""
    return [
        {"name": name, "text": text, "figures": shortened(figures), "value": shortened(value)}
        for name, text, figures, value in content.get("steps", [])
    ]


@register.filter
def page_of_figure(row: PublishedFigure) -> str:
    """The page of the KPI or project that a figure is of, at its working."""
    return f"{address_of(f'{row.plan.identifier}/{row.element}')}#working-{row.period}"


@register.filter
def page_of_expected(row: ExpectedReport) -> str:
    """The page of the KPI or project that a report is expected on, at the period."""
    return f"{address_of(f'{row.plan.identifier}/{row.element}')}#{row.period}"


@register.filter
def of_plan(counts: Mapping[int, ResultCounts], plan: int) -> ResultCounts:
    """The counts of one plan, where nothing is counted too."""
    return counts.get(plan, ResultCounts())


@register.simple_tag
def light_counts(counts: ResultCounts) -> SafeString:
    """How many KPIs have which light, in one line; a dash where none has one."""
    if not counts.lights:
        return format_html('<span class="nothing">{}</span>', "–")
    return format_html_join(
        " ",
        '<span class="light light-{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="unseen">{}</span> {}</span>',
        (
            (code, terms.LIGHTS[code], Light(code).shape, terms.LIGHTS[code], count)
            for code, count in counts.each_light
            if count
        ),
    )
