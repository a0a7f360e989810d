"""What the pages of drafts call the fields of a plan and what a copy has to change."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.template.context import Context
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from guankao.documents.answering import StandingTie
from guankao.documents.comparison import Piece, words_between
from guankao.documents.copying import ChangeReason
from guankao.figures import Target
from guankao.web.importing.review import Reviewed
from guankao.web.portal.terms import DIRECTIONS
from guankao.web.review import rows
from guankao.web.review.terms import ELEMENTS, FIELDS, REASONS

register = template.Library()
SELECTED = mark_safe(" selected")


@register.simple_tag
def field_words(name: str) -> str | Promise:
    """What a field of the document is called."""
    return FIELDS[name]


@register.filter
def of(values: Mapping[str, Any], name: str) -> Any:
    """What stands under a name; '' where nothing does."""
    return values.get(name, "")


@register.filter
def element_words(element: str) -> str:
    """What an element is called by its kind and key, such as KPI 1-2."""
    kind, _slash, key = element.partition("/")
    return f"{ELEMENTS[kind]} {key}".strip()


@register.filter
def new_words(element: str) -> str | Promise:
    """What a new element is called before it has a key, such as KPI."""
    return ELEMENTS[element.partition("/")[0]]


@register.filter
def as_json(texts: Sequence[str]) -> str:
    """Texts for a script, in an attribute."""
    return json.dumps(list(texts), ensure_ascii=False)


@register.filter
def direction_words(target: Target) -> str | Promise:
    """Which figures meet a target better."""
    return DIRECTIONS[target.direction.value]


@register.filter
def change_words(reason: ChangeReason) -> str | Promise:
    """Why something that was copied has to be looked at."""
    return REASONS[reason]


@register.simple_tag(takes_context=True)
def plan_row(context: Context, one: Reviewed, goal: Reviewed | None = None) -> SafeString:
    """One element as it stands in the plan, closed; `goal` is that of a KPI."""
    return rows.html_of(rows.row_of(context, one, goal))


@register.filter
def number_at(numbers: Mapping[str, int], element: str) -> int:
    """How many there are of an element."""
    return numbers.get(element, 0)


@register.filter
def words_since(tie: StandingTie) -> tuple[Piece, ...]:
    """What a clause says now beside what it said when a goal was tied to it."""
    return words_between(tie.tied.text or "", tie.text)


@register.simple_tag
def number_options(numbers: Sequence[int], chosen: object = None) -> SafeString:
    """Choices of a list, hundreds of them: numbers need no escaping and no template."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((one, SELECTED if str(one) == str(chosen) else "", one) for one in numbers),
    )
