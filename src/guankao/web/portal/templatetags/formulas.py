"""Formulas in templates: mathematics, lights and the reasons of refusals."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from guankao.figures.formulas import RefusalCode, to_mathml
from guankao.figures.formulas.nodes import Node
from guankao.scoring import Light, Problem
from guankao.web.portal import terms

register = template.Library()


@register.filter
def mathematics(node: Node) -> SafeString:
    """An expression as MathML, which is made of the tree and escapes every name in it."""
    return mark_safe(to_mathml(node))  # noqa: S308


@register.simple_tag
def light_mark(light: Light) -> SafeString:
    """Shape, word and colour of a light; the word carries the meaning alone."""
    return format_html(
        '<span class="light light-{}"><span aria-hidden="true">{}</span> {}</span>',
        light.value,
        light.shape,
        terms.LIGHTS[light.value],
    )


@register.filter
def refusal_words(code: RefusalCode) -> str | Promise:
    return terms.REFUSALS[code.value]


@register.filter
def no_achievement_words(problem: Problem) -> str | Promise:
    return terms.NO_ACHIEVEMENT[problem.value]
