"""What was added, removed, changed and moved between two plans.

Whatever differs is told: two plans of which nothing is told say the same, but for where their
pieces stood in a file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, TypeVar

from rapidfuzz import fuzz

from guankao.documents.comparison.breaks import BreakReason, breaks_between
from guankao.documents.comparison.pairs import likeness
from guankao.documents.comparison.words import Piece, words_between
from guankao.documents.guidelines import Guidelines
from guankao.documents.guidelines_pieces import Heading, Sentence, headings_of, sentences_of
from guankao.documents.plan import AnsweredClause, Goal, Indicator, Plan, Project
from guankao.figures import fold_width

One = TypeVar("One", Goal, Indicator, Project, Heading, Sentence)

ALIKE: Final = 70
"""Percent of characters in common from which two names may be one element, renamed."""

_PLACE: Final = frozenset({"key", "no", "mark", "goal", "goal_no_in_table"})
"""What says where an element stands; everything else is what it says."""

_FACTS: Final = ("agency", "parent_agency", "fiscal_year", "chapter", "fictional", "introduction")


class ChangeKind(StrEnum):
    """What became of an element."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that says something else, as a person reads both."""

    field: str
    before: str
    now: str

    @property
    def words(self) -> tuple[Piece, ...]:
        """The difference word by word; made when it is asked for."""
        return words_between(self.before, self.now)


@dataclass(frozen=True, slots=True)
class ElementChange:
    """What became of one element.

    Attributes:
        kind: MOVED only where nothing else changed.
        element: its name in the new plan, such as `kpi/1-2`; of a removed one, in the old.
        was: its name in the old plan; empty where it was added.
        title: what it is called, by the new plan where it is there.
        fields: what it says now, and said before.
        moved: whether it stands elsewhere: under another goal, number or neighbour.
        breaks: why its series of values breaks.
    """

    kind: ChangeKind
    element: str
    was: str
    title: str
    fields: tuple[FieldChange, ...] = ()
    moved: bool = False
    breaks: tuple[BreakReason, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """All that differs, in the order of the new plan; what was removed stands at the end."""

    changes: tuple[ElementChange, ...]

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        """How many elements met which fate."""
        return {kind: sum(one.kind is kind for one in self.changes) for kind in ChangeKind}


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which element of one plan became which of another: the old one, and the new one."""

    goals: Sequence[tuple[Goal, Goal]]
    indicators: Sequence[tuple[Indicator, Indicator]]
    projects: Sequence[tuple[Project, Project]]


def pairs_by_likeness(before: Plan, now: Plan) -> Pairs:
    """By what elements are called and what they say; their keys may have changed."""
    return Pairs(
        _pair(before.goals, now.goals, _title_of, _by_title),
        pair_indicators(before.indicators, now.indicators),
        _pair(before.projects, now.projects, _title_of, _by_title),
    )


def pairs_by_key(before: Plan, now: Plan) -> Pairs:
    """By their keys alone, where these are known to mean the same."""
    return Pairs(
        _same_keys(before.goals, now.goals),
        _same_keys(before.indicators, now.indicators),
        _same_keys(before.projects, now.projects),
    )


def compare(before: Plan, now: Plan, pairs: Pairs | None = None) -> PlanComparison:
    """Lay a plan beside the one that it came from: an earlier version, or last year's plan.

    Elements are told by likeness where `pairs` does not say which is which.
    """
    told = pairs or pairs_by_likeness(before, now)
    goals, indicators, projects = told.goals, told.indicators, told.projects
    goal_keys = {new.key: old.key for old, new in goals}
    indicator_keys = {new.key: old.key for old, new in indicators}
    names = (
        {one.key: one.name for one in before.indicators},
        {one.key: one.name for one in now.indicators},
    )
    changes = [
        *_of_facts(before, now),
        *_changes(before.goals, now.goals, goals, "goal", said=_said_by, differs=_number_differs),
        *_changes(
            before.indicators,
            now.indicators,
            indicators,
            "kpi",
            said=_said_by,
            differs=lambda old, new: (
                _number_differs(old, new) or goal_keys.get(new.goal) != old.goal
            ),
        ),
        *_changes(
            before.projects,
            now.projects,
            projects,
            "project",
            said=lambda old, new: _said_by_project(old, new, indicator_keys, names),
            differs=lambda old, new: old.key != new.key,
        ),
    ]
    # What was removed has no place in the new plan.
    changes.sort(key=lambda one: one.kind is ChangeKind.REMOVED)
    return PlanComparison(tuple(changes))


def pair_indicators(
    before: Sequence[Indicator], now: Sequence[Indicator]
) -> list[tuple[Indicator, Indicator]]:
    """Which KPI became which: by key and name, by name, by key and likeness, by likeness."""
    return _pair(before, now, _name_of, likeness)


def compare_guidelines(before: Guidelines, now: Guidelines) -> PlanComparison:
    """Lay guidelines beside those that they came from: an earlier version, or last year's."""
    headings = headings_of(before), headings_of(now)
    sentences = sentences_of(before), sentences_of(now)
    paired_headings = _pair(*headings, _title_of, _by_title)
    paired_sentences = _pair(*sentences, _title_of, _by_words)
    whole = tuple(_said_by(before, now, ("fiscal_year", "priorities")))
    changes = [
        *(
            [ElementChange(ChangeKind.CHANGED, "guidelines", "guidelines", "", whole)]
            if whole
            else []
        ),
        *_changes(*headings, paired_headings, "section", said=_said_by, differs=_stays),
        *_changes(*sentences, paired_sentences, "clause", said=_said_by, differs=_stays),
    ]
    changes.sort(key=lambda one: one.kind is ChangeKind.REMOVED)
    return PlanComparison(tuple(changes))


def _stays(_old: Heading | Sentence, _new: Heading | Sentence) -> bool:
    """A number only follows from the order, and who was moved past whom is told already."""
    return False


def _of_facts(before: Plan, now: Plan) -> Iterator[ElementChange]:
    fields = tuple(_said_by(before, now, _FACTS))
    if fields:
        yield ElementChange(ChangeKind.CHANGED, "plan", "plan", now.agency, fields)


def _pair(
    before: Sequence[One],
    now: Sequence[One],
    name_of: Callable[[One], str],
    alike: Callable[[One, One], float],
) -> list[tuple[One, One]]:
    """Which element became which: by key and name, by name, by key and likeness, by likeness."""
    left = {one.key: one for one in before}
    fresh = {one.key: one for one in now}
    pairs: list[tuple[One, One]] = []

    def take(old: One, new: One) -> None:
        pairs.append((left.pop(old.key), fresh.pop(new.key)))

    for new in now:
        if new.key in left and _folded(name_of(left[new.key])) == _folded(name_of(new)):
            take(left[new.key], new)
    for new in list(fresh.values()):
        same = [old for old in left.values() if _folded(name_of(old)) == _folded(name_of(new))]
        if same:
            take(same[0], new)
    scored = (
        (alike(old, new), old.key == new.key, old, new)
        for old in list(left.values())
        for new in list(fresh.values())
    )
    # The same key counts where the names are alike at all: a renamed KPI keeps its key, and a
    # new one may take the number of one that is gone.
    ranked = [
        (score + (20 if kept else 0), old, new)
        for score, kept, old, new in scored
        if score >= (ALIKE - 20 if kept else ALIKE)
    ]
    for _, old, new in sorted(ranked, key=lambda each: -each[0]):
        if old.key in left and new.key in fresh:
            take(old, new)
    order = {one.key: place for place, one in enumerate(now)}
    return sorted(pairs, key=lambda pair: order[pair[1].key])


def _same_keys(before: Sequence[One], now: Sequence[One]) -> list[tuple[One, One]]:
    old = {one.key: one for one in before}
    return [(old[one.key], one) for one in now if one.key in old]


def _changes(
    before: Sequence[One],
    now: Sequence[One],
    pairs: Sequence[tuple[One, One]],
    word: str,
    *,
    said: Callable[[One, One], Iterator[FieldChange]],
    differs: Callable[[One, One], bool],
) -> Iterator[ElementChange]:
    was = {new.key: old for old, new in pairs}
    kept = {old.key for old, _ in pairs}
    places = {one.key: place for place, one in enumerate(before)}
    stayed = _longest_rising([places[old.key] for old, _ in pairs])
    for one in now:
        if one.key not in was:
            title = one.name if isinstance(one, Indicator) else one.title
            yield ElementChange(ChangeKind.ADDED, f"{word}/{one.key}", "", title)
            continue
        old = was[one.key]
        fields = tuple(said(old, one))
        moved = places[old.key] not in stayed or old.key != one.key or differs(old, one)
        if fields or moved:
            yield ElementChange(
                ChangeKind.CHANGED if fields else ChangeKind.MOVED,
                f"{word}/{one.key}",
                f"{word}/{old.key}",
                one.name if isinstance(one, Indicator) else one.title,
                fields,
                moved,
                breaks_between(old, one)
                if isinstance(old, Indicator) and isinstance(one, Indicator)
                else (),
            )
    for one in before:
        if one.key not in kept:
            name, title = f"{word}/{one.key}", one.name if isinstance(one, Indicator) else one.title
            yield ElementChange(ChangeKind.REMOVED, name, name, title)


def _longest_rising(places: Sequence[int]) -> set[int]:
    """The most places that still follow one another; all others were moved past them."""
    tails: list[int] = []
    chains: list[list[int]] = []
    for place in places:
        at = bisect_left(tails, place)
        chain = [*(chains[at - 1] if at else []), place]
        if at == len(tails):
            tails.append(place)
            chains.append(chain)
        else:
            tails[at], chains[at] = place, chain
    return set(chains[-1]) if chains else set()


def _number_differs(old: Goal | Indicator, new: Goal | Indicator) -> bool:
    return old.no != new.no or (
        isinstance(old, Indicator)
        and isinstance(new, Indicator)
        and old.goal_no_in_table != new.goal_no_in_table
    )


def _said_by(old: Any, new: Any, names: Sequence[str] = ()) -> Iterator[FieldChange]:
    for name in names or [each for each in type(new).model_fields if each not in _PLACE]:
        before, now = getattr(old, name), getattr(new, name)
        if before != now:
            told = FieldChange(name, _text(before), _text(now))
            if told.before != told.now:
                yield told


def _said_by_project(
    old: Project,
    new: Project,
    indicator_keys: Mapping[str, str],
    names: tuple[Mapping[str, str], Mapping[str, str]],
) -> Iterator[FieldChange]:
    """A project's KPIs are compared as what they became, and told by their names."""
    fields = [each for each in Project.model_fields if each not in _PLACE and each != "indicators"]
    yield from _said_by(old, new, fields)
    if [indicator_keys.get(key) for key in new.indicators] != list(old.indicators):
        yield FieldChange(
            "indicators",
            "\n".join(f"{key} {names[0][key]}" for key in old.indicators),
            "\n".join(f"{key} {names[1][key]}" for key in new.indicators),
        )


def _text(value: Any) -> str:
    """A value as a person reads it: lists line by line, figures with what they belong to."""
    if value is None:
        return ""
    if isinstance(value, AnsweredClause):
        return f"{value.known_as} {value.text or ''}".rstrip()
    if isinstance(value, tuple):
        return "\n".join(_text(one) for one in value)
    fields = getattr(type(value), "model_fields", None)
    if fields is not None:
        pieces = [getattr(value, name) for name in fields if name != "mark"]
        return "：".join(str(one) for one in pieces if one is not None)
    return str(value)


def _title_of(one: Any) -> str:
    return str(one.title)


def _name_of(one: Indicator) -> str:
    return one.name


def _by_title(old: Any, new: Any) -> float:
    return fuzz.ratio(_folded(old.title), _folded(new.title))


def _by_words(old: Sentence, new: Sentence) -> float:
    """A clause of which only the number was known is the one of its name, whatever it says now."""
    if old.text is None or new.text is None:
        return 100 if old.key == new.key else 0
    return _by_title(old, new)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold_width(text).replace(" ", "").rstrip("。")
