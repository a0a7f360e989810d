"""Two people changed one plan: what both did, in one plan, and what cannot be both.

Three plans are laid beside each other: the one that both began with, the one that stands now, and
the one that a person wants to save. Elements are told by their keys. What only one of the two
changed is taken from that one, field by field; what both changed differently is a conflict, and
is left as it stands now. Pure: whoever calls decides what to do about conflicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from guankao.documents.editing import free_key
from guankao.documents.guidelines_pieces import Heading, Sentence
from guankao.documents.plan import AnsweredClause, Goal, Indicator, Plan, Project

One = TypeVar("One", Goal, Indicator, Project, Heading, Sentence)

ELEMENTS: Final[Mapping[str, str]] = {
    "goals": "goal",
    "indicators": "kpi",
    "projects": "project",
}
"""The lists of a plan, and the word by which an element of each is named."""

_UNTOLD: Final = frozenset({"mark", "key"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two people changed differently.

    Attributes:
        element: `kpi/1-2`, or `plan`.
        field: which field of it; empty where one took the element out and the other changed it.
        base: what both began with.
        theirs: what stands now; None where the element is gone.
        mine: what was to be saved; None where it was to be taken out.
    """

    element: str
    field: str
    base: object
    theirs: object
    mine: object


@dataclass(frozen=True, slots=True)
class Merge:
    """The plan with what both did; where there are conflicts, with theirs."""

    plan: Plan
    conflicts: tuple[Conflict, ...]


def merge(base: Plan, theirs: Plan, mine: Plan) -> Merge:
    """Put what `mine` changed of `base` into `theirs`."""
    # Comparing two large plans takes longer than all else here.
    if theirs is base or theirs == base:
        return Merge(mine, ())
    mine = _with_keys_of_its_own(base, theirs, mine)
    conflicts: list[Conflict] = []
    values = merged_fields("plan", base, theirs, mine, conflicts, but=frozenset(ELEMENTS))
    goals = merged_elements(base.goals, theirs.goals, mine.goals, "goal", conflicts)
    indicators = merged_elements(
        base.indicators, theirs.indicators, mine.indicators, "kpi", conflicts
    )
    projects = merged_elements(base.projects, theirs.projects, mine.projects, "project", conflicts)
    conflicts += _dangling(goals, indicators, projects, theirs)
    if conflicts:
        return Merge(theirs, tuple(conflicts))
    numbered = _numbered_goals(goals)
    try:
        merged = Plan.model_validate(
            {
                **values,
                "goals": numbered,
                "indicators": _numbered_indicators(numbered, indicators),
                "projects": tuple(projects),
            }
        )
    except ValidationError:
        # Two changes that are each possible and together are not: nobody but a person can tell.
        return Merge(theirs, (Conflict("plan", "", base, theirs, mine),))
    return Merge(merged, ())


def _with_keys_of_its_own(base: Plan, theirs: Plan, mine: Plan) -> Plan:
    """What both added under one key are two things: mine takes the next free key."""
    changes: dict[str, Any] = {}
    renamed: dict[str, dict[str, str]] = {}
    for name in ELEMENTS:
        begun = {one.key for one in getattr(base, name)}
        added = {one.key: one for one in getattr(theirs, name) if one.key not in begun}
        taken = {one.key for plan in (theirs, mine) for one in getattr(plan, name)}
        keys: dict[str, str] = {}
        for one in getattr(mine, name):
            if one.key in added and _content(one) != _content(added[one.key]):
                keys[one.key] = free_key(taken, one.key)
                taken.add(keys[one.key])
        renamed[name] = keys
        changes[name] = tuple(
            one.model_copy(update={"key": keys.get(one.key, one.key)})
            for one in getattr(mine, name)
        )
    changes["indicators"] = tuple(
        one.model_copy(update={"goal": renamed["goals"].get(one.goal, one.goal)})
        for one in changes["indicators"]
    )
    changes["projects"] = tuple(
        one.model_copy(
            update={
                "indicators": tuple(renamed["indicators"].get(key, key) for key in one.indicators)
            }
        )
        for one in changes["projects"]
    )
    return mine.model_copy(update=changes)


def merged_elements(
    base: Sequence[One],
    theirs: Sequence[One],
    mine: Sequence[One],
    word: str,
    conflicts: list[Conflict],
) -> list[One]:
    """One list of elements with what both did to it, in the order of whoever moved anything."""
    begun: dict[str, One] = {one.key: one for one in base}
    stands: dict[str, One] = {one.key: one for one in theirs}
    wanted: dict[str, One] = {one.key: one for one in mine}
    kept: dict[str, One] = {}
    for key in dict.fromkeys([*stands, *wanted]):
        old, now, own = begun.get(key), stands.get(key), wanted.get(key)
        if now is None or own is None:
            # One of the two has it: the one who added it, or the one who did not take it out.
            left = now or own
            if left is not None and (old is None or _content(left) != _content(old)):
                kept[key] = left
                if old is not None:
                    conflicts.append(Conflict(f"{word}/{key}", "", old, now, own))
        elif old is None:
            kept[key] = now
        else:
            values = merged_fields(f"{word}/{key}", old, now, own, conflicts)
            changed = _content(now) != values
            kept[key] = now.model_copy(update={**values, "mark": None}) if changed else now
    order = _order([one.key for one in base], list(stands), list(wanted))
    return [kept[key] for key in order if key in kept]


def merged_fields(
    element: str,
    base: Any,
    theirs: Any,
    mine: Any,
    conflicts: list[Conflict],
    *,
    but: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """The fields of one element with what both did; what cannot be both joins the conflicts."""
    values: dict[str, Any] = {}
    for name in type(base).model_fields:
        if name in but or name in _UNTOLD:
            continue
        old, now, own = getattr(base, name), getattr(theirs, name), getattr(mine, name)
        if name == "answers":
            values[name] = _merged_answers(old, now, own)
            continue
        values[name] = own if now == old else now
        if old not in (now, own) and now != own:
            conflicts.append(Conflict(element, name, old, now, own))
    return values


def _order(base: list[str], theirs: list[str], mine: list[str]) -> list[str]:
    """The keys in the order of whoever moved some; what the other added, after its neighbour."""
    common = set(base) & set(theirs) & set(mine)
    moved_here = [key for key in mine if key in common] != [key for key in base if key in common]
    moved_there = [key for key in theirs if key in common] != [key for key in base if key in common]
    leading, other = (mine, theirs) if moved_here and not moved_there else (theirs, mine)
    order = list(leading)
    for place, key in enumerate(other):
        if key in order:
            continue
        before = next((one for one in reversed(other[:place]) if one in order), None)
        at = order.index(before) + 1 if before else 0
        while at < len(order) and order[at] not in other:
            at += 1
        order.insert(at, key)
    return order


def _dangling(
    goals: Iterable[Goal],
    indicators: Sequence[Indicator],
    projects: Iterable[Project],
    theirs: Plan,
) -> list[Conflict]:
    """What one of the two relies on and the other took out."""
    goal_keys = {goal.key for goal in goals}
    indicator_keys = {one.key for one in indicators}
    conflicts = [
        Conflict(f"kpi/{one.key}", "goal", one.goal, None, one.goal)
        for one in indicators
        if one.goal not in goal_keys
    ]
    stands = {one.key: one.indicators for one in theirs.projects}
    conflicts += [
        Conflict(f"project/{one.key}", "indicators", (), stands.get(one.key, ()), one.indicators)
        for one in projects
        if not indicator_keys.issuperset(one.indicators)
    ]
    return conflicts


def _numbered_goals(goals: Sequence[Goal]) -> tuple[Goal, ...]:
    """The goals by their numbers; where both added one of the same number, the later moves on."""
    numbered: list[Goal] = []
    last = 0
    for goal in sorted(goals, key=lambda goal: goal.no):
        number = max(goal.no, last + 1)
        numbered.append(goal if goal.no == number else goal.model_copy(update={"no": number}))
        last = number
    return tuple(numbered)


def _numbered_indicators(
    goals: Sequence[Goal], indicators: Sequence[Indicator]
) -> tuple[Indicator, ...]:
    """The KPIs in the order of their goals and numbers."""
    order = {goal.key: goal.no for goal in goals}
    return tuple(sorted(indicators, key=lambda one: (order[one.goal], one.no)))


def _merged_answers(
    base: tuple[AnsweredClause, ...],
    theirs: tuple[AnsweredClause, ...],
    mine: tuple[AnsweredClause, ...],
) -> tuple[AnsweredClause, ...]:
    """The clauses that a goal answers are a set: what either tied is in, what either untied out."""
    wanted = {one.known_as: one for one in mine}
    begun = {one.known_as: one for one in base}
    stands = {one.known_as: one for one in theirs}
    kept = [
        wanted[key] if key in wanted and wanted[key] != begun.get(key) else one
        for key, one in stands.items()
        if key in wanted or key not in begun
    ]
    added = [one for key, one in wanted.items() if key not in stands and key not in begun]
    return (*kept, *added)


def _content(element: Goal | Indicator | Project | Heading | Sentence) -> dict[str, Any]:
    return {
        name: getattr(element, name) for name in type(element).model_fields if name not in _UNTOLD
    }
