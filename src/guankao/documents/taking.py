"""What a file says of a plan that is being written, and the plan with some of it taken.

A file has keys by its own numbers, and no place for what stands in no table of the official paper.
So it is first written into the plan that stands: the same elements have the same keys, and of what
it is silent, the plan keeps. Then each element is taken or left. Pure: both plans stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from guankao.documents.comparison import (
    ElementChange,
    PlanComparison,
    compare,
    pairs_by_key,
    pairs_by_likeness,
)
from guankao.documents.editing import free_key
from guankao.documents.plan import Goal, Indicator, Plan, Project

One = TypeVar("One", Goal, Indicator, Project)

MAY_BE_SILENT: Final[Mapping[type, frozenset[str]]] = {
    Goal: frozenset({"answers"}),
    Indicator: frozenset(
        {
            "history",
            "owner",
            "data_source",
            "data_quality",
            "result_level",
            "accumulation",
            "input_accumulation",
            "baseline",
            "year_targets",
            "weaker_target_reason",
        }
    ),
    Project: frozenset({"budget", "control_level", "milestones", "planned_progress"}),
}
"""The fields of which a file may be silent without saying that they are empty."""


class LeftOut(ValueError):
    """Something was chosen that relies on something that was not.

    Attributes:
        element: what was chosen, such as `project/3-1`.
        needs: what has to be chosen with it, such as `kpi/1-4`.
    """

    def __init__(self, element: str, needs: str) -> None:
        self.element = element
        self.needs = needs
        super().__init__(f"{element} cannot be taken without {needs}")


class DoNotFit(ValueError):
    """What was chosen cannot stand beside what was not, such as two goals of one number."""


def beside(stands: Plan, read: Plan) -> Plan:
    """What was read, as a version of the plan that stands.

    It is of the same agency and year, whatever the file says. Elements that are the same, by their
    names or their likeness, have the key that they have in the plan.
    """
    pairs = pairs_by_likeness(stands, read)
    goal_keys = _keys(stands.goals, read.goals, pairs.goals)
    indicator_keys = _keys(stands.indicators, read.indicators, pairs.indicators)
    project_keys = _keys(stands.projects, read.projects, pairs.projects)
    facts = {
        name: getattr(stands, name)
        for name in ("agency", "parent_agency", "fiscal_year", "chapter", "fictional")
    }
    return _checked(
        read,
        **facts,
        introduction=read.introduction or stands.introduction,
        goals=_written_into(read.goals, pairs.goals, goal_keys, lambda _one: {}),
        indicators=_written_into(
            read.indicators,
            pairs.indicators,
            indicator_keys,
            lambda one: {"goal": goal_keys[one.goal]},
        ),
        projects=_written_into(
            read.projects,
            pairs.projects,
            project_keys,
            lambda one: {"indicators": tuple(indicator_keys[key] for key in one.indicators)},
        ),
    )


def differences(stands: Plan, offered: Plan) -> PlanComparison:
    """What taking all of `offered`, which `beside` made, would change."""
    return compare(stands, offered, pairs_by_key(stands, offered))


def with_taken(stands: Plan, offered: Plan, elements: Collection[str]) -> Plan:
    """The plan that stands with the chosen elements as `offered`, which `beside` made, has them.

    Of an element that `offered` does not hold, to take means to take it out. Names of which nothing
    differs are passed over. Raises LeftOut and DoNotFit.
    """
    changes = {one.element: one for one in differences(stands, offered).changes}
    chosen = {name: one for name, one in changes.items() if name in set(elements)}
    if len(chosen) == len(changes):
        return offered
    goals = _chosen(stands.goals, offered.goals, "goal", chosen)
    indicators = _chosen(stands.indicators, offered.indicators, "kpi", chosen)
    projects = _chosen(stands.projects, offered.projects, "project", chosen)
    goal_keys = {goal.key for goal in goals}
    for one in indicators:
        if one.goal not in goal_keys:
            raise _left_out(f"kpi/{one.key}", f"goal/{one.goal}", chosen)
    order = {goal.key: goal.no for goal in goals}
    introduction = (offered if "plan" in chosen else stands).introduction
    try:
        return _checked(
            stands,
            introduction=introduction,
            goals=tuple(sorted(goals, key=lambda goal: goal.no)),
            indicators=tuple(sorted(indicators, key=lambda one: (order[one.goal], one.no))),
            projects=_linked(projects, indicators, stands, chosen),
        )
    except ValidationError as problem:
        raise DoNotFit(str(problem)) from problem


def _keys(
    stands: Sequence[One], read: Sequence[One], pairs: Sequence[tuple[One, One]]
) -> dict[str, str]:
    """By the key in the file the one in the plan; what is new takes the first that is free."""
    keys = {new.key: old.key for old, new in pairs}
    taken = {one.key for one in stands}
    for one in read:
        if one.key not in keys:
            keys[one.key] = free_key(taken, one.key)
            taken.add(keys[one.key])
    return keys


def _written_into(
    read: Sequence[One],
    pairs: Sequence[tuple[One, One]],
    keys: Mapping[str, str],
    links: Callable[[One], dict[str, Any]],
) -> tuple[One, ...]:
    """The elements of the file; one that says nothing else is the one that stands."""
    olds = {new.key: old for old, new in pairs}
    written = []
    for one in read:
        old = olds.get(one.key)
        values: dict[str, Any] = {**links(one), "key": keys[one.key], "mark": None}
        if old is not None:
            values["mark"] = old.mark
            values |= {
                name: getattr(old, name)
                for name in MAY_BE_SILENT[type(one)]
                if getattr(one, name) in (None, ())
            }
        written.append(one.model_copy(update=values))
    return tuple(written)


def _chosen(
    stands: Sequence[One],
    offered: Sequence[One],
    word: str,
    chosen: Mapping[str, ElementChange],
) -> list[One]:
    """One list of elements, each as it was chosen, in the order of the file where one was moved."""
    old: dict[str, One] = {one.key: one for one in stands}
    new: dict[str, One] = {one.key: one for one in offered}
    kept: dict[str, One] = {}
    for key in dict.fromkeys([*old, *new]):
        one = (new if f"{word}/{key}" in chosen else old).get(key)
        if one is not None:
            kept[key] = one
    moved = any(one.moved for name, one in chosen.items() if name.startswith(f"{word}/"))
    leading, other = (list(new), list(old)) if moved else (list(old), list(new))
    order = [key for key in leading if key in kept]
    for place, key in enumerate(other):
        if key in kept and key not in order:
            before = next((each for each in reversed(other[:place]) if each in order), None)
            order.insert(order.index(before) + 1 if before else 0, key)
    return [kept[key] for key in order]


def _linked(
    projects: Sequence[Project],
    indicators: Sequence[Indicator],
    stands: Plan,
    chosen: Mapping[str, ElementChange],
) -> tuple[Project, ...]:
    """The projects, which let go of a KPI that was taken out; a new one they cannot do without."""
    here = {one.key for one in indicators}
    before = {one.key for one in stands.indicators}
    linked = []
    for project in projects:
        for key in project.indicators:
            if key not in here and key not in before:
                raise _left_out(f"project/{project.key}", f"kpi/{key}", chosen)
        links = tuple(key for key in project.indicators if key in here)
        same = links == project.indicators
        linked.append(project if same else project.model_copy(update={"indicators": links}))
    return tuple(linked)


def _left_out(element: str, needed: str, chosen: Mapping[str, ElementChange]) -> LeftOut:
    """A new element needs its goal; a goal that is taken out, that nothing stays under it."""
    return LeftOut(needed, element) if needed in chosen else LeftOut(element, needed)


def _checked(plan: Plan, **changes: Any) -> Plan:
    return Plan.model_validate(
        {**{name: getattr(plan, name) for name in Plan.model_fields}, **changes}
    )
