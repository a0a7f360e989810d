"""Verbs on people and what they hold."""

from __future__ import annotations

import datetime
import json

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from guankao.web.ledger.actors import COMMAND_LINE, SIGN_IN, Actor
from guankao.web.ledger.events import Event
from guankao.web.ledger.models import Entry
from guankao.web.organizations import queries
from guankao.web.organizations.actions import (
    AccountTaken,
    NotDelegable,
    Overtaken,
    change_person,
    delegate_role,
    end_person,
    end_role,
    give_role,
    invite_person,
    people,
    register_person,
    reset_second_factor,
)
from guankao.web.organizations.actions.people import PersonEnded
from guankao.web.organizations.actions.roles import AlreadyHeld, TooLong
from guankao.web.organizations.actions.sign_in import record_sign_in
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.models import Holding, Person
from guankao.web.organizations.permissions import NotPermitted, Permission, require, rights_of
from guankao.web.organizations.queries import agency_called
from guankao.web.organizations.roles import Role

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def administrator(make_person) -> Actor:
    return as_actor(make_person("system-administrator", at="示範部", account="administrator"))


@pytest.fixture
def today() -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def at_noon(monkeypatch):
    """Let it be noon, in Taipei, so many days from now; or another hour."""

    def move(days: int, hour: int = 12, minute: int = 0) -> None:
        day = datetime.date(2026, 11, 20) + days * DAY
        moment = datetime.datetime.combine(
            day, datetime.time(hour, minute), timezone.get_default_timezone()
        )
        monkeypatch.setattr(timezone, "now", lambda: moment.astimezone(datetime.UTC))

    return move


def events(person: Person) -> list[str]:
    stream = f"person/{person.code}"
    return list(
        Entry.objects.filter(stream=stream).order_by("number").values_list("event", flat=True)
    )


def test_a_person_is_made_changed_and_ended(administrator):
    person = register_person(
        by=administrator, account=" Lin.Mei ", name="林美", agency=agency_called("示範署")
    )
    assert person.account == "lin.mei"
    assert not person.has_usable_password()
    changed = change_person(
        by=administrator,
        code=person.code,
        version=1,
        account="lin.mei",
        name="林小美",
        agency=agency_called("示範部"),
    )
    assert (changed.name, changed.agency.name, changed.version) == ("林小美", "示範部", 2)
    ended = end_person(by=administrator, code=person.code)
    assert not ended.is_active
    assert events(person) == ["person.registered", "person.changed", "person.ended"]


def test_the_record_knows_people_by_code_alone(administrator):
    person = register_person(
        by=administrator, account="lin.mei", name="林美", agency=agency_called("示範署")
    )
    change_person(
        by=administrator,
        code=person.code,
        version=1,
        account="lin.mei2",
        name="林大美",
        agency=agency_called("示範署"),
    )
    invite_person(by=administrator, code=person.code)
    record_sign_in(Event.PERSON_REFUSED, by=SIGN_IN, account="lin.mei2")
    entries = list(Entry.objects.filter(stream=f"person/{person.code}"))
    assert len(entries) == 4
    for entry in entries:
        told = f"{entry.subject}{entry.subject_words}{entry.before}{entry.after}"
        assert "lin.mei" not in told
        assert "美" not in told
    changed = next(one for one in entries if one.event == "person.changed")
    assert json.loads(changed.after)["changed"] == ["account", "name"]


def test_where_the_entry_fails_nobody_is_made(administrator, monkeypatch):
    def fail(*_arguments, **_facts):
        raise RuntimeError("no ledger")

    monkeypatch.setattr(people, "record", fail)
    with pytest.raises(RuntimeError):
        register_person(by=administrator, account="x", name="某", agency=agency_called("示範署"))
    assert not Person.objects.filter(account="x").exists()


def test_an_account_is_never_given_again(administrator, make_person):
    gone = make_person(account="gone")
    end_person(by=administrator, code=gone.code)
    with pytest.raises(AccountTaken):
        register_person(by=administrator, account="GONE", name="某", agency=gone.agency)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=make_person(account="other").pk).update(account="Gone")


def test_the_same_again_changes_nothing(administrator, make_person):
    person = make_person(account="one")
    change_person(
        by=administrator,
        code=person.code,
        version=1,
        account="one",
        name=person.name,
        agency=person.agency,
    )
    assert events(person) == ["person.registered"]


def test_the_second_of_two_administrators_is_told(administrator, make_person):
    person = make_person(account="one")
    facts = {"by": administrator, "code": person.code, "account": "one", "agency": person.agency}
    change_person(version=1, name="先", **facts)
    with pytest.raises(Overtaken) as caught:
        change_person(version=1, name="後", **facts)
    assert caught.value.version == 2
    person.refresh_from_db()
    assert person.name == "先"


def test_nobody_manages_people_of_another_agency(administrator, make_person, today):
    other = make_person("planner", at="內政部", account="other")
    verbs = [
        lambda: register_person(by=administrator, account="x", name="某", agency=other.agency),
        lambda: invite_person(by=administrator, code=other.code),
        lambda: reset_second_factor(by=administrator, code=other.code),
        lambda: end_person(by=administrator, code=other.code),
        lambda: change_person(
            by=administrator,
            code=other.code,
            version=1,
            account="x",
            name="某",
            agency=agency_called("示範部"),
        ),
        lambda: give_role(
            by=administrator,
            code=other.code,
            role=Role.CONTROLLER,
            agency=other.agency,
            from_day=today,
        ),
        lambda: end_role(by=administrator, holding=other.holdings.get().pk),
    ]
    before = Entry.objects.count()
    for verb in verbs:
        with pytest.raises(NotPermitted):
            verb()
    assert Entry.objects.count() == before


def test_an_account_with_power_above_is_not_taken_over_from_below(make_person, today):
    """Whoever looks after an agency does not get at one of its people who controls a ministry."""
    local = as_actor(make_person("system-administrator", at="示範署", account="local"))
    person = make_person("planner", at="示範署", account="both")
    invite_person(by=local, code=person.code)
    give_role(
        by=COMMAND_LINE,
        code=person.code,
        role=Role.CONTROLLER,
        agency=agency_called("示範部"),
        from_day=today + DAY,
    )
    for verb in (invite_person, reset_second_factor, end_person):
        with pytest.raises(NotPermitted, match="示範部"):
            verb(by=local, code=person.code)


def test_who_has_ended_is_changed_no_more(administrator, make_person, today):
    person = make_person("planner", account="gone")
    end_person(by=administrator, code=person.code)
    with pytest.raises(PersonEnded):
        invite_person(by=administrator, code=person.code)
    with pytest.raises(PersonEnded):
        give_role(
            by=administrator,
            code=person.code,
            role=Role.PLANNER,
            agency=person.agency,
            from_day=today,
        )
    assert rights_of(as_actor(person)).holdings == ()


def test_a_role_ends_at_midnight_in_taipei(at_noon, make_person):
    at_noon(0)
    person = make_person(account="brief")
    give_role(
        by=COMMAND_LINE,
        code=person.code,
        role=Role.PLANNER,
        agency=person.agency,
        from_day=timezone.localdate(),
        until_day=timezone.localdate() + DAY,
    )
    by = as_actor(person)
    at_noon(0, 23, 59)
    require(by, Permission.DRAFT_PLAN, at="示範署")
    at_noon(1, 0, 0)
    with pytest.raises(NotPermitted):
        require(by, Permission.DRAFT_PLAN, at="示範署")


def test_a_role_begins_at_midnight_in_taipei(at_noon, make_person):
    at_noon(0)
    person = make_person(account="soon")
    give_role(
        by=COMMAND_LINE,
        code=person.code,
        role=Role.PLANNER,
        agency=person.agency,
        from_day=timezone.localdate() + DAY,
    )
    # 16:00 of the same day in Greenwich, which is midnight in Taipei.
    at_noon(0, 23, 59)
    assert not rights_of(as_actor(person)).allows(Permission.DRAFT_PLAN, person.agency)
    at_noon(1, 0, 0)
    assert rights_of(as_actor(person)).allows(Permission.DRAFT_PLAN, person.agency)


def test_a_role_is_not_held_twice_in_the_same_days(administrator, make_person, today):
    person = make_person("planner", account="once")
    facts = {"by": administrator, "code": person.code, "role": Role.PLANNER}
    with pytest.raises(AlreadyHeld):
        give_role(agency=person.agency, from_day=today + 9 * DAY, **facts)
    end_role(by=administrator, holding=person.holdings.get().pk)
    give_role(agency=person.agency, from_day=today, until_day=today + 5 * DAY, **facts)
    give_role(agency=person.agency, from_day=today + 5 * DAY, **facts)


@pytest.mark.parametrize(("first", "end"), [(0, 0), (5, 5), (5, 3), (-9, -3)])
def test_days_that_are_over_or_upside_down_are_refused(
    administrator, make_person, today, first, end
):
    person = make_person(account="days")
    with pytest.raises(TooLong):
        give_role(
            by=administrator,
            code=person.code,
            role=Role.PLANNER,
            agency=person.agency,
            from_day=today + first * DAY,
            until_day=today + end * DAY,
        )


def test_ending_a_role_twice_is_once(administrator, make_person):
    person = make_person("planner", account="once")
    holding = person.holdings.get().pk
    end_role(by=administrator, holding=holding)
    end_role(by=administrator, holding=holding)
    assert events(person).count("role.ended") == 1


class TestDelegation:
    @pytest.fixture
    def giver(self, make_person) -> Person:
        return make_person("approver", account="giver")

    @pytest.fixture
    def taker(self, make_person) -> Person:
        return make_person("planner", account="taker")

    @pytest.fixture
    def lend(self, giver, taker, today):
        def lend(**other):
            facts = {
                "by": as_actor(giver),
                "holding": giver.holdings.get().pk,
                "code": taker.code,
                "from_day": today,
                "until_day": today + 7 * DAY,
            }
            return delegate_role(**{**facts, **other})

        return lend

    def test_a_colleague_acts_for_some_days(self, lend, giver, taker, at_noon):
        lent = lend()
        assert lent.delegated_from == giver.holdings.get()
        assert rights_of(as_actor(taker)).allows(Permission.VIEW_PEOPLE, giver.agency)
        assert rights_of(as_actor(giver)).allows(Permission.VIEW_PEOPLE, giver.agency)
        assert events(taker)[-1] == "role.delegated"

    def test_it_falls_with_what_it_was_lent_from(self, lend, giver, taker, administrator):
        lend()
        end_role(by=administrator, holding=giver.holdings.get().pk)
        assert not rights_of(as_actor(taker)).allows(Permission.VIEW_PEOPLE, giver.agency)

    def test_it_falls_with_the_giver(self, lend, giver, taker, administrator):
        lend()
        end_person(by=administrator, code=giver.code)
        assert not rights_of(as_actor(taker)).allows(Permission.VIEW_PEOPLE, giver.agency)

    def test_it_is_never_longer_than_the_givers_own(self, lend, giver, today):
        Holding.objects.filter(person=giver).update(until_day=today + 3 * DAY)
        with pytest.raises(TooLong):
            lend(until_day=today + 4 * DAY)
        lend(until_day=today + 3 * DAY)

    @pytest.mark.parametrize(("first", "end"), [(-1, 3), (0, 0), (3, 2)])
    def test_its_days_are_days_to_come(self, lend, today, first, end):
        with pytest.raises(TooLong):
            lend(from_day=today + first * DAY, until_day=today + end * DAY)

    def test_nobody_lends_what_another_holds(self, lend, taker):
        with pytest.raises(NotPermitted):
            lend(by=as_actor(taker))

    def test_what_was_lent_is_not_lent_again(self, lend, taker, make_person):
        lent = lend()
        third = make_person(account="third")
        with pytest.raises(NotDelegable):
            lend(by=as_actor(taker), holding=lent.pk, code=third.code)

    def test_nobody_lends_to_themselves(self, lend, giver):
        with pytest.raises(NotDelegable):
            lend(code=giver.code)

    @pytest.mark.parametrize("role", ["auditor", "system-administrator"])
    def test_some_roles_are_never_lent(self, lend, make_person, role):
        holder = make_person(role, "planner", account="holder")
        with pytest.raises(NotDelegable):
            lend(by=as_actor(holder), holding=holder.holdings.get(role=role).pk)

    def test_the_giver_takes_it_back_and_nobody_else_does(self, lend, giver, taker):
        lent = lend()
        with pytest.raises(NotPermitted):
            end_role(by=as_actor(taker), holding=lent.pk)
        end_role(by=as_actor(giver), holding=lent.pk)
        assert not rights_of(as_actor(taker)).allows(Permission.VIEW_PEOPLE, giver.agency)

    def test_the_database_wants_an_end(self, lend):
        lent = lend()
        with pytest.raises(IntegrityError), transaction.atomic():
            Holding.objects.filter(pk=lent.pk).update(until_day=None)


def test_the_door_writes_nothing_of_who_is_unknown():
    before = Entry.objects.count()
    assert not record_sign_in(Event.PERSON_REFUSED, by=SIGN_IN, account="nobody")
    assert Entry.objects.count() == before


def test_the_door_writes_what_happens_at_the_door_only(make_person):
    make_person(account="one")
    with pytest.raises(ValueError, match="door"):
        record_sign_in(Event.PLAN_LOADED, by=SIGN_IN, account="one")
    with pytest.raises(NotPermitted):
        record_sign_in(Event.PERSON_SIGNED_IN, by=COMMAND_LINE, account="one")


def test_people_are_found_by_name_account_and_agency(make_person):
    make_person("planner", account="wang")
    make_person(at="示範部", account="chen")
    keys = frozenset({agency_called("示範署").pk, agency_called("示範部").pk})
    assert [one.account for one in queries.people(agencies=keys, words="WANG")] == ["wang"]
    assert [one.account for one in queries.people(agencies=keys, words="某 示範部")] == ["chen"]
    assert not queries.people(agencies=frozenset(), words="")
