"""What would become of many reports, as a page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from guankao.results.statements import INPUTS, MILESTONES
from guankao.web.filing.sentences import language
from guankao.web.filing.workbooks import Cells
from guankao.web.reporting.statements import Answer, Becomes

MOST_SHOWN = 200
"""Rows of a table; the counts tell of the rest."""

FIELDS: dict[str, str | Promise] = {
    "": gettext_lazy("The whole report"),
    "figure": gettext_lazy("The figure itself"),
    "planned": gettext_lazy("Planned progress"),
    "actual": gettext_lazy("Actual progress"),
    "allotted": gettext_lazy("Budget allotted"),
    "spent": gettext_lazy("Spent"),
    "reason": gettext_lazy("Reason"),
    "countermeasure": gettext_lazy("Countermeasure"),
    "data_quality": gettext_lazy("Quality of the data"),
}


@dataclass(frozen=True)
class ShownFault:
    """A field that cannot be taken: its cell, its report, what was typed, and what is wrong."""

    cell: str
    title: str
    field: str
    typed: str
    words: str


@dataclass(frozen=True)
class ShownChange:
    """A field that changes."""

    title: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Look:
    """What storing would do; the lists are cut, the counts are whole."""

    answers: Sequence[Answer]
    faults: list[ShownFault]
    changes: list[ShownChange]
    created: int
    changed: int
    unchanged: int
    refused: int
    fault_count: int
    change_count: int

    @property
    def to_store(self) -> int:
        return self.created + self.changed


def look_of(answers: Sequence[Answer], cells: Cells) -> Look:
    """The answers as a page shows them."""
    faults = [
        ShownFault(
            cells.of(answer, one.field),
            _title(answer),
            field_words(one.field),
            answer.statement.fields.get(one.field, ""),
            one.message.in_language(language()),
        )
        for answer in answers
        for one in answer.faults
    ]
    changes = [
        ShownChange(_title(answer), field_words(one.field), one.before, one.after)
        for answer in answers
        for one in answer.changes
    ]

    def count(becomes: Becomes) -> int:
        return sum(one.becomes is becomes for one in answers)

    return Look(
        answers=answers,
        faults=faults[:MOST_SHOWN],
        changes=changes[:MOST_SHOWN],
        created=count(Becomes.CREATED),
        changed=count(Becomes.CHANGED),
        unchanged=count(Becomes.UNCHANGED),
        refused=count(Becomes.REFUSED),
        fault_count=len(faults),
        change_count=len(changes),
    )


def field_words(field: str) -> str:
    """A field as people call it; an input and a milestone by their own names."""
    for prefix in (INPUTS, MILESTONES):
        if field.startswith(prefix):
            return field.removeprefix(prefix)
    return str(FIELDS.get(field, field))


def _title(answer: Answer) -> str:
    row = answer.expected
    return f"{row.element.partition('/')[2]} {row.title}" if row is not None else ""
