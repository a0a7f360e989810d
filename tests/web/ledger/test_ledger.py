"""The record: chained, complete, and closed to change."""

import pytest
from django.db import DatabaseError, connection, transaction

from guankao.web.ledger import actions
from guankao.web.ledger.actions import record
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.ledger.events import WORDS, Event
from guankao.web.ledger.models import Entry
from guankao.web.ledger.queries import head, verify
from web.ledger.tampering import without_protection

pytestmark = pytest.mark.django_db


def _record(stream="test/stream", **facts):
    with transaction.atomic():
        return record(
            Event.AGENCY_CHANGED,
            by=COMMAND_LINE,
            stream=stream,
            subject="agency/測試部",
            words="測試部",
            after=facts,
        )


def test_every_event_has_its_words():
    assert set(WORDS) == set(Event)


def test_an_entry_follows_from_the_one_before():
    first, second = _record(a=1), _record(a=2)
    assert (first.number, second.number) == (1, 2)
    assert second.previous_digest == first.digest
    assert first.previous_digest == ""


def test_streams_count_for_themselves():
    _record(stream="test/one")
    assert _record(stream="test/two").number == 1


def test_the_head_changes_with_every_entry():
    heads = {head(), *(_head_after(step) for step in range(3))}
    assert len(heads) == 4


def _head_after(step):
    _record(step=step)
    return head()


def test_the_head_changes_when_an_earlier_number_appears_late():
    """PostgreSQL commits in another order than it numbers."""
    first = _record(step=1)
    later = _record(stream="test/other", step=2)
    with_both = head()
    assert first.pk < later.pk
    without_protection("DELETE FROM ledger_entry WHERE stream = %s", ["test/stream"])
    assert head() != with_both


def test_facts_are_written_in_one_form_only():
    assert _record(b=1, a="字").after == '{"a":"字","b":1}'


def test_the_sample_verifies_whole(sample_data):
    verification = verify()
    assert verification.breaks == ()
    assert verification.entries >= 37
    assert verification.entries == Entry.objects.count()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET actor_name = 'someone else'",
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_entry WHERE number = 0",
        "INSERT OR REPLACE INTO ledger_entry SELECT * FROM ledger_entry",
        "UPDATE OR REPLACE ledger_entry SET number = 1",
        "TRUNCATE ledger_entry",
        "TRUNCATE ledger_entry CASCADE",
    ],
)
def test_the_database_itself_refuses_change(statement):
    only = {"OR REPLACE": "sqlite", "TRUNCATE": "postgresql"}
    if any(word in statement and connection.vendor != vendor for word, vendor in only.items()):
        pytest.skip("the other database alone knows this statement")
    if statement.endswith("number = 0") and connection.vendor == "sqlite":
        pytest.skip("SQLite asks its triggers for each row, and there is none")
    _record()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "number", "reason"),
    [
        ("UPDATE ledger_entry SET after='{}' WHERE stream=%s AND number=2", 2, "not what was"),
        ("DELETE FROM ledger_entry WHERE stream=%s AND number=2", 3, "entry 2 is missing"),
        ("UPDATE ledger_entry SET previous_digest='' WHERE stream=%s AND number=3", 3, "follow"),
    ],
)
def test_an_edit_by_hand_is_found_and_named(statement, number, reason):
    for step in range(3):
        _record(step=step)
    without_protection(statement, ["test/stream"])
    (fault,) = verify().breaks
    assert (fault.stream, fault.number) == ("test/stream", number)
    assert reason in fault.reason


def test_nothing_is_recorded_outside_the_transaction_of_its_change(monkeypatch):
    monkeypatch.setattr(type(actions.connection), "in_atomic_block", False, raising=False)
    with pytest.raises(RuntimeError, match="transaction"):
        actions.record(Event.AGENCY_CHANGED, by=COMMAND_LINE, stream="s", subject="s", words="s")
