"""What the pages of drafts call the fields of a plan and what a copy has to change."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise

from guankao.documents.answering import StandingTie
from guankao.documents.comparison import Piece, words_between
from guankao.documents.copying import ChangeReason
from guankao.web.review.terms import ELEMENTS, FIELDS, REASONS

register = template.Library()


@register.simple_tag
def field_words(name: str) -> str | Promise:
    """What a field of the document is called."""
    return FIELDS[name]


@register.filter
def element_words(element: str) -> str:
    """What an element is called by its kind and key, such as KPI 1-2."""
    kind, _slash, key = element.partition("/")
    return f"{ELEMENTS[kind]} {key}".strip()


@register.filter
def change_words(reason: ChangeReason) -> str | Promise:
    """Why something that was copied has to be looked at."""
    return REASONS[reason]


@register.filter
def words_since(tie: StandingTie) -> tuple[Piece, ...]:
    """What a clause says now beside what it said when a goal was tied to it."""
    return words_between(tie.tied.text or "", tie.text)
