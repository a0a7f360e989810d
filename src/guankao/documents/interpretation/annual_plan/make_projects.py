"""From rows of the table to the projects of a plan, with the KPIs that they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guankao.documents.identifiers import project_identifier
from guankao.documents.interpretation.annual_plan.contents import divide_contents
from guankao.documents.interpretation.annual_plan.links import divide_links, link_numbers
from guankao.documents.interpretation.annual_plan.making import Making
from guankao.documents.interpretation.annual_plan.projects import category_of, find_projects
from guankao.documents.interpretation.annual_plan.rows import FoundTable, TableRow
from guankao.documents.official.words import link_names
from guankao.documents.plan import Plan, Project


def make_projects(making: Making, table: FoundTable) -> Iterator[Project]:
    """The projects in the order of the table, each work plan numbered where it first stands."""
    names = _named_indicators(making)
    work_plans: dict[str, int] = {}
    items: Counter[str] = Counter()
    for row in find_projects(table):
        work_plan = making.cleaner.line(row.text("work_plan"))
        number = work_plans.setdefault(work_plan, len(work_plans) + 1)
        items[work_plan] += 1
        made = _project(making, row, (f"{number}-{items[work_plan]}", work_plan), names)
        if made is not None:
            yield made


def _named_indicators(making: Making) -> dict[str, list[str]]:
    """The keys of the KPIs by the names that projects give them.

    Nothing tells two KPIs of one name apart, so that name means both; the official layout writes
    them with their goals.
    """
    keys: dict[str, list[str]] = {}
    for indicator in making.indicators:
        keys.setdefault(indicator.name, []).append(indicator.key)
    plan = making.account.build(
        lambda: Plan(
            agency=making.agency,
            fiscal_year=making.fiscal_year,
            goals=making.goals,
            indicators=making.indicators,
        ),
        making.agency,
    )
    for key, name in link_names(plan).items() if plan else ():
        keys.setdefault(name, [key])
    return keys


def _project(
    making: Making, row: TableRow, known: tuple[str, str], names: dict[str, list[str]]
) -> Project | None:
    account, cleaner = making.account, making.cleaner
    key, work_plan = known
    identifier = making.identifier(project_identifier, key)
    for name in ("work_plan", "title", "category", "contents"):
        account.place(identifier, name, row[name].mark)
    account.place(identifier, "indicators", row["links"].mark)
    title, category = cleaner.line(row.text("title")), category_of(row.text("category"))
    if not title or not work_plan or category is None:
        needed = {"work_plan": work_plan, "title": title, "category": category}
        account.lack(identifier, needed, " | ".join(row.texts), row.mark)
        return None
    contents = divide_contents(row.text("contents"), cleaner)
    links = _links(making, row, names)
    return account.build(
        lambda: Project(
            key=key,
            work_plan=work_plan,
            title=title,
            category=category,
            content_items=contents.count,
            contents=contents.items,
            indicators=links,
        ),
        title,
        row.mark,
    )


def _links(making: Making, row: TableRow, names: dict[str, list[str]]) -> tuple[str, ...]:
    keys = {indicator.key for indicator in making.indicators}
    numbers = link_numbers(row.text("links"))
    if numbers and keys.issuperset(numbers):
        return tuple(dict.fromkeys(numbers))
    links = divide_links(making.cleaner.line(row.text("links")), list(names))
    mark = row["links"].mark
    for near in links.near:
        making.account.doubt(near.written, f"taken for the KPI {near.taken_for}", mark)
    for text in links.unmatched:
        making.account.doubt(text, "no KPI of this plan has this name", mark)
    return tuple(dict.fromkeys(key for name in links.names for key in names[name]))
