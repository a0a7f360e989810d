"""Findings in templates: the level with its shape and word, the sentence in the page's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from guankao.documents import Mark
from guankao.documents.words import Language
from guankao.web.portal import terms
from guankao.web.publishing.models import Finding

register = template.Library()

SHAPES = {"error": "✕", "warning": "▲", "note": "○"}
"""Beside the colour, so that the level is told without it."""


@register.simple_tag
def level_mark(level: str) -> SafeString:
    return format_html(
        '<span class="level level-{}"><span aria-hidden="true">{}</span> {}</span>',
        level,
        SHAPES.get(level, ""),
        terms.LEVELS.get(level, level),
    )


@register.simple_tag
def place_of(mark: Mapping[str, Any]) -> SafeString:
    """Where a piece stood in its file, in the language of the page; '' where nobody knows."""
    language: Language = "en" if get_language() == "en" else "zh-Hant"
    return conditional_escape(Mark(**mark).place(language)) if mark else SafeString("")


@register.simple_tag
def finding_message(finding: Finding) -> SafeString:
    return conditional_escape(finding.message_en if get_language() == "en" else finding.message_zh)
