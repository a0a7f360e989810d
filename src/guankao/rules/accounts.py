"""What the account of how a file was read tells the linter: links and cells that hold nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from guankao.documents import Mark, Plan, project_identifier
from guankao.documents.interpretation.results import Missing, Uncertain, place_key
from guankao.rules.subjects import EmptyCell, LooseLink


def loose_links(
    plan: Plan, places: Mapping[str, Mark], uncertain: Iterable[Uncertain]
) -> Iterator[LooseLink]:
    """The texts in link cells (與KPI關聯) that are the name of no KPI of the plan.

    A reader notes each of them with the place of its cell; by the place it finds its project.
    """
    cells = {
        mark: project.key
        for project in plan.projects
        if (mark := places.get(_cell_of(plan, project.key))) is not None
    }
    for doubt in uncertain:
        if doubt.mark is not None and doubt.mark in cells:
            yield LooseLink(cells[doubt.mark], doubt.text)


def empty_cells(plan: Plan, missing: Iterable[Missing]) -> Iterator[EmptyCell]:
    """The cells of the plan's tables that a reader found empty, so that their row was left out."""
    for each in missing:
        within = (each.identifier or "").startswith(f"{plan.identifier}/")
        if each.identifier and within and each.what.isidentifier():
            yield EmptyCell(each.identifier, each.what)


def partly_read(
    plan: Plan,
    places: Mapping[str, Mark],
    uncertain: Iterable[Uncertain],
    missing: Iterable[Missing],
) -> bool:
    """Whether rows of the plan's source could not be put in their places.

    A doubtful link is no such row: the project that names it is there.
    """
    cells = {places.get(_cell_of(plan, project.key)) for project in plan.projects}
    return any(doubt.mark is None or doubt.mark not in cells for doubt in uncertain) or any(
        True for _ in empty_cells(plan, missing)
    )


def _cell_of(plan: Plan, key: str) -> str:
    return place_key(project_identifier(plan.fiscal_year, plan.agency, key), "indicators")
