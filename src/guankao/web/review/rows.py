"""The rows of a plan's page, each made once for what it says.

A plan of a hundred and thirty elements is shown again after a change of one. A row is made of what
stands in a `Row` and of nothing else: its template is given nothing more, and all of it is the key
under which this process remembers the row. So what is remembered is what would be made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from guankao.documents import Goal, Indicator, Project
from guankao.documents.copying import ToChange
from guankao.documents.words import Words
from guankao.rules import Level
from guankao.web.archive.memory import Memory
from guankao.web.importing.review import Reviewed

TEMPLATES: Final = {
    "goal": "review/pieces/goal_row.html",
    "kpi": "review/pieces/kpi_row.html",
    "project": "review/pieces/project_row.html",
}

made: Final = Memory[SafeString](10_000_000)
"""Rows by what they are made of, weighed by characters: forty times the largest plan."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a row tells of a finding."""

    code: str
    level: Level
    message: Words
    quote: str | None


@dataclass(frozen=True, slots=True)
class Served:
    """What the row of a project tells of a KPI that it serves."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """An element as its row tells it, with what the linter says."""

    element: str
    thing: Goal | Indicator | Project
    findings: tuple[Said, ...]
    links: tuple[Served, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """All that a row is made of.

    Attributes:
        draft: the key of the draft, which stands in addresses.
        one: the element.
        goal: the number of the goal that a KPI stands under; 0 for others.
        changes: what still says what last year's plan said.
        comments: how many are open.
        open: whether the person may change the plan.
        ordered: whether it can be moved among its neighbours.
        language: of the page.
    """

    draft: int
    one: Told
    goal: int
    changes: tuple[ToChange, ...]
    comments: int
    open: bool
    ordered: bool
    language: str


def row_of(page: Mapping[str, Any] | Context, one: Reviewed, goal: Reviewed | None) -> Row:
    """The row of an element, out of what the whole page is made of (`plan_context`)."""
    assert isinstance(one.thing, Goal | Indicator | Project)  # noqa: S101 - else it has no row
    return Row(
        draft=page["draft"].pk,
        one=Told(
            one.element,
            one.thing,
            tuple(Said(each.code, each.level, each.message, each.quote) for each in one.findings),
            tuple(Served(each.key, each.name) for each in one.links),
        ),
        goal=goal.thing.no if goal and isinstance(goal.thing, Goal) else 0,
        changes=tuple(page["to_change"].get(one.element, ())),
        comments=page["open_comments"].get(one.element, 0),
        open=page["open"],
        ordered=page["ordered"],
        language=get_language() or "",
    )


def html_of(row: Row) -> SafeString:
    """The row as it stands in the page."""
    html = made.get(row)
    if html is None:
        html = render_to_string(TEMPLATES[row.one.element.partition("/")[0]], _context(row))
        made.put(row, html, weight=len(html))
    return html


def _context(row: Row) -> dict[str, Any]:
    element = row.one.element
    return {
        "draft": {"pk": row.draft},
        "one": row.one,
        "goal": {"thing": {"no": row.goal}},
        "to_change": {element: row.changes},
        "open_comments": {element: row.comments},
        "open": row.open,
        "ordered": row.ordered,
    }
