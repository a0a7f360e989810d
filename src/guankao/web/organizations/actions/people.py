"""Verbs on people. A person is never deleted: the record speaks of people for ever.

The ledger knows a person by code. What a person is called, and signs in with, is not written
into a record that nobody can correct: an entry says which of the two changed.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations import queries
from guankao.web.organizations.actions.overtaking import Overtaken
from guankao.web.organizations.models import Agency, Holding, Person
from guankao.web.organizations.permissions import NotPermitted, Permission, require, rights_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from guankao.web.ledger.actors import Actor


class AccountTaken(ValueError):
    """Another person signs in, or signed in, with this account."""


class PersonEnded(ValueError):
    """The person has ended; who comes back is made anew by `register_person`."""


@transaction.atomic
def register_person(
    *, by: Actor, account: str, name: str, agency: Agency, email: str = ""
) -> Person:
    """Make a person who works at an agency; nothing can be done with it before it is invited.

    Raises AccountTaken where the account is another's, also one that has ended.
    """
    require(by, Permission.MANAGE_PEOPLE, at=agency)
    account = account.strip().lower()
    if Person.objects.filter(account=account).exists():
        raise AccountTaken(account)
    person = Person(
        account=account,
        name=name,
        agency=agency,
        email=email.strip(),
        registered_at=timezone.now(),
    )
    person.set_unusable_password()
    person.save(force_insert=True)
    record_person(Event.PERSON_REGISTERED, by=by, person=person, after={"agency": agency.name})
    return person


@transaction.atomic
def invite_person(*, by: Actor, code: str) -> Person:
    """Take the password away, so that a link handed over in person is the only way in.

    The page makes the link. Whoever is signed in as this person is signed out by it, and links
    made before stop working.
    """
    person = managed(by, code)
    # Not merely unusable: the link is signed with the password, and must differ each time.
    person.set_password(secrets.token_urlsafe(64))
    person.save(update_fields=["password"])
    record_person(Event.PERSON_INVITED, by=by, person=person)
    return person


@transaction.atomic
def set_password(*, by: Actor, code: str, password: str) -> Person:
    """Give a known password, which only the demonstration does."""
    person = managed(by, code)
    person.set_password(password)
    person.save(update_fields=["password"])
    record_person(Event.PERSON_INVITED, by=by, person=person)
    return person


@transaction.atomic
def change_person(
    *,
    by: Actor,
    code: str,
    version: int,
    account: str,
    name: str,
    agency: Agency,
    email: str | None = None,
) -> Person:
    """Correct what a person is called, signs in with and works at; roles stay as they are.

    `email` is where reminders go; None leaves it as it is.

    Raises AccountTaken, PersonEnded, and Overtaken where somebody changed the person since.
    """
    person = managed(by, code)
    require(by, Permission.MANAGE_PEOPLE, at=agency)
    if person.version != version:
        raise Overtaken(person.version)
    account = account.strip().lower()
    if Person.objects.filter(account=account).exclude(pk=person.pk).exists():
        raise AccountTaken(account)
    email = person.email if email is None else email.strip()
    now = {"account": account, "name": name, "agency": agency, "email": email}
    changed = sorted(field for field, value in now.items() if getattr(person, field) != value)
    if not changed:
        return person
    before = {"agency": person.agency.name}
    person.account, person.name, person.agency = account, name, agency
    person.email = email
    person.version += 1
    person.save()
    record_person(
        Event.PERSON_CHANGED,
        by=by,
        person=person,
        before=before,
        after={"agency": agency.name, "changed": changed},
    )
    return person


@transaction.atomic
def change_own_email(*, by: Actor, email: str) -> Person:
    """Say where one's own reminders go; "" for nowhere. The ledger says only that it changed."""
    person = Person.objects.select_for_update(of=("self",)).get(code=by.code, is_active=True)
    email = email.strip()
    if person.email != email:
        person.email = email
        person.version += 1
        person.save(update_fields=["email", "version"])
        record_person(Event.PERSON_CHANGED, by=by, person=person, after={"changed": ["email"]})
    return person


@transaction.atomic
def end_person(*, by: Actor, code: str) -> Person:
    """End a person: no sign-in from now on, and whoever is signed in so is out.

    What is held ends today, with whatever was delegated from it.
    """
    person = managed(by, code)
    today = timezone.localdate()
    ended = 0
    for holding in Holding.objects.select_for_update().filter(
        pk__in=queries.open_holdings(person).values("pk")
    ):
        holding.until_day = max(today, holding.from_day)
        holding.save(update_fields=["until_day"])
        ended += 1
    person.is_active = False
    person.ended_at = timezone.now()
    person.version += 1
    person.set_unusable_password()
    person.save()
    Authenticator.objects.filter(user=person).delete()
    record_person(Event.PERSON_ENDED, by=by, person=person, after={"roles_ended": ended})
    return person


@transaction.atomic
def reset_second_factor(*, by: Actor, code: str) -> Person:
    """Remove a lost second factor and its recovery codes; the person makes a new one."""
    person = managed(by, code)
    Authenticator.objects.filter(user=person).delete()
    record_person(Event.PERSON_FACTOR_RESET, by=by, person=person)
    return person


def managed(by: Actor, code: str) -> Person:
    """The person, locked for change by somebody who may manage all that this person can do.

    The permission is asked at the person's agency and at each agency where the person holds a
    role: who looks after one agency must not get at an account that has power over others.
    """
    person = Person.objects.select_for_update(of=("self",)).select_related("agency").get(code=code)
    rights = rights_of(by)
    places = [person.agency, *(one.agency for one in queries.open_holdings(person))]
    for agency in places:
        if not rights.allows(Permission.MANAGE_PEOPLE, agency):
            raise NotPermitted(by, Permission.MANAGE_PEOPLE, agency.label)
    if not person.is_active:
        raise PersonEnded(code)
    return person


def record_person(
    event: Event,
    *,
    by: Actor,
    person: Person,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Append one entry to the stream of a person, who is named by code alone."""
    stream = f"person/{person.code}"
    record(
        event, by=by, stream=stream, subject=stream, words=person.code, before=before, after=after
    )
