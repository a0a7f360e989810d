"""A small book set as the cabinet's is: tables broken to narrow columns, then copied line by line.

The columns are broken by rules of their own here, not by those of the reader, so that a test of
the reader tests more than its own inverse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

HEADINGS = "關鍵績效指標與中長程施政目標評估評估關鍵績效指標衡量標準年度目標值個案計畫體制方式關聯"
PROJECT_HEADINGS = "計畫與KPI工作計畫名稱重要計畫項目實施內容類別關聯"
NOTES = "註：評估體制之數字代號意義如下：1.指實際評估作業係運用既有之組織架構進行。"
NEVER_FIRST = "，。、；：？！）】」%"
NEVER_LAST = "（【「"


@dataclass(frozen=True)
class Kpi:
    """A row of the table as its author wrote it."""

    name: str
    standard: str
    target: str
    method: str = "統計數據"
    arrangement: int = 1
    linkage: str = "無"


@dataclass(frozen=True)
class Project:
    """A row of the project table as its author wrote it."""

    work_plan: str
    title: str
    category: str
    contents: str
    links: str = ""


def broken(text: str, column: int) -> list[str]:
    """A text broken to a column of so many characters, by the marks that may not begin a line."""
    lines = []
    while len(text) > column:
        end = column
        while end > 1 and (text[end] in NEVER_FIRST or text[end - 1] in NEVER_LAST):
            end -= 1
        lines.append(text[:end])
        text = text[end:]
    return [*lines, text] if text else lines


def kpi_table(goals: Sequence[tuple[str, Sequence[Kpi]]], page_after: int = 0) -> str:
    """The table copied line by line; after so many lines a page ends, and the headings come again.

    A goal's cell spans its KPIs: what does not fit beside the first stands beside the next.
    """
    lines: list[str] = []
    for number, (title, kpis) in enumerate(goals, start=1):
        cell = broken(title, 5)
        for no, kpi in enumerate(kpis, start=1):
            last = no == len(kpis)
            lines += _row(number if no == 1 else None, cell, no, kpi, whole=last)
    if page_after:
        lines.insert(page_after, f"2-2{HEADINGS}")
    return HEADINGS + "".join(lines) + NOTES


def _row(goal: int | None, cell: list[str], no: int, kpi: Kpi, *, whole: bool) -> list[str]:
    columns = [
        broken(kpi.name, 9),
        broken(kpi.method, 2),
        broken(kpi.standard, 9),
        [kpi.target],
        broken(kpi.linkage, 4),
    ]
    height = max(len(column) for column in columns)
    if whole:
        height = max(height, len(cell))
    beside = [cell.pop(0) if cell else "" for _ in range(height)]
    lines = []
    for place, pieces in enumerate(zip_longest(beside, *columns, fillvalue="")):
        title, name, method, standard, target, link = pieces
        before = "一二三四五六七八九"[goal - 1] if goal and place == 0 else ""
        number, arrangement = (str(no), str(kpi.arrangement)) if place == 0 else ("", "")
        lines.append(
            before + title + number + name + arrangement + method + standard + target + link
        )
    return lines


def chapter(number: int, agency: str, goals: str, table: str, projects: str) -> str:
    """A chapter with its page numbers; the first page ends behind the goals."""
    inner = table.replace("2-2", f"{number}-2")
    last = 3 if f"{number}-2" in inner else 2
    return (
        f"{agency}{agency}110年度施政計畫本部依據方針編定計畫。壹、年度施政目標及策略{goals}"
        f"{number}-1貳、年度關鍵績效指標{inner}"
        f"參、年度重要計畫{PROJECT_HEADINGS}{projects}{number}-{last}"
    )


def project_table(projects: Sequence[Project]) -> str:
    """The table of projects copied line by line; a work plan stands beside its first project."""
    lines = [PROJECT_HEADINGS]
    work_plan = ""
    for one in projects:
        columns = [
            broken(one.work_plan, 6) if one.work_plan != work_plan else [],
            broken(one.title, 6),
            [one.category[:2], one.category[2:]],
            contents_lines(one.contents),
            broken(one.links, 4),
        ]
        work_plan = one.work_plan
        lines += ["".join(pieces) for pieces in zip_longest(*columns, fillvalue="")]
    return "".join(lines)


def contents_lines(text: str) -> list[str]:
    """Numbered items in a column of 21 characters, their further lines set in by two."""
    lines = []
    for item in text.split("|"):
        first = broken(item, 21)[0]
        lines += [first, *broken(item[len(first) :], 19)]
    return lines
