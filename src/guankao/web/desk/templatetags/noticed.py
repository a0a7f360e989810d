"""Where whoever is signed in may go, and how much waits there, for the navigation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.http import HttpRequest

from guankao.web.desk.places import Place, places_for
from guankao.web.desk.views.entry import RIGHTS
from guankao.web.organizations.actors import nameless
from guankao.web.organizations.models import Person
from guankao.web.organizations.permissions import rights_of
from guankao.web.planning.notices import count_of_mentions
from guankao.web.reporting.models import ExpectedReport
from guankao.web.reporting.words import element_words, period_words

register = template.Library()


@register.simple_tag(takes_context=True)
def mention_count(context: dict[str, Any]) -> int:
    """How many comments speak to the person that they have not seen; one question."""
    user = getattr(context.get("request"), "user", None)
    return count_of_mentions(user.code) if isinstance(user, Person) else 0


@register.simple_tag(takes_context=True)
def desk_places(context: dict[str, Any]) -> Sequence[Place]:
    """The rooms that the person may enter; asks the database only where the page has not yet."""
    request = context.get("request")
    user = getattr(request, "user", None)
    if not isinstance(request, HttpRequest) or not isinstance(user, Person):
        return ()
    rights = request.META.get(RIGHTS) or rights_of(nameless(user))
    matched = request.resolver_match
    return places_for(rights, request.path, (matched.url_name or "") if matched else "")


@register.filter
def report_name(expected: ExpectedReport) -> str:
    """Which report it is, in one line: KPI 1-2, its title and the period."""
    return f"{element_words(expected.element)} {expected.title} · {period_words(expected.period)}"
