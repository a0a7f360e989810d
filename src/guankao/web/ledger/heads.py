"""A head: what the newest entry of every stream was at one moment, in one form, to keep elsewhere.

The chain alone cannot show that its end was cut off or that a whole stream was taken away: what
remains is whole. A head that lies where the administrators of the database cannot write shows it.

The form is plain text, so that it can be printed, published and checked without this program: six
lines that say what is vouched for, an empty one, and a line for every stream. The digest is the
SHA-256 of the lines after the empty one, as `tail -n +8 FILE | sha256sum` computes it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

FIRST_LINE = "guankao ledger head 1"
LARGEST_HEAD = 1024 * 1024 * 1024
"""In bytes: some seven million streams."""
_END = re.compile(r'([0-9a-f]{64}) ([1-9][0-9]{0,18}) (".*")')
_DATE = "%Y-%m-%d"
_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


class UnreadableHead(ValueError):
    """A file that is no head, or no longer the one that was written."""


@dataclass(frozen=True)
class End:
    """The newest entry of a stream."""

    stream: str
    number: int
    digest: str

    @property
    def line(self) -> str:
        return f"{self.digest} {self.number} {json.dumps(self.stream, ensure_ascii=False)}\n"


@dataclass(frozen=True)
class Head:
    """Every stream's end at one moment; `day` is that moment's date where the clock hangs."""

    day: dt.date
    taken_at: dt.datetime
    ends: tuple[End, ...]
    """In the order of their streams' code points, which no database's collation changes."""

    @property
    def entries(self) -> int:
        return sum(end.number for end in self.ends)

    @property
    def digest(self) -> str:
        return _digest_of(self.ends)


def head_of(ends: Iterable[End], *, taken_at: dt.datetime, day: dt.date) -> Head:
    """The head of these ends, in the one order."""
    ordered = tuple(sorted(ends, key=lambda end: end.stream))
    return Head(day=day, taken_at=taken_at.astimezone(dt.UTC), ends=ordered)


def write_head(head: Head) -> str:
    """The one text of a head."""
    lines = [
        FIRST_LINE,
        f"date {head.day.strftime(_DATE)}",
        f"taken {head.taken_at.strftime(_MOMENT)}",
        f"streams {len(head.ends)}",
        f"entries {head.entries}",
        f"digest {head.digest}",
        "",
    ]
    return "\n".join(lines) + "\n" + "".join(end.line for end in head.ends)


def read_head(text: str) -> Head:
    """Read a head, or raise UnreadableHead with what is wrong.

    Whatever is not word for word what `write_head` writes is refused: a head that was touched
    vouches for nothing.
    """
    lines = text.split("\n")
    if lines[0] != FIRST_LINE or len(lines) < 8:
        raise UnreadableHead("It is no head of a Guankao ledger.")
    if lines[-1]:
        raise UnreadableHead("Its end is missing.")
    ends = tuple(_read_end(number, line) for number, line in enumerate(lines[7:-1], start=8))
    try:
        taken_at = dt.datetime.strptime(lines[2], f"taken {_MOMENT}").replace(tzinfo=dt.UTC)
        day = dt.datetime.strptime(lines[1], f"date {_DATE}").replace(tzinfo=dt.UTC).date()
    except ValueError as problem:
        raise UnreadableHead("Its date cannot be read.") from problem
    head = Head(day=day, taken_at=taken_at, ends=ends)
    if lines[5] != f"digest {head.digest}":
        raise UnreadableHead("Its digest is not that of its lines: it was altered or damaged.")
    if write_head(head) != text:
        raise UnreadableHead("What it says at its top is not what its lines hold: it was altered.")
    return head


def _read_end(number: int, line: str) -> End:
    found = _END.fullmatch(line)
    if found is None:
        raise UnreadableHead(f"Line {number} cannot be read.")
    try:
        stream = json.loads(found[3])
    except ValueError as problem:
        raise UnreadableHead(f"Line {number} cannot be read.") from problem
    return End(stream=stream, number=int(found[2]), digest=found[1])


def _digest_of(ends: Iterable[End]) -> str:
    digest = hashlib.sha256()
    for end in ends:
        digest.update(end.line.encode())
    return digest.hexdigest()
