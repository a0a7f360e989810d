"""What the pages of histories ask of the ledger, and what of an answer is public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from guankao.web.ledger.events import PUBLIC, WORDS, Event
from guankao.web.ledger.queries import EntryFilter, Told, all_entries, find_entries
from guankao.web.portal.terms import FACTS

STEPS_A_PAGE = 30


@dataclass(frozen=True)
class Change:
    """One fact before and after; None where nothing was recorded of it."""

    name: str
    words: str | Promise
    before: object
    after: object

    @property
    def is_digest(self) -> bool:
        return self.name == "content"

    @property
    def same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True)
class Step:
    """An entry with the one before it, whose facts it starts from."""

    entry: Told
    earlier: Told | None

    @property
    def words(self) -> str | Promise:
        return WORDS[Event(self.entry.event)]

    @property
    def before(self) -> dict[str, object]:
        """What was so before: as it was recorded, and as the entry before left it."""
        return _public({**(self.earlier.after if self.earlier else {}), **self.entry.before})

    @property
    def after(self) -> dict[str, object]:
        return _public(self.entry.after)

    @property
    def changes(self) -> list[Change]:
        """The facts in the order of their words."""
        before, after = self.before, self.after
        return [
            Change(name, words, before.get(name), after.get(name))
            for name, words in FACTS.items()
            if name in before or name in after
        ]


@dataclass(frozen=True)
class PageOfSteps:
    """Steps, the newest first; `older` is where the next page begins."""

    steps: list[Step]
    older: int | None


def steps_of(document: str, *, before: int | None = None) -> PageOfSteps:
    """One page of what was done to a document."""
    found = find_entries(_of(document), before=before, size=STEPS_A_PAGE + 1).entries
    shown = found[:STEPS_A_PAGE]
    earlier = [*found[1:], None][: len(shown)]
    steps = [Step(entry, one) for entry, one in zip(shown, earlier, strict=True)]
    return PageOfSteps(steps, shown[-1].key if len(found) > len(shown) else None)


def all_steps_of(document: str) -> Iterator[Step]:
    """All that was done to a document, the oldest first."""
    earlier: Told | None = None
    for entry in all_entries(_of(document)):
        yield Step(entry, earlier)
        earlier = entry


def _of(document: str) -> EntryFilter:
    return EntryFilter(stream=document, events=PUBLIC)


def _public(facts: dict[str, object]) -> dict[str, object]:
    """Only what has words here: a later event may record what is not for everybody."""
    return {name: facts[name] for name in FACTS if name in facts}
