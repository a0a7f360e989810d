"""Whom a comment speaks to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from guankao.web.organizations.models import Person
from guankao.web.organizations.permissions import people_allowed
from guankao.web.planning.kinds import drafting_of
from guankao.web.planning.models import Draft

MOST_SUGGESTED = 8
_ACCOUNT = r"[A-Za-z0-9][A-Za-z0-9._+-]*(?:@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)?"
_MENTION = re.compile(rf"(?<![A-Za-z0-9._+-])@({_ACCOUNT})")


@dataclass(frozen=True)
class SpokenTo:
    """Those who are told, and the names that are nobody's who may read the draft."""

    people: tuple[Person, ...]
    in_vain: tuple[str, ...]


def accounts_in(text: str) -> list[str]:
    """The accounts that a text speaks to, each once; an e-mail address speaks to nobody.

    >>> accounts_in("@planner2請看，也請 @reviewer。 write to a@example.org")
    ['planner2', 'reviewer']
    """
    return list(dict.fromkeys(name.rstrip(".").lower() for name in _MENTION.findall(text)))


def spoken_to(text: str, draft: Draft) -> SpokenTo:
    """Who is named with @ in what is said of a draft: of those who may read it."""
    accounts = accounts_in(text)
    if not accounts:
        return SpokenTo((), ())
    found = {person.account: person for person in readers(draft).filter(account__in=accounts)}
    return SpokenTo(
        tuple(found[name] for name in accounts if name in found),
        tuple(name for name in accounts if name not in found),
    )


def readers(draft: Draft) -> QuerySet[Person]:
    """Whoever may read a draft, and so can be spoken to."""
    return people_allowed(drafting_of(draft.kind).read, at=draft.agency)


def suggestions(draft: Draft, begun: str, *, but: str) -> list[Person]:
    """Some whose account or name begins so, or holds it; without the person who asks."""
    found = readers(draft).exclude(code=but).select_related("agency")
    return list(
        found.filter(Q(account__istartswith=begun) | Q(name__contains=begun)).order_by("account")[
            :MOST_SUGGESTED
        ]
    )
