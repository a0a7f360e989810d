"""Verbs on what people hold."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from guankao.web.ledger.events import Event
from guankao.web.organizations import queries
from guankao.web.organizations.actions.agencies import AgencyEnded
from guankao.web.organizations.actions.people import PersonEnded, record_person
from guankao.web.organizations.models import Agency, Holding, Person
from guankao.web.organizations.permissions import NotPermitted, Permission, require, rights_of
from guankao.web.organizations.roles import ROLES, Role

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


class AlreadyHeld(ValueError):
    """The person holds this role at this agency in those days already."""


class NotDelegable(ValueError):
    """A role that is not passed on, or one that was itself lent."""


class TooLong(ValueError):
    """Days that are not days to come, or that go beyond those of the giver."""


@transaction.atomic
def give_role(
    *,
    by: Actor,
    code: str,
    role: Role,
    agency: Agency,
    from_day: datetime.date,
    until_day: datetime.date | None = None,
) -> Holding:
    """Let a person hold a role at an agency from a day until the day before another.

    Raises TooLong for days that are over or upside down, AlreadyHeld, PersonEnded, AgencyEnded.
    """
    require(by, Permission.GIVE_ROLE, at=agency)
    person = _locked(code)
    if agency.ended_on is not None:
        raise AgencyEnded(agency.name)
    today = timezone.localdate()
    if until_day is not None and until_day <= max(from_day, today):
        raise TooLong(until_day.isoformat())
    _refuse_twice(person, role, agency, from_day, until_day)
    holding = Holding.objects.create(
        person=person,
        role=role.value,
        agency=agency,
        from_day=from_day,
        until_day=until_day,
        given_by=by.code,
    )
    record_person(Event.ROLE_GIVEN, by=by, person=person, after=_facts(holding))
    return holding


@transaction.atomic
def delegate_role(
    *, by: Actor, holding: int, code: str, from_day: datetime.date, until_day: datetime.date
) -> Holding:
    """Let another person act in one's place for some days, never wider than one's own.

    The same role at the same agency, within the days of one's own holding; it ends with that
    one, whatever it says itself. What was lent is not lent again. Raises NotDelegable, TooLong,
    AlreadyHeld and PersonEnded.
    """
    own = (
        Holding.objects.select_for_update(of=("self",))
        .select_related("agency", "person")
        .get(pk=holding)
    )
    require(by, Permission.DELEGATE_ROLE, at=own.agency)
    role = Role(own.role)
    if own.person.code != by.code or own.pk not in {one.pk for one in rights_of(by).holdings}:
        raise NotPermitted(by, Permission.DELEGATE_ROLE, own.agency.label)
    if own.delegated_from_id is not None or not ROLES[role].delegable:
        raise NotDelegable(role.value)
    person = _locked(code)
    if person.pk == own.person_id:
        raise NotDelegable(role.value)
    if (
        from_day < timezone.localdate()
        or until_day <= from_day
        or (own.until_day is not None and until_day > own.until_day)
    ):
        raise TooLong(until_day.isoformat())
    _refuse_twice(person, role, own.agency, from_day, until_day)
    lent = Holding.objects.create(
        person=person,
        role=role.value,
        agency=own.agency,
        from_day=from_day,
        until_day=until_day,
        given_by=by.code,
        delegated_from=own,
    )
    record_person(
        Event.ROLE_DELEGATED,
        by=by,
        person=person,
        after={**_facts(lent), "from_person": by.code},
    )
    return lent


@transaction.atomic
def end_role(*, by: Actor, holding: int, on: datetime.date | None = None) -> Holding:
    """End a holding on a day, today unless said; one that has ended stays as it is.

    Administrators end what is held at their agencies, and whoever lent a role takes it back.
    """
    found = (
        Holding.objects.select_for_update(of=("self",))
        .select_related("agency", "person", "delegated_from__person")
        .get(pk=holding)
    )
    lender = found.delegated_from.person.code if found.delegated_from else ""
    if lender != by.code:
        require(by, Permission.GIVE_ROLE, at=found.agency)
    today = timezone.localdate()
    on = on or today
    if on < today:
        raise TooLong(on.isoformat())
    if found.until_day is not None and found.until_day <= on:
        return found
    before = _facts(found)
    found.until_day = max(on, found.from_day)
    found.save(update_fields=["until_day"])
    record_person(Event.ROLE_ENDED, by=by, person=found.person, before=before, after=_facts(found))
    return found


def _locked(code: str) -> Person:
    person = Person.objects.select_for_update(of=("self",)).get(code=code)
    if not person.is_active:
        raise PersonEnded(code)
    return person


def _refuse_twice(
    person: Person,
    role: Role,
    agency: Agency,
    from_day: datetime.date,
    until_day: datetime.date | None,
) -> None:
    same = queries.open_holdings(person).filter(role=role.value, agency=agency)
    if until_day is not None:
        same = same.filter(from_day__lt=until_day)
    if any(one.until_day is None or one.until_day > from_day for one in same):
        raise AlreadyHeld(role.value)


def _facts(holding: Holding) -> dict[str, object]:
    return {
        "role": holding.role,
        "agency": holding.agency.name,
        "from": holding.from_day.isoformat(),
        "until": holding.until_day.isoformat() if holding.until_day else "",
    }
