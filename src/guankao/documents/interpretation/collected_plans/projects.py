"""The projects of a book's chapters: which rows can be put together for certain.

The table has two columns of free names side by side, before contents that are free as well. What
the reading makes of it is given only where the row is sound in itself and its work plan is known
for certain: a row in doubt may have opened another work plan, so that nothing behind it counts
until a work plan is opened anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from guankao.documents.fields import Category
from guankao.documents.interpretation.collected_plans.cell_language import (
    CellEndings,
    CellLanguage,
)
from guankao.documents.interpretation.collected_plans.column_text import unbalanced
from guankao.documents.interpretation.collected_plans.indicator_table import TableText
from guankao.documents.interpretation.collected_plans.project_cells import NAME_WIDTH
from guankao.documents.interpretation.collected_plans.project_lines import UNKNOWN, LineReader
from guankao.documents.interpretation.collected_plans.project_links import LinkColumn
from guankao.documents.interpretation.collected_plans.project_rows import RowReader
from guankao.documents.interpretation.collected_plans.project_table import ProjectRow, project_rows

CERTAIN: Final = 0.9
"""The share of the weight that has to agree on a row."""

LIKELY: Final = 0.8
"""The share from which a row's names show how names end."""

_FIRST_WAYS: Final = 3
_WAYS: Final = 8
"""How many ways to read a row are followed at once, at the first reading and the second."""
_USUAL_ENDING: Final = 0.2
"""The least share of cells that end as a name does, for the name to be whole."""

_POSSIBLE_ENDING: Final = 0.05
_ENDED_BEFORE: Final = 0.35
"""The share above which a name had ended at the end of a line before."""

_SHORTEST_WORK_PLAN: Final = 3
_REPEATED: Final = (4, 5, 6)
_ITEM_INSIDE: Final = re.compile(r"（[一二三四五六\d]）|[一二三四五六]、")
_ROW: Final = re.compile(r"(?<=。)(?=[^。；：，]{2,14}?(?:其它|(?:公共|社會|科技))一、)")
"""Behind a sentence: names, a category, and the first item of the contents."""


@dataclass(frozen=True, slots=True)
class ProjectTable:
    """A chapter's project table and the names of its KPIs, all that could be read."""

    table: TableText
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CertainProject:
    """A row of which every cell is certain."""

    start: int
    work_plan: str
    title: str
    category: Category
    links: tuple[str, ...]


def read_projects(
    tables: Sequence[ProjectTable], language: CellLanguage, table_read: Callable[[], None]
) -> list[tuple[CertainProject, ...]]:
    """The certain rows of every table, read twice: first for how names begin and end.

    `table_read` is called when a table was read, so twice for each.
    """
    endings = CellEndings((name for one in tables for name in one.names), language)
    cells: list[str] = []
    for one in tables:
        likely = [row for row in _read(one, language, endings, _FIRST_WAYS) if _is_likely(row)]
        cells += (row.title for row in likely)
        cells += sorted({row.work_plan for row in likely if row.work_plan != UNKNOWN})
        table_read()
    endings = CellEndings(cells, language)
    found = []
    for one in tables:
        rows = _read(one, language, endings, _WAYS)
        found.append(tuple(certain_rows(rows, LinkColumn(one.names), endings)))
        table_read()
    return found


def _read(
    one: ProjectTable, language: CellLanguage, endings: CellEndings, ways: int
) -> list[ProjectRow]:
    if not one.table.text:
        return []
    lines = LineReader(one.table.text, one.table.breaks, language, endings, LinkColumn(one.names))
    return project_rows(RowReader(lines, ways))


def _is_likely(row: ProjectRow) -> bool:
    return bool(row.title) and row.share >= LIKELY


def certain_rows(
    rows: Sequence[ProjectRow], links: LinkColumn, endings: CellEndings
) -> Iterator[CertainProject]:
    """The rows of a table that are certain, each under a work plan that is."""
    before_is_sound = True
    known = False
    work_plan = ""
    for row in rows:
        whole = _is_whole(row)
        opened = whole and _is_work_plan(row, endings)
        sound = opened and row.share >= CERTAIN and _is_name(row.title, endings, _USUAL_ENDING)
        if row.work_plan != work_plan:
            several_lines = len(row.work_plan) > NAME_WIDTH
            known = (before_is_sound or several_lines) and opened and row.share >= CERTAIN
        else:
            known = known and sound
        work_plan = row.work_plan
        ways = links.wholes(row.links)
        if known and sound and row.category and len(ways) == 1:
            yield CertainProject(row.start, row.work_plan, row.title, row.category, ways[0])
        known = known and sound
        before_is_sound = opened and endings.share_without(row.title) >= _POSSIBLE_ENDING


def _is_whole(row: ProjectRow) -> bool:
    """Whether nothing in a row's names shows that a column took what is another's."""
    return (
        bool(row.title)
        and not unbalanced(row.title)
        and not unbalanced(row.work_plan)
        and not _ITEM_INSIDE.search(row.title)
        and row.title[-1] not in "、，："
        and row.title[-2:] != row.title[-4:-2]
        and not any(row.title[-size:] in row.title[:-size] for size in _REPEATED)
    )


def _is_work_plan(row: ProjectRow, endings: CellEndings) -> bool:
    """Whether a work plan is whole: it ends as names do, and did not end a line before."""
    name = row.work_plan
    if len(name) < _SHORTEST_WORK_PLAN or not _is_name(name, endings, _USUAL_ENDING):
        return False
    lines = range(int(NAME_WIDTH), len(name), int(NAME_WIDTH))
    return name == row.title or not any(
        endings.share_without(name[:end]) >= _ENDED_BEFORE for end in lines[:3]
    )


def _is_name(name: str, endings: CellEndings, least: float) -> bool:
    """Whether a text ends and begins as others do."""
    return endings.share_without(name) >= least and endings.starts_without(name) >= 1


def project_texts(text: str) -> Iterator[tuple[int, str]]:
    """The stretches of a project table that begin with what can only be a row; with their places.

    >>> [text for _, text in project_texts("甲業務甲計畫其它一、辦理。乙業務乙計畫社會一、推動。")]
    ['甲業務甲計畫其它一、辦理。', '乙業務乙計畫社會一、推動。']
    """
    starts = [0, *(found.start() for found in _ROW.finditer(text)), len(text)]
    for start, end in pairwise(starts):
        if start < end:
            yield start, text[start:end]
