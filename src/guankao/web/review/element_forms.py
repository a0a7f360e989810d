"""What the form of an element shows at first, and what it does to a plan when it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, QueryDict

from guankao.documents import Plan, editing
from guankao.web.importing.forms import Lines
from guankao.web.review.forms import (
    DraftedForm,
    DraftGoalForm,
    DraftIndicatorForm,
    DraftProjectForm,
    IntroductionForm,
    initial_of,
)

NEW = "new"
CHOICE = "choose-"
"""Before the name of a field: whose text of it is to stand, `mine` or `theirs`."""
Change = Callable[[Plan], Plan]


def form_of(plan: Plan, element: str, **options: Any) -> DraftedForm:
    """The form of an element by its kind; Http404 where there is no such kind."""
    kind, _slash, name = element.partition("/")
    if element == "plan":
        return IntroductionForm(**options)
    if kind == "goal" and name:
        return DraftGoalForm(**options)
    if kind == "kpi" and name:
        return DraftIndicatorForm(plan, **options)
    if kind == "project" and name:
        return DraftProjectForm(plan, **options)
    raise Http404


def beginning(plan: Plan, element: str, goal: str = "") -> Mapping[str, Any]:
    """What the form of an element shows at first; a new one gets the next number.

    Args:
        goal: the key of the goal that a new KPI is to stand under; the last where there is none.
    """
    kind, _slash, name = element.partition("/")
    if name != NEW:
        try:
            return initial_of(editing.element_of(plan, element))
        except editing.NoSuchElement:
            raise Http404 from None
    if kind == "goal":
        return {"no": max((each.no for each in plan.goals), default=0) + 1}
    if kind == "kpi" and plan.goals:
        keys = [each.key for each in plan.goals]
        under = goal if goal in keys else keys[-1]
        taken = [one.no for one in plan.indicators if one.goal == under]
        return {"goal": under, "no": max(taken, default=0) + 1, "evaluation_arrangement": 1}
    return {}


def change_of(element: str, values: Mapping[str, Any]) -> Change:
    """What saving these values of an element does to a plan."""
    kind, _slash, name = element.partition("/")
    key = None if name == NEW else name
    if kind == "plan":
        return lambda plan: editing.with_facts(plan, values)
    if kind == "goal":
        return lambda plan: editing.with_goal(plan, key, values)
    if kind == "kpi":
        return lambda plan: editing.with_indicator(plan, key, values, key_follows=False)
    return lambda plan: editing.with_project(plan, key, values)


def other_change(sent: QueryDict, plan: Plan, element: str) -> Change | None:
    """What a button other than “Save” does: take the element out, or give it another place."""
    if "remove" in sent:
        return lambda base: editing.without(base, element)
    if "move" in sent or "place" in sent:
        place = _place_wanted(sent, plan, element)
        return lambda base: editing.moved(base, element, place)
    return None


def neighbours_of(plan: Plan, element: str) -> list[str]:
    """The keys among which an element is ordered; Http404 where the plan does not hold it."""
    kind, _slash, key = element.partition("/")
    thing = next((one for one in plan.indicators if one.key == key), None)
    neighbours = {
        "goal": [one.key for one in plan.goals],
        "kpi": [one.key for one in plan.indicators if thing and one.goal == thing.goal],
        "project": [one.key for one in plan.projects],
    }.get(kind, [])
    if key not in neighbours:
        raise Http404
    return neighbours


def _place_wanted(sent: QueryDict, plan: Plan, element: str) -> int:
    """The place to move to, from 1: one further up or down, or the one that is named."""
    neighbours = neighbours_of(plan, element)
    now = neighbours.index(element.partition("/")[2]) + 1
    step = {"up": -1, "down": 1}.get(sent.get("move", ""))
    if step is not None:
        return now + step
    named = sent.get("place", "")
    if not (named.isascii() and named.isdecimal() and 0 < len(named) < 6):
        raise Http404
    return int(named)


def as_sent(form: DraftedForm, name: str, value: object) -> list[str]:
    """A value of an element as a browser would send it from its field."""
    if isinstance(value, tuple | list):
        texts = [str(one) for one in value]
        return ["\n".join(texts)] if isinstance(form.fields[name], Lines) else texts
    return ["" if value is None else str(value)]


def with_choices(sent: QueryDict, plan: Plan, element: str) -> QueryDict:
    """What was sent, with the texts of the plan where a person chose those of somebody else."""
    chosen = [
        name.removeprefix(CHOICE)
        for name, whose in sent.items()
        if name.startswith(CHOICE) and whose == "theirs"
    ]
    if not chosen or element.endswith(f"/{NEW}"):
        return sent
    shown = beginning(plan, element)
    form = form_of(plan, element)
    taken = sent.copy()
    for name in chosen:
        if name in form.fields and name in shown:
            taken.setlist(name, as_sent(form, name, shown[name]))
    return taken


def whole(sent: QueryDict, plan: Plan, element: str) -> QueryDict:
    """What was sent, with the texts of the plan where a button alone was sent, and no field."""
    form = form_of(plan, element)
    if element.endswith(f"/{NEW}") or any(
        name in sent for name in form.fields if name != "version"
    ):
        return sent
    if not {"move", "place", "remove"} & sent.keys():
        return sent
    filled = sent.copy()
    for name, value in beginning(plan, element).items():
        if name in form.fields:
            filled.setlist(name, as_sent(form, name, value))
    return filled


def named_in(base: Plan, changed: Plan, element: str) -> str:
    """The name of an element in the plan that was changed; a new one has got its key."""
    kind, _slash, name = element.partition("/")
    if name != NEW:
        return element
    lists = {"goal": "goals", "kpi": "indicators", "project": "projects"}
    stood = {one.key for one in getattr(base, lists[kind])}
    return next(
        f"{kind}/{one.key}" for one in getattr(changed, lists[kind]) if one.key not in stood
    )
