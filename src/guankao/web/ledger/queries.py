"""What the ledger can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from guankao.web.ledger.chain import digest_of
from guankao.web.ledger.models import Entry


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
    """The digest of the newest entry, or '' where nothing was ever recorded.

    It changes with every change of data, which makes it the version of all that is public.
    """
    return Entry.objects.order_by("-pk").values_list("digest", flat=True).first() or ""


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
