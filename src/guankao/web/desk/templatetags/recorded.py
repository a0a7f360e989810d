"""Links from an entry of the record to what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from guankao.web.desk.record import Line
from guankao.web.portal.difference_terms import ELEMENTS

register = template.Library()


@register.simple_tag
def entry_object(line: Line) -> SafeString:
    """What an entry is about, by name, with a link to all that was done to it."""
    query = urlencode({"object": line.entry.stream})
    return format_html('<a href="{}?{}">{}</a>', reverse("record"), query, line.about)


@register.simple_tag
def element_names(elements: Sequence[str]) -> str:
    """What the elements of a plan that an entry names are called, such as KPI 1-2."""
    return pgettext("between names", ", ").join(_element_name(one) for one in elements)


def _element_name(element: str) -> str:
    """A waiver names its element with the plan: 108/agency/kpi/1-2."""
    parts = element.split("/")
    if len(parts) > 2 and parts[0].isdigit():
        parts = parts[2:]
    kind = ELEMENTS.get(parts[0])
    return f"{kind} {'-'.join(parts[1:])}".strip() if kind else element
