"""Reports in templates: periods, lights and risks with shape and word, what is wrong, figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from guankao.documents.words import Language
from guankao.results.problems import ReportProblemCode, problem, shown
from guankao.rules import Level
from guankao.scoring import Light
from guankao.web.filing import terms
from guankao.web.portal.templatetags.formulas import light_mark
from guankao.web.portal.templatetags.words import figure
from guankao.web.reporting.models import ExpectedReport, Result
from guankao.web.reporting.states import WORDS, ReportState
from guankao.web.reporting.words import element_words, last_moment, period_words

register = template.Library()
register.filter("period_words", period_words)
register.filter("until_words", last_moment)
_LONG = re.compile(r"(\d+\.\d{4})\d+")
MOST_DECIMALS = Decimal("0.01")


@register.filter
def state_words(state: str) -> str | Promise:
    """What the state of a report is called."""
    return WORDS[ReportState(state)]


@register.filter
def stage_words(stage: str) -> str | Promise:
    """Where a submission lay in its window."""
    return terms.STAGES.get(stage, stage)


@register.filter
def now_words(stage: str) -> str | Promise:
    """Where this moment lies in a window."""
    return terms.NOW[stage]


@register.filter
def asked_words(field: str) -> str | Promise:
    """What a calendar asks for."""
    return terms.ASKED.get(field, field)


@register.filter
def level_words(level: str) -> str | Promise:
    """Who controls a project."""
    return terms.LEVELS.get(level, level)


@register.filter
def trigger_words(trigger: str) -> str | Promise:
    """What put a project at risk."""
    return terms.TRIGGERS.get(trigger, trigger)


@register.filter
def element_code(expected: ExpectedReport) -> str:
    """The KPI or project as the plan numbers it, such as KPI 1-2."""
    return element_words(expected.element)


@register.filter
def shown_figure(value: Decimal | None) -> str:
    """A figure with at most two decimals, rounded half up, in groups of thousands.

    >>> shown_figure(Decimal("83.3333333333")), shown_figure(Decimal("1200.0000"))
    ('83.33', '1,200')
    """
    if value is None:
        return ""
    with localcontext(prec=60):
        rounded = value.quantize(MOST_DECIMALS, rounding=ROUND_HALF_UP).normalize()
    return figure(rounded)


@register.filter
def worked_figure(text: str) -> str:
    """The value of a step of the working, with at most four decimals."""
    return shown(Decimal(text))


@register.filter
def shortened_figures(text: str) -> str:
    """The working in figures; what nobody reads to the end is cut after four decimals.

    >>> shortened_figures("0.8394538606403013×100%")
    '0.8394…×100%'
    """
    return _LONG.sub(r"\1…", text)


@register.filter
def with_sign(value: Decimal | None) -> str:
    """A difference: with its sign, and ±0 where there is none."""
    if value is None:
        return ""
    if not value:
        return "±0"
    return f"+{shown_figure(value)}" if value > 0 else f"−{shown_figure(-value)}"


@register.filter
def attribute(thing: object, name: str) -> object:
    """What something has under a name."""
    return getattr(thing, name, None)


@register.filter
def share(ratio: Decimal | None) -> Decimal | None:
    """A ratio in percent."""
    return None if ratio is None else ratio * 100


@register.filter
def as_decimal(text: str | None) -> Decimal | None:
    """A figure that was stored as a text."""
    return None if text is None else Decimal(text)


@register.simple_tag
def result_mark(result: Result | None) -> SafeString:
    """The light of a KPI or the risk of a project: shape, word and colour."""
    if result is None:
        return light_mark(Light.WHITE)
    if result.light:
        return light_mark(Light(result.light))
    return risk_mark(result.risk)


@register.simple_tag
def risk_mark(level: str) -> SafeString:
    """The risk of a project with the shape and colour of the light that it is like."""
    light, shape = terms.RISK_SHAPES.get(level, ("white", "□"))
    return format_html(
        '<span class="light light-{}"><span aria-hidden="true">{}</span> {}</span>',
        light,
        shape,
        terms.RISKS.get(level, level),
    )


@register.simple_tag
def problem_sentence(stored: Sequence[Any]) -> SafeString:
    """What is wrong with a report, in the language of the page; as it was stored with a result."""
    code, level, field, facts = stored
    language: Language = "en" if get_language() == "en" else "zh-Hant"
    try:
        found = problem(ReportProblemCode(code), field, level=Level(level), **facts)
        return conditional_escape(found.message.in_language(language))
    except (KeyError, ValueError):  # of a version to come
        return conditional_escape(code)
