"""Entries are found by stream, subject, event, actor, agency and time, a page at a time."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.utils import timezone

from guankao.web.ledger import actions
from guankao.web.ledger.actions import record
from guankao.web.ledger.actors import COMMAND_LINE, SIGN_IN, WORKER, Actor
from guankao.web.ledger.events import Event
from guankao.web.ledger.models import Entry
from guankao.web.ledger.queries import (
    EntryFilter,
    _narrowed,
    all_entries,
    count_entries,
    find_entries,
)

pytestmark = pytest.mark.django_db

PERSON = Actor(code="person/17", name="王小明", agency="示範署")
START = dt.datetime(2031, 5, 1, tzinfo=dt.UTC)


@pytest.fixture
def recorded(monkeypatch):
    """Twelve entries, an hour apart, in a year of their own."""
    actors = [PERSON, WORKER, SIGN_IN]
    with transaction.atomic():
        for hour in range(12):
            moment = START + dt.timedelta(hours=hour)
            monkeypatch.setattr(actions.timezone, "now", lambda moment=moment: moment)
            record(
                Event.IMPORT_READ if hour % 2 else Event.IMPORT_STARTED,
                by=actors[hour % 3],
                stream=f"test/{hour % 4}",
                subject=f"test/{hour % 4}/element/{hour}",
                words=f"字{hour}",
                before={"hour": hour - 1},
                after={"hour": hour},
            )
    monkeypatch.undo()


def _hours(entries):
    return [entry.after["hour"] for entry in entries]


ALL = EntryFilter(since=START, until=START + dt.timedelta(hours=12))


@pytest.mark.parametrize(
    ("narrow", "hours"),
    [
        ({}, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]),
        ({"stream": "test/1"}, [9, 5, 1]),
        ({"subject": "test/2/element/6"}, [6]),
        ({"event": Event.IMPORT_READ}, [11, 9, 7, 5, 3, 1]),
        ({"actor": PERSON.code}, [9, 6, 3, 0]),
        ({"agency": "示範署"}, [9, 6, 3, 0]),
        ({"actor": PERSON.code, "event": Event.IMPORT_READ}, [9, 3]),
        ({"since": START + dt.timedelta(hours=10)}, [11, 10]),
        ({"until": START + dt.timedelta(hours=2)}, [1, 0]),
        ({"actor": "nobody"}, []),
    ],
)
def test_entries_are_narrowed(recorded, narrow, hours):
    wanted = EntryFilter(**{"since": ALL.since, "until": ALL.until, **narrow})
    page = find_entries(wanted)
    assert _hours(page.entries) == hours
    assert page.older is None
    assert _hours(all_entries(wanted)) == hours[::-1]
    assert count_entries(wanted) == len(hours)


def test_nothing_asked_is_everything():
    assert count_entries(EntryFilter()) == Entry.objects.count()


def test_pages_follow_one_another_without_gap_or_repetition(recorded):
    seen, before, pages = [], None, 0
    while True:
        page = find_entries(ALL, before=before, size=5)
        seen += _hours(page.entries)
        pages += 1
        if page.older is None:
            break
        before = page.older
    assert (pages, seen) == (3, list(range(11, -1, -1)))


def test_a_page_that_is_just_full_is_the_last(recorded):
    page = find_entries(EntryFilter(stream="test/1"), size=3)
    assert (_hours(page.entries), page.older) == ([9, 5, 1], None)


def test_what_is_recorded_meanwhile_moves_no_page(recorded):
    first = find_entries(ALL, size=4)
    with transaction.atomic():
        record(Event.IMPORT_READ, by=WORKER, stream="test/1", subject="test/1", words="新")
    second = find_entries(ALL, before=first.older, size=4)
    assert _hours(second.entries) == [7, 6, 5, 4]


def test_an_entry_is_told_with_everything_that_it_says(recorded):
    told = find_entries(EntryFilter(subject="test/1/element/9")).entries[0]
    row = Entry.objects.get(pk=told.key)
    assert (told.stream, told.number, told.digest) == (row.stream, row.number, row.digest)
    assert (told.actor, told.actor_name, told.actor_agency) == (PERSON.code, "王小明", "示範署")
    assert (told.before, told.after) == ({"hour": 8}, {"hour": 9})
    assert told.recorded_at == START + dt.timedelta(hours=9)


@pytest.mark.parametrize("actor", [COMMAND_LINE, WORKER, SIGN_IN])
def test_the_name_of_a_program_is_public(actor):
    with transaction.atomic():
        record(Event.IMPORT_READ, by=actor, stream="test/p", subject="test/p", words="p")
    assert find_entries(EntryFilter(stream="test/p")).entries[0].public_name == actor.name


def test_the_name_of_a_person_is_not(recorded):
    assert find_entries(EntryFilter(actor=PERSON.code)).entries[0].public_name == ""


@pytest.mark.parametrize(
    "wanted",
    [
        EntryFilter(subject="107/內政部"),
        EntryFilter(event=Event.PLAN_LOADED),
        EntryFilter(actor="command-line"),
        EntryFilter(agency="內政部"),
        EntryFilter(stream="107/內政部"),
        EntryFilter(since=timezone.now(), until=timezone.now()),
    ],
)
def test_every_way_of_narrowing_has_its_index(wanted):
    """At ten million entries a walk over all of them would be a minute."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = _narrowed(wanted).explain()
    known = ("ledger_by_", "ledger_one_number_a_stream", "INDEX sqlite_autoindex_ledger_entry")
    assert any(name in plan for name in known), plan
