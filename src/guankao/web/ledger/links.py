"""Whether single entries hold, where walking the whole record would take too long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from guankao.web.ledger.chain import digest_of
from guankao.web.ledger.models import Entry
from guankao.web.ledger.queries import Break

AT_A_TIME = 500


@dataclass(frozen=True)
class Links:
    """What came of looking at some entries; breaks in the order of their streams."""

    checked: int
    since: dt.datetime | None
    until: dt.datetime | None
    breaks: tuple[Break, ...]


def check_links(keys: Iterable[int]) -> Links:
    """Whether each of these entries says what was recorded and follows from the one before.

    This finds an entry that was changed, and one that was taken out from before one of these. It
    cannot find that a whole stream or its end is gone: `verify` and a head kept elsewhere do.
    """
    checked = 0
    moments: list[dt.datetime] = []
    breaks: list[Break] = []
    for piece in _pieces(iter(keys)):
        entries = list(Entry.objects.filter(pk__in=piece).order_by("stream", "number"))
        breaks += _breaks(entries)
        moments += [entry.recorded_at for entry in entries]
        checked += len(entries)
    return Links(
        checked,
        min(moments, default=None),
        max(moments, default=None),
        tuple(sorted(breaks, key=lambda one: (one.stream, one.number))),
    )


def _breaks(entries: Sequence[Entry]) -> Iterator[Break]:
    before = [entry.previous_digest for entry in entries if entry.previous_digest]
    found = Entry.objects.filter(digest__in=before).values_list("digest", "stream", "number")
    known = {digest: (stream, number) for digest, stream, number in found}
    for entry in entries:
        place = known.get(entry.previous_digest)
        first = entry.number == 1 and not entry.previous_digest
        if entry.digest != digest_of(entry):
            yield Break(entry.stream, entry.number, _("its content is not what was recorded"))
        elif not first and place != (entry.stream, entry.number - 1):
            yield Break(entry.stream, entry.number, _("it does not follow from the entry before"))


def _pieces(keys: Iterator[int]) -> Iterator[list[int]]:
    while piece := list(islice(keys, AT_A_TIME)):
        yield piece
