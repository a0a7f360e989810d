"""What the pages call the elements and fields of a plan that two texts differ in."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise

from guankao.web.portal.difference_terms import ELEMENTS, FIELDS

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
def anchor(element: str) -> str:
    """An element as the name of its place on a page, such as kpi-1-2."""
    return element.replace("/", "-")
