"""What the ledger can be asked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import groupby

from guankao.web.ledger.chain import digest_of
from guankao.web.ledger.models import Entry

ENTRIES_OF_HEAD = 64
"""More than transactions that can be under way at once."""


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


def head() -> str:
    """What the newest entries are, as one text; '' where nothing was ever recorded.

    It changes with every change of data, which makes it the version of all that is public. More
    than one entry is looked at because PostgreSQL gives out numbers before transactions end: an
    entry can appear below one that was there already.
    """
    newest = list(Entry.objects.order_by("-pk").values_list("pk", "digest")[:ENTRIES_OF_HEAD])
    return hashlib.sha256(repr(newest).encode()).hexdigest() if newest else ""


def verify() -> Verification:
    """Walk every stream from its first entry and name the first broken link of each."""
    entries = Entry.objects.order_by("stream", "number").iterator(chunk_size=1000)
    streams = count = 0
    breaks: list[Break] = []
    for stream, links in groupby(entries, key=lambda entry: entry.stream):
        streams += 1
        previous = ""
        broken = False
        for number, entry in enumerate(links, start=1):
            count += 1
            reason = "" if broken else _fault(entry, number, previous)
            if reason:
                breaks.append(Break(stream, entry.number, reason))
                broken = True
            previous = entry.digest
    return Verification(streams, count, tuple(breaks))


def _fault(entry: Entry, number: int, previous: str) -> str:
    if entry.number != number:
        return f"entry {number} is missing"
    if entry.previous_digest != previous:
        return "it does not follow from the entry before"
    if entry.digest != digest_of(entry):
        return "its content is not what was recorded"
    return ""
