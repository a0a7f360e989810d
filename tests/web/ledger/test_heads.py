"""Heads: what was vouched for once is found again, or the loss is named."""

import datetime as dt
import hashlib

import pytest
from django.db import transaction
from django.utils import timezone

from guankao.web.ledger.actions import record
from guankao.web.ledger.actors import COMMAND_LINE
from guankao.web.ledger.chain import digest_of
from guankao.web.ledger.events import Event
from guankao.web.ledger.heads import End, UnreadableHead, head_of, read_head, write_head
from guankao.web.ledger.models import Entry
from guankao.web.ledger.queries import check, take_head, verify
from web.ledger.tampering import without_protection

pytestmark = pytest.mark.django_db

MOMENT = dt.datetime(2026, 11, 19, 17, 30, 0, 5, tzinfo=dt.UTC)


def _record(stream, **facts):
    with transaction.atomic():
        return record(
            Event.AGENCY_CHANGED,
            by=COMMAND_LINE,
            stream=stream,
            subject=stream,
            words="測試",
            after=facts,
        )


@pytest.fixture
def three_streams():
    for step in range(3):
        for stream in ("test/甲", "test/乙", "test/丙"):
            _record(stream, step=step)


def _written():
    """A head as it comes back from the file that it was written to."""
    return read_head(write_head(take_head()))


def test_a_head_holds_the_newest_entry_of_every_stream(three_streams):
    head = take_head()
    ends = {end.stream: (end.number, end.digest) for end in head.ends}
    assert ends["test/乙"] == (3, Entry.objects.get(stream="test/乙", number=3).digest)
    assert len(head.ends) == Entry.objects.values("stream").distinct().count()
    assert head.entries == Entry.objects.count()


def test_the_form_is_one_text_that_other_programs_can_check():
    ends = [End("b", 2, "b" * 64), End('a "quoted"\nname', 1, "a" * 64)]
    head = head_of(ends, taken_at=MOMENT, day=dt.date(2026, 11, 20))
    text = write_head(head)
    lines = text.split("\n")
    body = text.split("\n\n", 1)[1]
    assert lines[:6] == [
        "guankao ledger head 1",
        "date 2026-11-20",
        "taken 2026-11-19T17:30:00.000005Z",
        "streams 2",
        "entries 3",
        f"digest {hashlib.sha256(body.encode()).hexdigest()}",
    ]
    assert body == f'{"a" * 64} 1 "a \\"quoted\\"\\nname"\n{"b" * 64} 2 "b"\n'
    assert read_head(text) == head
    assert write_head(head_of(reversed(ends), taken_at=MOMENT, day=head.day)) == text


def test_the_day_is_that_of_the_clock_on_the_wall():
    assert take_head().day == timezone.localdate()


@pytest.mark.parametrize(
    ("touch", "reason"),
    [
        (lambda text: "", "no head"),
        (lambda text: text.replace("head 1", "head 9"), "no head"),
        (lambda text: text[:-1], "end is missing"),
        (lambda text: text.replace("test/甲", "test/丁"), "digest"),
        (lambda text: text.replace("entries ", "entries 1"), "top"),
        (lambda text: text.replace("date ", "date x"), "date"),
        (lambda text: text + "something\n", "Line"),
        (lambda text: "\n".join([*text.splitlines()[:-1], ""]), "digest"),
    ],
)
def test_a_head_that_was_touched_is_refused(three_streams, touch, reason):
    text = write_head(take_head())
    with pytest.raises(UnreadableHead, match=reason):
        read_head(touch(text))


def test_an_untouched_record_holds_and_may_grow(three_streams):
    head = _written()
    _record("test/甲", step=3)
    _record("test/new", step=0)
    found = check(head)
    assert (found.breaks, found.breaks_since, found.entries_since) == ((), (), 2)


@pytest.mark.parametrize(
    ("statement", "number", "reason"),
    [
        ("DELETE FROM ledger_entry WHERE stream=%s AND number=3", 3, "now ends at 2"),
        ("DELETE FROM ledger_entry WHERE stream=%s AND number>1", 2, "now ends at 1"),
        ("DELETE FROM ledger_entry WHERE stream=%s", 1, "whole stream is gone"),
        ("DELETE FROM ledger_entry WHERE stream=%s AND number=1", 2, "entry 1 is missing"),
        ("UPDATE ledger_entry SET after='{}' WHERE stream=%s AND number=2", 2, "not what was"),
    ],
)
def test_what_was_cut_off_or_taken_away_is_named(three_streams, statement, number, reason):
    head = _written()
    without_protection(statement, ["test/乙"])
    (fault,) = check(head).breaks
    assert (fault.stream, fault.number) == ("test/乙", number)
    assert reason in fault.reason


@pytest.mark.parametrize("statement", ["number=3", "number>=1"])
def test_the_chain_alone_does_not_see_a_lost_end(three_streams, statement):
    """This is why heads are kept elsewhere."""
    head = _written()
    without_protection(f"DELETE FROM ledger_entry WHERE stream='test/丙' AND {statement}")
    assert verify().breaks == ()
    assert len(check(head).breaks) == 1


def test_an_end_that_was_cut_off_and_written_anew_is_found(three_streams):
    """A chain that holds in itself, written by somebody who can do all that the program can."""
    head = _written()
    without_protection("DELETE FROM ledger_entry WHERE stream='test/丙' AND number=3")
    _record("test/丙", step="another story")
    _record("test/丙", step="and its sequel")
    assert verify().breaks == ()
    (fault,) = check(head).breaks
    assert (fault.stream, fault.number) == ("test/丙", 3)
    assert "another entry" in fault.reason


def test_a_stream_rewritten_from_its_start_is_found(three_streams):
    head = _written()
    entries = list(Entry.objects.filter(stream="test/甲").order_by("number"))
    without_protection("DELETE FROM ledger_entry WHERE stream='test/甲'")
    previous = ""
    for entry in entries:
        entry.actor_name, entry.previous_digest = "somebody else", previous
        entry.digest = previous = digest_of(entry)
    Entry.objects.bulk_create(entries)
    assert verify().breaks == ()
    assert [fault.stream for fault in check(head).breaks] == ["test/甲"]


def test_the_first_of_several_losses_comes_first(three_streams):
    head = _written()
    without_protection("DELETE FROM ledger_entry WHERE stream LIKE 'test/%%' AND number=3", ())
    streams = [fault.stream for fault in check(head).breaks]
    assert streams == sorted(["test/甲", "test/乙", "test/丙"])


def test_a_break_after_the_head_is_told_apart(three_streams):
    head = _written()
    _record("test/甲", step=3)
    without_protection("UPDATE ledger_entry SET after='{}' WHERE stream='test/甲' AND number=4")
    found = check(head)
    assert found.breaks == ()
    assert [(fault.stream, fault.number) for fault in found.breaks_since] == [("test/甲", 4)]


def test_a_head_is_one_question(three_streams, django_assert_num_queries):
    with django_assert_num_queries(1):
        take_head()
