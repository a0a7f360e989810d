"""What an auditor may read of the record, and how an entry of it is told in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.utils.functional import Promise

from guankao.web.desk import record_words
from guankao.web.ledger.events import WORDS, Event
from guankao.web.ledger.queries import EntryFilter, Told, find_entries, streams_begun
from guankao.web.organizations.models import Agency, FormerName, Person
from guankao.web.organizations.permissions import Permission, Rights
from guankao.web.planning.models import Draft, Guidelines, Plan
from guankao.web.tracking.models import ActionPlan

SAVES = frozenset(
    {Event.PLAN_SAVED, Event.GUIDELINES_SAVED, Event.IMPORT_CORRECTED, Event.REPORT_SAVED}
)
"""What somebody does many times in a row."""
LATEST = 20
"""How many entries the page of an object shows."""
_EVENT_WORDS = {event.value: words for event, words in WORDS.items()}


@dataclass(frozen=True)
class Fact:
    """One thing that an entry says, before and after; '' where it says nothing."""

    words: str | Promise
    before: str
    after: str


@dataclass
class Line:
    """An entry in words, or several in a row that say the same."""

    entry: Told
    words: str | Promise
    about: str
    facts: Sequence[Fact]
    first_at: dt.datetime
    """When the first of them was recorded; `entry` is the last."""
    count: int = 1
    draft: int | None = None
    """The key of the draft that it is about."""
    person: str = ""
    """The code of the person that it is about."""
    elements: list[str] = field(default_factory=list)


def streams_within(rights: Rights) -> QuerySet[Any, Any] | None:
    """The streams that somebody may read; None where there is no limit."""
    keys = rights.agencies(Permission.READ_RECORD)
    if not Agency.objects.exclude(pk__in=keys).exists():
        return None
    return streams_of(keys, common=rights.allows_at_top(Permission.READ_RECORD))


def streams_of(agencies: Iterable[int], *, common: bool = False) -> QuerySet[Any, Any]:
    """The streams of agencies: theirs, of their plans, people, and of files they handed in.

    `common` adds what belongs to no agency: guidelines and action plans.
    """
    keys = list(agencies)
    own = Agency.objects.filter(pk__in=keys).order_by()
    former = FormerName.objects.filter(agency__in=keys).order_by()
    names = own.values_list("name", flat=True).union(former.values_list("name", flat=True))
    pieces = [
        own.values_list(Concat(Value("agency/"), "name")),
        former.values_list(Concat(Value("agency/"), "name")),
        Draft.objects.filter(agency__in=keys).order_by().values_list("identifier"),
        Plan.objects.filter(agency__in=keys).order_by().values_list("identifier"),
        Person.objects.filter(agency__in=keys)
        .order_by()
        .values_list(Concat(Value("person/"), "code")),
        streams_begun(Event.IMPORT_STARTED, agencies=names),
    ]
    if common:
        pieces += [
            Guidelines.objects.order_by().values_list("identifier"),
            ActionPlan.objects.order_by().values_list("identifier"),
        ]
    return pieces[0].union(*pieces[1:])


def told(entries: Sequence[Told], *, grouped: bool = False) -> list[Line]:
    """Entries in words, in their order; two questions to the database at most.

    `grouped` makes one line of changes in a row by one person to one thing, as saving leaves them.
    """
    names = _names_of(entries)
    drafts = dict(
        Draft.objects.filter(
            identifier__in={entry.stream for entry in entries if entry.stream[:1].isdecimal()}
        ).values_list("identifier", "pk")
    )
    lines: list[Line] = []
    for entry in entries:
        if grouped and lines and _goes_on(lines[-1].entry, entry):
            lines[-1].count += 1
            lines[-1].first_at = entry.recorded_at
            _note_element(lines[-1], entry)
            continue
        line = _line(entry, names)
        line.draft = drafts.get(entry.stream)
        _note_element(line, entry)
        lines.append(line)
    return lines


def latest_of(*streams: str, size: int = LATEST) -> list[Line]:
    """The latest that was done to one object, for its page; an agency has a stream a name."""
    found = [
        entry
        for stream in streams
        for entry in find_entries(EntryFilter(stream=stream), size=size).entries
    ]
    found.sort(key=lambda entry: entry.key, reverse=True)
    return told(found[:size], grouped=True)


def people_called(words: str) -> frozenset[str]:
    """The codes of whom somebody means by a code, an account or a full name."""
    found = Person.objects.filter(code=words)
    found |= Person.objects.filter(account__iexact=words)
    found |= Person.objects.filter(name=words)
    return frozenset(found.values_list("code", flat=True))


def _names_of(entries: Sequence[Told]) -> Mapping[str, str]:
    """What the people are called today whom entries name by code alone."""
    codes = {_person_of(entry) for entry in entries}
    codes |= {str(entry.after.get("from_person", "")) for entry in entries}
    codes |= {entry.actor for entry in entries if not entry.actor_agency}
    return dict(Person.objects.filter(code__in=codes - {""}).values_list("code", "name"))


def _person_of(entry: Told) -> str:
    return entry.stream.removeprefix("person/") if entry.stream.startswith("person/") else ""


def _goes_on(newer: Told, entry: Told) -> bool:
    if entry.event == Event.REPORT_SAVED and newer.subject != entry.subject:
        return False  # all reports on a plan stand in one stream
    return (newer.event, newer.actor, newer.stream) == (
        entry.event,
        entry.actor,
        entry.stream,
    ) and entry.event in SAVES


def _note_element(line: Line, entry: Told) -> None:
    element = str(entry.after.get("element", ""))
    if element and element not in line.elements:
        line.elements.append(element)


def _line(entry: Told, names: Mapping[str, str]) -> Line:
    person = _person_of(entry)
    return Line(
        entry=entry,
        words=_EVENT_WORDS.get(entry.event, entry.event),
        about=names.get(person, person) if person else entry.subject_words,
        facts=[
            Fact(
                record_words.fact_name(name),
                record_words.fact_value(name, entry.before.get(name), names),
                record_words.fact_value(name, entry.after.get(name), names),
            )
            for name in sorted({*entry.before, *entry.after}, key=record_words.place_of)
        ],
        first_at=entry.recorded_at,
        person=person,
    )
