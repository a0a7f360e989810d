"""Whom a comment speaks to."""

from __future__ import annotations

import re

from guankao.web.organizations.models import Agency, Person
from guankao.web.organizations.queries import agencies_above

_MENTION = re.compile(r"@([\w.+-]+)")


def accounts_in(text: str) -> list[str]:
    """The accounts that a text speaks to, each once.

    >>> accounts_in("@planner2 請看，也請 @reviewer。")
    ['planner2', 'reviewer']
    """
    return list(dict.fromkeys(name.rstrip(".") for name in _MENTION.findall(text)))


def people_spoken_to(text: str, agency: Agency) -> list[Person]:
    """The colleagues named with @: of the agency, or of one that it stands under."""
    accounts = accounts_in(text)
    if not accounts:
        return []
    return list(
        Person.objects.filter(
            account__in=accounts, is_active=True, agency__in=agencies_above(agency)
        ).order_by("pk")
    )
