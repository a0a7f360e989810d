"""Links from an entry of the record to what it is about."""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from guankao.web.desk.record import Line

register = template.Library()


@register.simple_tag
def entry_object(line: Line) -> SafeString:
    """What an entry is about, by name, with a link to all that was done to it."""
    query = urlencode({"object": line.entry.stream})
    return format_html('<a href="{}?{}">{}</a>', reverse("record"), query, line.about)
