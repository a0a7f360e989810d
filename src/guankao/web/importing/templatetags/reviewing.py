"""What the pages of an import say of findings and elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guankao.documents import Plan, read_document
from guankao.rules import Finding
from guankao.web.importing.models import Import, ImportedDocument
from guankao.web.planning.kinds import DraftKind
from guankao.web.portal.templatetags.words import fiscal_year

register = template.Library()
DRAFTED = frozenset(DraftKind)


@register.simple_tag
def said(finding: Finding) -> SafeString:
    """The sentence of a finding in the language of the page."""
    return conditional_escape(finding.message.en if get_language() == "en" else finding.message.zh)


@register.filter
def anchor(element: str) -> str:
    """The place of an element on its page; `/` cannot stand in the name of one.

    >>> anchor("kpi/1-2")
    'kpi-1-2'
    """
    return element.replace("/", "-")


@register.filter
def value_of(values: Mapping[str, Any], name: str) -> str:
    """One value of an element as a person reads it."""
    value = values.get(name)
    if isinstance(value, tuple | list):
        return "\n".join(str(one) for one in value)
    return "" if value is None else str(value)


@register.filter
def as_text(field: BoundField) -> str:
    """What a field of a form holds, for somebody who only reads it; a choice by its words."""
    values = field.form.initial
    if not (choices := getattr(field.field, "choices", None)):
        return value_of(values, field.name)
    value = values.get(field.name)
    chosen = {str(one) for one in (value if isinstance(value, tuple | list) else [value])}
    return "\n".join(str(words) for key, words in choices if key and str(key) in chosen)


@register.filter
def name_of(row: ImportedDocument) -> str:
    """What a document is called: the agency and year of a plan, else its title."""
    year, _slash, agency = row.identifier.partition("/")
    if row.kind == Plan.model_fields["kind"].default:
        return f"{agency} {fiscal_year(int(year))}"
    document = read_document(row.content)
    title = getattr(document, "title", None) or getattr(document, "agency", "")
    return f"{title or _('Policy guidelines')} {fiscal_year(document.fiscal_year)}"


@register.filter
def all_drafted(documents: Iterable[ImportedDocument]) -> bool:
    """Whether every document that is still open is of a kind that is drafted at the desk."""
    return all(row.kind in DRAFTED for row in documents if not row.outcome)


@register.filter
def none_drafted(documents: Iterable[ImportedDocument]) -> bool:
    """Whether no document that is still open is drafted, so that they can be published."""
    return all(row.kind not in DRAFTED for row in documents if not row.outcome)


@register.simple_tag(takes_context=True)
def decide_form(context: Context, one: Import, row: ImportedDocument) -> SafeString:
    """Accept and discard beside a document that is alone in its file; else a way to the file."""
    if not context["alone"]:
        return SafeString("")
    return mark_safe(  # noqa: S308 - a template of our own, escaped by the engine
        render_to_string(
            "importing/decide.html",
            {
                "one": one,
                "documents": [row],
                "kept": context["kept"],
                "free": getattr(context["place"] or context["guidelines_place"], "free", False),
                "single": True,
            },
            context["request"],
        )
    )
