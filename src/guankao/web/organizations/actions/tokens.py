"""Verbs on tokens: a person makes and ends their own, and the API presents what it was sent."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from guankao.web.ledger.events import Event
from guankao.web.organizations.actions.people import record_person
from guankao.web.organizations.models import AccessToken, Person
from guankao.web.organizations.permissions import NotPermitted, Permission, require, rights_of
from guankao.web.organizations.queries import current_tokens

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

PREFIX = "gk_"
"""Whoever finds one in a file knows what it is."""
FOR_PROGRAMS = (Permission.FILL_REPORT, Permission.SUBMIT_REPORT)
"""What a program can be let do."""
LONGEST_DAYS = 366
MOST_TOKENS = 10
CALLS_A_MINUTE = 120


class TooLong(ValueError):
    """The days of a token begin today or later and are at most a year."""


class TooManyTokens(ValueError):
    """A person has as many tokens as anybody needs."""


class UnknownToken(LookupError):
    """No token, one that has ended, or one whose person has."""


class TooOften(ValueError):
    """A token was used more often in a minute than a program needs."""


@dataclass(frozen=True)
class Made:
    """A token with its secret, which is told this once."""

    token: AccessToken
    secret: str


@dataclass(frozen=True)
class Presented:
    """Whose token it is, and what it is for."""

    person: Person
    permissions: frozenset[Permission]


@transaction.atomic
def make_token(
    *, by: Actor, name: str, permissions: Sequence[Permission], until_day: dt.date
) -> Made:
    """Let a program act for whoever makes it, in what they may do themselves.

    Raises NotPermitted, TooLong, TooManyTokens.
    """
    person = Person.objects.select_for_update(of=("self",)).get(code=by.code, is_active=True)
    rights = rights_of(by)
    for permission in permissions:
        if permission not in FOR_PROGRAMS or not rights.allows_somewhere(permission):
            raise NotPermitted(by, permission)
    today = timezone.localdate()
    if not permissions or not today < until_day <= today + dt.timedelta(days=LONGEST_DAYS):
        raise TooLong
    if current_tokens(person.code).count() >= MOST_TOKENS:
        raise TooManyTokens
    secret = PREFIX + secrets.token_urlsafe(32)
    token = AccessToken.objects.create(
        person=person,
        name=name,
        digest=_digest(secret),
        permissions=sorted(one.value for one in permissions),
        until_day=until_day,
        made_at=timezone.now(),
    )
    after = {"permissions": token.permissions, "until": until_day.isoformat(), "token": token.pk}
    record_person(Event.TOKEN_MADE, by=by, person=person, after=after)
    return Made(token, secret)


@transaction.atomic
def end_token(*, by: Actor, token: int) -> AccessToken:
    """End one's own token from this moment; twice is once. AccessToken.DoesNotExist."""
    row = AccessToken.objects.select_for_update(of=("self",)).select_related("person").get(pk=token)
    if row.person.code != by.code:
        raise AccessToken.DoesNotExist
    if row.ended_at is None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        record_person(Event.TOKEN_ENDED, by=by, person=row.person, after={"token": row.pk})
    return row


@transaction.atomic
def present_token(*, by: Actor, secret: str) -> Presented:
    """Whoever the program acts for, counted against the minute. UnknownToken, TooOften."""
    require(by, Permission.RECORD_SIGN_IN)
    now = timezone.now()
    minute = now.replace(second=0, microsecond=0)
    known = AccessToken.objects.filter(
        digest=_digest(secret),
        ended_at__isnull=True,
        until_day__gt=timezone.localdate(),
        person__is_active=True,
    )
    token = known.select_related("person__agency").first()
    if token is None:
        raise UnknownToken
    mine = AccessToken.objects.filter(pk=token.pk)
    if token.minute == minute:
        if token.calls >= CALLS_A_MINUTE:
            raise TooOften
        mine.update(calls=F("calls") + 1, used_at=now)
    else:
        mine.update(minute=minute, calls=1, used_at=now)
    permissions = frozenset(Permission(one) for one in token.permissions)
    return Presented(token.person, permissions)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
