"""What two people made of one element, field by field, so that a person can choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from guankao.documents import Plan, editing
from guankao.web.review.element_forms import as_sent
from guankao.web.review.forms import DraftedForm, initial_of


@dataclass(frozen=True)
class Contested:
    """A field that two people changed differently.

    Attributes:
        name: of the field.
        label: what the form calls it.
        mine: what the person typed, as the field sends it: one text, or one for each box ticked.
        theirs: what stands in the plan now.
    """

    name: str
    label: str | Promise
    mine: Sequence[str]
    theirs: Sequence[str]


@dataclass(frozen=True)
class Comparison:
    """An element as two people left it.

    Attributes:
        gone: whether somebody took it out.
        contested: what both changed, and differently.
        theirs: what only the other one changed, by field, as the field would send it.
    """

    gone: bool
    contested: Sequence[Contested]
    theirs: Mapping[str, Sequence[str]]


def compared(form: DraftedForm, element: str, *, base: Plan, now: Plan, mine: Plan) -> Comparison:
    """Lay what a person typed beside what stands now; both began with `base`.

    The element may be missing in each: one took it out, or the other did.
    """
    old, theirs, own = (_shown(plan, element) for plan in (base, now, mine))
    if theirs is None:
        return Comparison(gone=True, contested=(), theirs={})
    if old is None or own is None:
        return Comparison(gone=False, contested=(), theirs={})
    contested: list[Contested] = []
    only_theirs: dict[str, Sequence[str]] = {}
    for name in form.fields:
        if name not in theirs or theirs[name] in (old.get(name), own.get(name)):
            continue
        standing = as_sent(form, name, theirs[name])
        if own.get(name) == old.get(name):
            only_theirs[name] = standing
        else:
            typed = as_sent(form, name, own.get(name))
            contested.append(Contested(name, form.fields[name].label or name, typed, standing))
    return Comparison(gone=False, contested=tuple(contested), theirs=only_theirs)


def differing(
    form: DraftedForm, element: str, *, typed: Plan, saved: Plan
) -> Mapping[str, Sequence[str]]:
    """The fields of which something else was saved than was typed: what others had changed."""
    own, stands = _shown(typed, element), _shown(saved, element)
    if own is None or stands is None:
        return {}
    return {
        name: as_sent(form, name, stands[name])
        for name in form.fields
        if name in stands and stands[name] != own.get(name)
    }


def _shown(plan: Plan, element: str) -> Mapping[str, Any] | None:
    try:
        return initial_of(editing.element_of(plan, element))
    except editing.NoSuchElement:
        return None
