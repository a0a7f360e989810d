"""What the pages of reports show of periods, windows and states."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from guankao.calendars import Stage
from guankao.figures import Target
from guankao.results import ReportProblem
from guankao.rules import Finding
from guankao.web.filing import sentences
from guankao.web.filing.curve import drawn
from guankao.web.filing.forms import ReportForm
from guankao.web.filing.outcome import CurveRow
from guankao.web.portal.templatetags.words import figure
from guankao.web.portal.terms import DIRECTIONS
from guankao.web.reporting.models import ExpectedReport
from guankao.web.reporting.words import last_moment as last_moment_of

register = template.Library()
STAGE_SHAPES = {
    Stage.NOT_YET: "○",
    Stage.OPEN: "◔",
    Stage.LATE: "▲",
    Stage.EXCUSED: "◆",
    Stage.CLOSED: "✕",
}


@register.filter
def period_of(expected: ExpectedReport) -> str:
    """The period of a report in words."""
    return sentences.period_words(expected.plan.fiscal_year, expected.period)


@register.filter
def element_key(expected: ExpectedReport) -> str:
    """The key of a KPI or project within its plan."""
    return expected.element.partition("/")[2]


@register.filter
def is_kpi(expected: ExpectedReport) -> bool:
    """Whether it is a report on a KPI, and not on a project."""
    return expected.element.startswith("kpi/")


@register.filter
def until_words(at: dt.datetime) -> str:
    """The last moment of a half-open span, on the clock of Taipei."""
    return last_moment_of(at)


@register.filter
def from_words(at: dt.datetime) -> str:
    """The first moment of a span, on the clock of Taipei."""
    return sentences.first_moment(at)


@register.simple_tag
def days_left(due: dt.datetime, now: dt.datetime) -> str:
    """How many days are left, or gone."""
    return sentences.days_words(due, now)


@register.simple_tag
def stage_mark(stage: Stage) -> SafeString:
    """Shape and word of where a report stands in its window."""
    return format_html(
        '<span class="stage stage-{}"><span aria-hidden="true">{}</span> {}</span>',
        stage.value,
        STAGE_SHAPES[stage],
        sentences.STAGES[stage.value],
    )


@register.inclusion_tag("filing/pieces/problems.html")
def problem_list(by_field: Mapping[str, Sequence[ReportProblem]], name: str) -> dict[str, Any]:
    """What is said of one field."""
    return {"problems": by_field.get(name, ())}


@register.filter
def problem_words(problem: ReportProblem) -> str:
    """The sentence of a problem in the language of the page."""
    return problem.message.in_language(sentences.language())


@register.filter
def field_for(form: ReportForm | None, problem: ReportProblem) -> BoundField | None:
    """The field that a problem is about, where the form has it."""
    name = form.field_of(problem.field) if form is not None else ""
    return form[name] if form is not None and name else None


@register.simple_tag
def sent_words(text: str) -> str:
    """What a field sends, as a person reads it: a ticked box sends only `on`."""
    return gettext("done") if text == "on" else text


@register.filter
def as_json(texts: Sequence[str]) -> str:
    """Texts for a script, in an attribute."""
    return json.dumps(list(texts), ensure_ascii=False)


@register.filter
def target_direction(target: Target) -> str | Promise:
    """Which figures meet a target better."""
    return DIRECTIONS[target.direction.value]


@register.filter
def plain_figure(text: str) -> str:
    """A figure that is kept as a text, with groups of thousands."""
    return figure(Decimal(text))


@register.filter
def account_words(source: str) -> str | Promise:
    """How a figure came."""
    return sentences.ACCOUNTS.get(source, source)


@register.simple_tag
def s_curve(rows: Sequence[CurveRow]) -> SafeString:
    """Planned and actual progress through the year; the table below says the same."""
    return drawn(rows)


@register.filter
def of_field(said: Mapping[str, Sequence[Finding]], name: str) -> Sequence[Finding]:
    """What the linter says of one text."""
    return said.get(name, ())
