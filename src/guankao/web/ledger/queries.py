"""What the ledger can be asked."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from guankao.web.ledger.actors import PROGRAMS
from guankao.web.ledger.chain import digest_of
from guankao.web.ledger.events import Event
from guankao.web.ledger.heads import End, Head, head_of
from guankao.web.ledger.models import Entry

ENTRIES_OF_HEAD = 64
"""More than transactions that can be under way at once."""
MOST_A_PAGE = 500
MOST_SEARCHED = 10_000
"""How many entries a page looks through for words, which no index finds."""
AT_A_TIME = 1_000


@dataclass(frozen=True)
class Break:
    """The first entry of a stream where the chain does not hold, and why."""

    stream: str
    number: int
    reason: str


@dataclass(frozen=True)
class Verification:
    streams: int
    entries: int
    breaks: tuple[Break, ...]


@dataclass(frozen=True)
class Check:
    """What became of everything that a head vouched for, and how much was recorded since."""

    breaks: tuple[Break, ...]
    """In the order of the streams: where the record no longer holds what the head vouched for."""
    breaks_since: tuple[Break, ...]
    """Where the chain does not hold, but only in what was recorded after the head."""
    entries_since: int


@dataclass(frozen=True)
class EntryFilter:
    """Which entries are wanted; what is None does not narrow. `since` is included, `until` not."""

    stream: str | None = None
    subject: str | None = None
    event: Event | None = None
    events: frozenset[Event] | None = None
    """Any of these."""
    actor: str | None = None
    actors: frozenset[str] | None = None
    """Any of these."""
    agency: str | None = None
    streams: QuerySet[Any, Any] | None = None
    """Those that a query of another room gives."""
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    words: str = ""
    """Each stands somewhere in what the entry says."""


@dataclass(frozen=True)
class Told:
    """An entry as rooms other than the ledger get it; they never touch the table itself."""

    key: int
    stream: str
    number: int
    event: str
    actor: str
    actor_name: str
    actor_agency: str
    subject: str
    subject_words: str
    before: dict[str, Any]
    after: dict[str, Any]
    recorded_at: dt.datetime
    previous_digest: str
    digest: str

    @property
    def public_name(self) -> str:
        """What anybody may read of who acted: a program's name, never a person's."""
        return self.actor_name if self.actor in PROGRAMS else ""


@dataclass(frozen=True)
class PageOfEntries:
    """Entries, the newest first; `older` is where the next page begins, None at the end.

    A page that looks for words may hold few entries, or none, and still have an older one:
    `searched_back_to` is the moment of the last entry that it looked at.
    """

    entries: tuple[Told, ...]
    older: int | None
    searched_back_to: dt.datetime | None = None


def head() -> str:
    """What the newest entries are, as one text; '' where nothing was ever recorded.

    It changes with every change of data, which makes it the version of all that is public. More
    than one entry is looked at because PostgreSQL gives out numbers before transactions end: an
    entry can appear below one that was there already. What is recorded of people, such as who
    signed in, is not public and changes no page.
    """
    told = Entry.objects.exclude(stream__startswith="person/")
    newest = list(told.order_by("-pk").values_list("pk", "digest")[:ENTRIES_OF_HEAD])
    return hashlib.sha256(repr(newest).encode()).hexdigest() if newest else ""


def take_head() -> Head:
    """The end of every stream, in one question: nobody writes between two of them."""
    later = Entry.objects.filter(stream=OuterRef("stream"), number__gt=OuterRef("number"))
    newest = Entry.objects.filter(~Exists(later)).values_list("stream", "number", "digest")
    now = timezone.now()
    ends = (End(*row) for row in newest.iterator(chunk_size=1000))
    return head_of(ends, taken_at=now, day=timezone.localdate(now))


def verify() -> Verification:
    """Walk every stream from its first entry and name the first broken link of each."""
    streams = count = 0
    breaks: list[Break] = []
    for walk in _walks():
        streams += 1
        count += walk.entries
        if walk.fault:
            breaks.append(walk.fault)
    return Verification(streams, count, tuple(breaks))


def check(vouched: Head) -> Check:
    """Say whether the record still holds everything that a head vouched for.

    The chain is walked whole, and the entry that ended each stream then must still be the one
    that it was: by its digest so are all before it.
    """
    ends = {end.stream: end for end in vouched.ends}
    breaks: list[Break] = []
    since: list[Break] = []
    entries = 0
    for walk in _walks(ends):
        end = ends.pop(walk.stream, None)
        entries += walk.entries - (min(end.number, walk.entries) if end else 0)
        fault = walk.fault
        if end is None:
            since += [fault] if fault else []
        elif fault and fault.number <= end.number:
            breaks.append(fault)
        elif walk.entries < end.number:
            reason = f"it ended at entry {end.number}, and now ends at {walk.entries}"
            breaks.append(Break(walk.stream, walk.entries + 1, reason))
        elif walk.digest_at_end != end.digest:
            breaks.append(Break(walk.stream, end.number, "it is another entry than it was"))
        elif fault:
            since.append(fault)
    breaks += [Break(end.stream, 1, "the whole stream is gone") for end in ends.values()]
    return Check(
        breaks=tuple(sorted(breaks, key=lambda one: one.stream)),
        breaks_since=tuple(since),
        entries_since=entries,
    )


def find_entries(
    wanted: EntryFilter, *, before: int | None = None, size: int = 100
) -> PageOfEntries:
    """One page of entries, the newest first; `before` is `older` of the page that came before.

    Where days are asked for, the newest is what was recorded last; else what has the highest key.
    Pages follow the place where the last one ended, not a count of rows: the last page of ten
    million entries costs what the first does, and nothing is shown twice while others write.
    """
    size = min(size, MOST_A_PAGE)
    by_time = wanted.since is not None or wanted.until is not None
    rows = _narrowed(wanted).order_by(*(("-recorded_at", "-pk") if by_time else ("-pk",)))
    if before is not None:
        rows = _before(rows, before) if by_time else rows.filter(pk__lt=before)
    end = None
    if wanted.words:
        end = rows[MOST_SEARCHED - 1 : MOST_SEARCHED].values_list("pk", "recorded_at").first()
        if end:
            rows = rows.filter(_at_or_after(end[1], end[0]) if by_time else Q(pk__gte=end[0]))
        rows = rows.filter(_says(wanted.words))
    found = [_told(entry) for entry in rows[: size + 1]]
    if len(found) > size:
        return PageOfEntries(tuple(found[:size]), found[size - 1].key)
    return PageOfEntries(tuple(found), end[0] if end else None, end[1] if end else None)


def all_entries(wanted: EntryFilter) -> Iterator[Told]:
    """Every entry that fits, the oldest first, a piece at a time: for an export."""
    rows = _narrowed(wanted).order_by("pk")
    if wanted.words:
        rows = rows.filter(_says(wanted.words))
    last = 0
    while piece := [_told(entry) for entry in rows.filter(pk__gt=last)[:AT_A_TIME]]:
        yield from piece
        last = piece[-1].key


def streams_begun(event: Event, *, agencies: Iterable[str]) -> QuerySet[Entry, Any]:
    """The streams that people of these agencies began with such an event, as a query."""
    begun = Entry.objects.filter(event=event.value, actor_agency__in=list(agencies))
    return begun.order_by().values_list("stream", flat=True)


def count_entries(wanted: EntryFilter) -> int:
    """How many entries fit."""
    return _narrowed(wanted).filter(_says(wanted.words)).count()


def _narrowed(wanted: EntryFilter) -> QuerySet[Entry]:
    """By everything but words."""
    exact = {
        "stream": wanted.stream,
        "stream__in": wanted.streams,
        "subject": wanted.subject,
        "event": wanted.event.value if wanted.event else None,
        "event__in": _sorted(wanted.events),
        "actor": wanted.actor,
        "actor__in": _sorted(wanted.actors),
        "actor_agency": wanted.agency,
        "recorded_at__gte": wanted.since,
        "recorded_at__lt": wanted.until,
    }
    narrowed = {field: value for field, value in exact.items() if value is not None}
    return Entry.objects.filter(**narrowed)


def _sorted(codes: frozenset[Any] | None) -> list[str] | None:
    return sorted(str(code) for code in codes) if codes is not None else None


def _before(rows: QuerySet[Entry], key: int) -> QuerySet[Entry]:
    """What comes after an entry where the order is that of the moments, the newest first.

    Days are asked for in that order because its index then finds a month of years ago at once,
    also where a clock once went wrong and the order of the keys is another.
    """
    moment = Entry.objects.filter(pk=key).values_list("recorded_at", flat=True).first()
    if moment is None:
        return rows.filter(pk__lt=key)
    return rows.filter(recorded_at__lte=moment).exclude(_at_or_after(moment, key))


def _at_or_after(moment: dt.datetime, key: int) -> Q:
    return Q(recorded_at__gt=moment) | Q(recorded_at=moment, pk__gte=key)


def _says(words: str) -> Q:
    """Each word in one of the texts of an entry."""
    texts = ("subject", "subject_words", "actor_name", "before", "after")
    every = Q()
    for word in words.split():
        one = Q()
        for text in texts:
            one |= Q(**{f"{text}__icontains": word})
        every &= one
    return every


def _told(entry: Entry) -> Told:
    return Told(
        key=entry.pk,
        stream=entry.stream,
        number=entry.number,
        event=entry.event,
        actor=entry.actor,
        actor_name=entry.actor_name,
        actor_agency=entry.actor_agency,
        subject=entry.subject,
        subject_words=entry.subject_words,
        before=json.loads(entry.before),
        after=json.loads(entry.after),
        recorded_at=entry.recorded_at,
        previous_digest=entry.previous_digest,
        digest=entry.digest,
    )


@dataclass
class _Walk:
    """One stream, walked from its first entry to its last."""

    stream: str
    entries: int = 0
    fault: Break | None = None
    digest_at_end: str = ""
    """Of the entry where a head says that the stream ended."""


def _walks(ends: dict[str, End] | None = None) -> Iterator[_Walk]:
    rows = Entry.objects.order_by("stream", "number").iterator(chunk_size=1000)
    for stream, links in groupby(rows, key=lambda entry: entry.stream):
        walk = _Walk(stream)
        end = ends.get(stream) if ends else None
        previous = ""
        for number, entry in enumerate(links, start=1):
            walk.entries += 1
            if walk.fault is None and (reason := _fault(entry, number, previous)):
                walk.fault = Break(stream, entry.number, reason)
            previous = entry.digest
            if end and number == end.number:
                walk.digest_at_end = entry.digest
        yield walk


def _fault(entry: Entry, number: int, previous: str) -> str:
    if entry.number != number:
        return f"entry {number} is missing"
    if entry.previous_digest != previous:
        return "it does not follow from the entry before"
    if entry.digest != digest_of(entry):
        return "its content is not what was recorded"
    return ""
