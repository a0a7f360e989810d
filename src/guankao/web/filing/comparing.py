"""What two people made of one report, field by field, so that a person can choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise

from guankao.documents import Report
from guankao.web.filing.forms import ReportForm, as_sent, initial_of

CHOICE = "choose-"
"""Before the name of a field: whose text of it is to stand, `mine` or `theirs`."""


@dataclass(frozen=True)
class Contested:
    """A field of which two people wrote different texts, as the field would send them."""

    name: str
    label: str | Promise
    mine: Sequence[str]
    theirs: Sequence[str]


@dataclass(frozen=True)
class Comparison:
    """A report as two people left it.

    Attributes:
        contested: what both changed, and differently.
        theirs: what only the other one changed, by field.
        told: the same with the names of the fields, for the page.
    """

    contested: Sequence[Contested]
    theirs: Mapping[str, Sequence[str]]
    told: Sequence[tuple[str | Promise, Sequence[str]]]


def compared(
    form: ReportForm, *, base: Report | None, now: Report | None, mine: Report
) -> Comparison:
    """Lay what a person typed beside what stands now; both began with `base`."""
    old, theirs, own = (initial_of(form, one) for one in (base, now, mine))
    contested: list[Contested] = []
    only_theirs: dict[str, Sequence[str]] = {}
    told: list[tuple[str | Promise, Sequence[str]]] = []
    for name, field in form.fields.items():
        if name == "version":
            continue
        before, standing, typed = (as_sent(one.get(name)) for one in (old, theirs, own))
        if standing in (before, typed):
            continue
        label = field.label or name
        if typed == before:
            only_theirs[name] = standing
            told.append((label, standing))
        else:
            contested.append(Contested(name, label, typed, standing))
    return Comparison(tuple(contested), only_theirs, tuple(told))


def with_choices(sent: QueryDict, form: ReportForm, now: Report | None) -> QueryDict:
    """What was sent, with the texts of the report where a person chose those of somebody else."""
    chosen = [
        name.removeprefix(CHOICE)
        for name, whose in sent.items()
        if name.startswith(CHOICE) and whose == "theirs"
    ]
    shown = initial_of(form, now)
    taken = sent.copy()
    for name in chosen:
        if name in shown:
            taken.setlist(name, as_sent(shown[name]))
    return taken
