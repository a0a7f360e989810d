"""How much waits for whoever is signed in, for the navigation."""

from __future__ import annotations

from typing import Any

from django import template

from guankao.web.organizations.models import Person
from guankao.web.planning.notices import count_of_mentions

register = template.Library()


@register.simple_tag(takes_context=True)
def mention_count(context: dict[str, Any]) -> int:
    """How many comments speak to the person that they have not seen; one question."""
    user = getattr(context.get("request"), "user", None)
    return count_of_mentions(user.code) if isinstance(user, Person) else 0
