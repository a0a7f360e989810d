"""People as actors of the ledger."""

from __future__ import annotations

from django.http import HttpRequest

from guankao.web.ledger.actors import Actor
from guankao.web.organizations.models import Person


class NotSignedIn(LookupError):
    """Nobody is signed in, so nobody can act."""


def actor_of(request: HttpRequest) -> Actor:
    """Whoever is signed in, as called today. No actor means refusal: NotSignedIn."""
    return as_actor(person_of(request))


def person_of(request: HttpRequest) -> Person:
    """The person who is signed in, or NotSignedIn."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person) or not person.is_active:
        raise NotSignedIn
    return person


def as_actor(person: Person) -> Actor:
    return Actor(code=person.code, name=person.name, agency=person.agency.name)


def nameless(person: Person) -> Actor:
    """By the code alone, for entries that need not say what the person is called."""
    return Actor(code=person.code, name=person.code)
