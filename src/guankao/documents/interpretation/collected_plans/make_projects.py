"""The projects of a plan, made of the rows of its chapter's table that are certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from guankao.documents.identifiers import project_identifier
from guankao.documents.interpretation.account import Account
from guankao.documents.interpretation.collected_plans.chapters import Chapter
from guankao.documents.interpretation.collected_plans.project_links import folded
from guankao.documents.interpretation.collected_plans.projects import (
    CertainProject,
    project_texts,
)
from guankao.documents.marks import Mark
from guankao.documents.plan import Indicator, Project

Marking = Callable[[int], Mark | None]
"""The mark of a position in the table's text."""


def make_projects(
    chapter: Chapter,
    rows: Sequence[CertainProject],
    indicators: Sequence[Indicator],
    account: Account,
    marking: Marking,
) -> tuple[tuple[Project, ...], frozenset[int]]:
    """The projects whose linked KPIs are all given, and where their rows begin.

    Keys count the work plans and their projects as far as they are given: the table's own count
    is not known where rows could not be read.
    """
    keys = _keys_by_name(indicators)
    numbers: dict[str, int] = {}
    counts: Counter[str] = Counter()
    projects = []
    starts = set()
    for row in rows:
        links = [keys.get(folded(name)) for name in row.links]
        if not all(links):
            continue
        number = numbers.setdefault(row.work_plan, len(numbers) + 1)
        key = f"{number}-{counts[row.work_plan] + 1}"
        mark = marking(row.start)
        build = partial(
            Project,
            key=key,
            work_plan=row.work_plan,
            title=row.title,
            category=row.category,
            indicators=tuple(dict.fromkeys(link for link in links if link)),
            mark=mark,
        )
        made = account.build(build, row.title, mark)
        if made is None:
            continue
        counts[row.work_plan] += 1
        projects.append(made)
        starts.add(row.start)
        account.place(project_identifier(chapter.fiscal_year, chapter.agency, key), "title", mark)
    account.found.update(projects=len(projects))
    return tuple(projects), frozenset(starts)


def _keys_by_name(indicators: Sequence[Indicator]) -> dict[str, str]:
    """The keys of the KPIs by their names; a name that two KPIs share names none."""
    names = Counter(folded(one.name) for one in indicators)
    return {folded(one.name): one.key for one in indicators if names[folded(one.name)] == 1}


def unread_stretches(text: str, starts: frozenset[int]) -> Iterator[tuple[int, str]]:
    """The stretches of a project table that no given project begins, with their places.

    >>> text = "甲業務甲計畫其它一、辦理。乙業務乙計畫社會一、推動。"
    >>> list(unread_stretches(text, frozenset({0})))
    [(13, '乙業務乙計畫社會一、推動。')]
    """
    ends = sorted({*(place for place, _ in project_texts(text)), *starts, len(text)})
    for begin, end in pairwise(ends):
        if begin not in starts:
            yield begin, text[begin:end]
