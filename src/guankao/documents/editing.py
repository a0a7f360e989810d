"""A plan with one element changed, added, moved or taken out: pure, the old plan stays as it is.

An element is named by its part of the identifier: `goal/2`, `kpi/2-1`, `project/3-4`, or `plan`
for the facts of the whole document. What the values of a change do not name stays as it was. Each
function raises pydantic's ValidationError where the plan would no longer hang together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from guankao.documents.plan import Goal, Indicator, Plan, Project, Strategy

One = TypeVar("One", Goal, Indicator, Project)
Values = Mapping[str, Any]


class NoSuchElement(LookupError):
    """The plan holds no element of this name; it may have been renumbered in another window."""


def with_facts(plan: Plan, values: Values) -> Plan:
    """The plan of another agency or year, with the same elements."""
    return _checked(plan, **values)


def with_goal(plan: Plan, key: str | None, values: Values) -> Plan:
    """The plan with a goal changed, or added where `key` is None."""
    told = dict(values)
    if "strategies" in told:
        told["strategies"] = tuple(Strategy(text=text) for text in told["strategies"])
    old = _found(plan.goals, key)
    new_key = key or free_key((one.key for one in plan.goals), str(told["no"]))
    goal = Goal.model_validate({**_fields(old), **told, "key": new_key})
    return _checked(plan, goals=_sorted_goals(_put(plan.goals, key, goal)))


def with_indicator(
    plan: Plan, key: str | None, values: Values, *, key_follows: bool = True
) -> Plan:
    """The plan with a KPI changed, or added where `key` is None.

    Where `key_follows`, the key follows the numbers, and the projects that name the KPI follow the
    key. A draft keeps its keys, which tell two people that they mean the same KPI.
    """
    old = _found(plan.indicators, key)
    told = {**_fields(old), **values}
    goal = next((one for one in plan.goals if one.key == told["goal"]), None)
    if goal is None:
        raise NoSuchElement(f"goal/{told['goal']}")
    numbered = f"{goal.no}-{told['no']}"
    kept = (one.key for one in plan.indicators if one.key != key)
    keeps = key == numbered or (key is not None and not key_follows)
    new_key = key if key and keeps else free_key(kept, numbered)
    indicator = Indicator.model_validate({**told, "key": new_key})
    projects = tuple(
        _linked(project, tuple(new_key if link == key else link for link in project.indicators))
        for project in plan.projects
    )
    return _checked(
        plan,
        indicators=_sorted_indicators(plan.goals, _put(plan.indicators, key, indicator)),
        projects=projects,
    )


def with_project(plan: Plan, key: str | None, values: Values) -> Plan:
    """The plan with a project changed, or added at the end where `key` is None."""
    old = _found(plan.projects, key)
    told = {**_fields(old), **values}
    contents = told.get("contents", ())
    project = Project.model_validate(
        {
            **told,
            "key": key or _key_of_project(plan, told["work_plan"]),
            "content_items": len(contents) or (old.content_items if old else 0),
        }
    )
    return _checked(plan, projects=_put(plan.projects, key, project))


def moved(plan: Plan, element: str, place: int) -> Plan:
    """The plan with an element at another place, from 1, among its neighbours.

    The numbers of goals, and of the KPIs of one goal, stay where they are and go to whoever stands
    there now; keys go with their elements.
    """
    kind, _, key = element.partition("/")
    if kind == "goal":
        goals = _at_place(plan.goals, key, place)
        numbers = sorted(goal.no for goal in goals)
        renumbered = tuple(
            goal.model_copy(update={"no": number})
            for goal, number in zip(goals, numbers, strict=True)
        )
        return _checked(
            plan, goals=renumbered, indicators=_sorted_indicators(renumbered, plan.indicators)
        )
    if kind == "project":
        return _checked(plan, projects=_at_place(plan.projects, key, place))
    if kind != "kpi":
        raise NoSuchElement(element)
    one = _found(plan.indicators, key)
    neighbours = tuple(each for each in plan.indicators if one and each.goal == one.goal)
    ordered = _at_place(neighbours, key, place)
    numbers = sorted(each.no for each in neighbours)
    # Two of one number stay apart in their order: sorting is stable.
    placed = {each.key: at for at, each in enumerate(ordered)}
    indicators = (
        each.model_copy(update={"no": numbers[placed[each.key]]}) if each.key in placed else each
        for each in sorted(plan.indicators, key=lambda each: placed.get(each.key, 0))
    )
    return _checked(plan, indicators=_sorted_indicators(plan.goals, tuple(indicators)))


def without(plan: Plan, element: str) -> Plan:
    """The plan without a goal, a KPI or a project; projects let go of a KPI that is gone."""
    kind, _, key = element.partition("/")
    if kind == "goal":
        return _checked(plan, goals=_taken_out(plan.goals, key))
    if kind == "project":
        return _checked(plan, projects=_taken_out(plan.projects, key))
    if kind != "kpi":
        raise NoSuchElement(element)
    projects = tuple(
        _linked(project, tuple(link for link in project.indicators if link != key))
        for project in plan.projects
    )
    return _checked(plan, indicators=_taken_out(plan.indicators, key), projects=projects)


def _checked(plan: Plan, **changes: Any) -> Plan:
    """A copy is not validated by itself; an inconsistent plan must not leave this module."""
    return Plan.model_validate(
        {**{name: getattr(plan, name) for name in Plan.model_fields}, **changes}
    )


def element_of(plan: Plan, element: str) -> Plan | Goal | Indicator | Project:
    """One element by its name; NoSuchElement says that the plan does not hold it."""
    kind, _, key = element.partition("/")
    if element == "plan":
        return plan
    kinds: dict[str, Sequence[Goal | Indicator | Project]] = {
        "goal": plan.goals,
        "kpi": plan.indicators,
        "project": plan.projects,
    }
    found = next((one for one in kinds.get(kind, ()) if one.key == key), None)
    if found is None:
        raise NoSuchElement(element)
    return found


def free_key(taken: Iterable[str], wanted: str) -> str:
    """The wanted key, or the first like it that is not taken.

    >>> free_key(["1-1", "1-1.2"], "1-1")
    '1-1.3'
    """
    keys = set(taken)
    if wanted not in keys:
        return wanted
    return next(key for number in range(2, 10_000) if (key := f"{wanted}.{number}") not in keys)


def _fields(element: One | None) -> dict[str, Any]:
    """What an element says; where it stood in a file is no longer true once it is changed."""
    if element is None:
        return {}
    return {name: getattr(element, name) for name in type(element).model_fields if name != "mark"}


def _found(elements: Sequence[One], key: str | None) -> One | None:
    """The element of this key, or None where there is no key."""
    if key is None:
        return None
    for one in elements:
        if one.key == key:
            return one
    raise NoSuchElement(key)


def _at_place(elements: tuple[One, ...], key: str, place: int) -> tuple[One, ...]:
    taken = _found(elements, key)
    others = [one for one in elements if one.key != key]
    if taken is not None:
        others.insert(min(max(place, 1), len(elements)) - 1, taken)
    return tuple(others)


def _put(elements: Sequence[One], key: str | None, element: One) -> tuple[One, ...]:
    if key is None:
        added: tuple[One, ...] = (element,)
        return tuple(elements) + added
    if key not in {one.key for one in elements}:
        raise NoSuchElement(key)
    return tuple(element if one.key == key else one for one in elements)


def _taken_out(elements: tuple[One, ...], key: str) -> tuple[One, ...]:
    kept = tuple(one for one in elements if one.key != key)
    if len(kept) == len(elements):
        raise NoSuchElement(key)
    return kept


def _linked(project: Project, links: tuple[str, ...]) -> Project:
    return project.model_copy(update={"indicators": links})


def _sorted_goals(goals: tuple[Goal, ...]) -> tuple[Goal, ...]:
    return tuple(sorted(goals, key=lambda goal: goal.no))


def _sorted_indicators(
    goals: Sequence[Goal], indicators: tuple[Indicator, ...]
) -> tuple[Indicator, ...]:
    order = {goal.key: goal.no for goal in goals}
    return tuple(sorted(indicators, key=lambda one: (order.get(one.goal, 0), one.no)))


def _key_of_project(plan: Plan, work_plan: str) -> str:
    """Work plans are numbered where they first stand, their projects within them."""
    work_plans = list(dict.fromkeys(project.work_plan for project in plan.projects))
    number = work_plans.index(work_plan) + 1 if work_plan in work_plans else len(work_plans) + 1
    items = sum(project.work_plan == work_plan for project in plan.projects)
    return free_key((one.key for one in plan.projects), f"{number}-{items + 1}")
