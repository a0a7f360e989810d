"""The KPI table and the project table of an agency's goals, put together from lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, get_args

from guankao.documents.fields import Category
from guankao.documents.interpretation.agency_goals.cells import (
    Line,
    cells_of,
    names_spelled_by,
    numbered_from_one,
    spelled_by,
    unbalanced,
    usual_step,
    without_headings,
)
from guankao.documents.interpretation.wording import joined
from guankao.documents.marks import Mark
from guankao.figures import UnreadableFigure, read_target
from guankao.figures.text import fold_width

KPI_HEADINGS: Final = (
    "關鍵策略目標",
    "關鍵績效指標",
    "關鍵績效指標",
    "施政目標",
    "評估體制",
    "評估方式",
    "衡量標準",
    "年度目標值",
    "與中長程個案計畫關聯",
)
PROJECT_HEADINGS: Final = (
    "工作計畫名稱",
    "重要計畫項目",
    "計畫類別",
    "實施內容",
    "與KPI關聯",
)
METHODS: Final = (
    "統計數據",
    "問卷調查",
    "進度控管",
    "民意調查",
    "統計數據及問卷調查",
    "實地查證",
    "專家評估",
    "其他",
    "其它",
)
"""Methods of evaluation (評估方式) as the plans name them."""

CATEGORIES: Final[tuple[str, ...]] = (*get_args(Category), "其他")
_NARROW: Final = 6.0
"""Ems of a column of names where no heading shows how wide it is."""

_ARRANGEMENT: Final = re.compile(r"(?P<no>[1-5])\s*(?P<rest>\D{0,12})")
_NOTE: Final = re.compile(r"【(?:備?註)】?[：:]?")
_NO_TARGET: Final = re.compile(r"[，。；：÷×＝=＋【】]|、$")
_PLAIN_FIGURE: Final = re.compile(r"-?[\d,.]+\s*(?:%|[^\W\d]{1,2})")
_FIGURE: Final = re.compile(r"\s*(?:第|達到?|至少|不低於|不超過|約|[<>≤≥≦≧])?\s*-?\d")
LONGEST_TARGET: Final = 24


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A row of the KPI table; `goal` is the title that stood before it, if one did."""

    goal: str | None
    no: int
    name: str
    arrangement: int
    method: str
    standard: str
    remark: str | None
    target: str
    mark: Mark | None


@dataclass(slots=True)
class ProjectRow:
    """A row of the project table; `work_plan` is empty where the cell spans from above."""

    work_plan: str
    title: str
    category: str
    contents: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    mark: Mark | None = None

    @property
    def items(self) -> tuple[str, ...]:
        """The items of the contents without their numbers; one where they are not numbered."""
        starts = list(numbered_from_one(self.contents))
        if not starts or starts[0] != 0:
            return (joined(self.contents),) if self.contents else ()
        ends = [*starts[1:], len(self.contents)]
        items = (joined(self.contents[one:end]) for one, end in zip(starts, ends, strict=True))
        return tuple(item.partition("、")[2].strip() for item in items)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Lines that belong to no row for certain."""

    text: str
    reason: str
    mark: Mark | None


def kpi_rows(lines: Sequence[Line], goals: Sequence[str]) -> Iterator[KpiRow | Unplaced]:
    """The rows of the KPI table.

    A row is a goal's title (once for all its KPIs), a number with the name, the arrangement with
    the method, the standard, and a line that can be nothing but a target.
    """
    rest, _ = without_headings(lines, KPI_HEADINGS)
    place, number = 0, 0
    goal: str | None = None
    while place < len(rest):
        titled = spelled_by(rest, place, goals)
        if titled is not None:
            place, goal = titled
            number = 0
            continue
        found = _kpi_row(rest, place, (goal, number + 1), goals)
        if found is None:
            yield Unplaced(rest[place].text, "begins no row of the KPI table", rest[place].mark)
            place += 1
            continue
        row, place = found
        number = row.no
        yield row


def _kpi_row(
    lines: Sequence[Line], start: int, due: tuple[str | None, int], goals: Sequence[str]
) -> tuple[KpiRow, int] | None:
    """The row that begins at a line, and where it ends; `due` is its goal and its number."""
    goal, number = due
    evaluated = _evaluation(lines, start + 1) if _begins(lines[start], number) else None
    if evaluated is None:
        return None
    at, end, arrangement, method = evaluated
    target_at = next(
        (
            place
            for place in range(end + 1, len(lines))
            if _is_target(lines[place]) and _may_follow(lines, place + 1, number + 1, goals)
        ),
        None,
    )
    if target_at is None:
        return None
    first = lines[start].text.removeprefix(str(number)).strip()
    name = joined([first, *(line.text for line in lines[start + 1 : at])])
    standard, remark = _without_note(joined(line.text for line in lines[end:target_at]))
    row = KpiRow(
        goal=goal,
        no=number,
        name=name,
        arrangement=arrangement,
        method=method,
        standard=standard,
        remark=remark,
        target=lines[target_at].text,
        mark=lines[start].mark,
    )
    return row, target_at + 1


def _begins(line: Line, number: int) -> bool:
    """Whether a line begins with a number and words: no more of it is taken than is due."""
    folded = fold_width(line.text)
    written = str(number)
    return folded.startswith(written) and folded[len(written) :][:1] not in set(".,、%)") | {""}


def _evaluation(lines: Sequence[Line], start: int) -> tuple[int, int, int, str] | None:
    """Where 評估體制 and 評估方式 stand, where they end, and what they are."""
    for at in range(start, min(start + 12, len(lines))):
        found = _ARRANGEMENT.fullmatch(fold_width(lines[at].text))
        if found is None:
            continue
        first = [Line(found["rest"])] if found["rest"] else []
        spelled = spelled_by([*first, *lines[at + 1 : at + 6]], 0, METHODS)
        if spelled is not None:
            end, method = spelled
            return at, at + 1 + end - len(first), int(found["no"]), method
    return None


def _is_target(line: Line) -> bool:
    """Whether a line reads as a whole target.

    Lines of a standard can do so too; which it is, what follows decides.
    """
    text = line.text
    if len(text) > LONGEST_TARGET or _NO_TARGET.search(text) or unbalanced(text):
        return False
    try:
        quantity = read_target(text).quantity
    except UnreadableFigure:
        return False
    return quantity is not None and bool(_FIGURE.match(fold_width(text)))


def _may_follow(lines: Sequence[Line], place: int, number: int, goals: Sequence[str]) -> bool:
    """Whether the row of a number, a goal or nothing begins at a place."""
    if place >= len(lines) or spelled_by(lines, place, goals):
        return True
    figure = _PLAIN_FIGURE.fullmatch(fold_width(lines[place].text))
    begins = _begins(lines[place], number) and figure is None
    return begins and _evaluation(lines, place + 1) is not None


def _without_note(standard: str) -> tuple[str, str | None]:
    """The standard and the note behind it: …×100%【註】有效件數：….

    A mark that only refers to the note (甲件數【註】÷乙件數) stays where it is.
    """
    for found in reversed(list(_NOTE.finditer(standard))):
        note = standard[found.end() :].rstrip("】").strip()
        closed = standard[: found.start()]
        if len(note) > 8 and closed.count("（") == closed.count("）") and "：" in note:
            return closed.strip(), note
    return standard, None


def project_rows(lines: Sequence[Line], kpis: Sequence[str]) -> Iterator[ProjectRow | Unplaced]:
    """The rows of the project table: cells of names, a category, contents, and the KPI's name."""
    rest, width = without_headings(lines, PROJECT_HEADINGS)
    width = width or _NARROW
    step = usual_step(lines)
    links = _links(rest, kpis)
    starts = list(_categories(rest))
    row: ProjectRow | None = None
    end_before = 0
    for number, (at, category, contents_at, first) in enumerate(starts):
        begin = _names_begin(rest, at, end_before, width, links)
        if row is not None:
            _fill(row, rest[end_before:begin], end_before, links)
            yield row
        cells = cells_of(rest[begin:at], width, step)
        if not 1 <= len(cells) <= 2 or (number == 0 and len(cells) != 2):
            text = joined(line.text for line in rest[begin:at])
            yield Unplaced(text, "cannot be told apart into work plan and title", rest[at].mark)
            row = None
        else:
            work_plan = cells[0] if len(cells) == 2 else ""
            row = ProjectRow(work_plan, cells[-1], category, mark=rest[begin].mark)
            if first:
                row.contents.append(first)
        end_before = contents_at
    if row is not None:
        _fill(row, rest[end_before:], end_before, links)
        yield row


def _categories(lines: Sequence[Line]) -> Iterator[tuple[int, str, int, str]]:
    """Where a category stands: its line, its name, the line after it, contents on its line."""
    place = 0
    while place < len(lines):
        text = lines[place].text
        category = next((one for one in CATEGORIES if text.startswith(one)), None)
        rest = text[len(category) :].strip() if category else ""
        if category and (not rest or re.match(r"[一1（(]", fold_width(rest))):
            yield place, _model_category(category), place + 1, rest
        elif (spelled := spelled_by(lines, place, CATEGORIES)) and spelled[0] == place + 2:
            yield place, _model_category(spelled[1]), spelled[0], ""
            place = spelled[0]
            continue
        place += 1


def _model_category(written: str) -> str:
    return "其它" if written == "其他" else written


def _links(lines: Sequence[Line], kpis: Sequence[str]) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Where KPIs' names are spelled by whole lines, one after the other with 、 between them."""
    found: dict[int, tuple[int, tuple[str, ...]]] = {}
    place = 0
    while place < len(lines):
        spelled = names_spelled_by(lines, place, kpis)
        if spelled is not None:
            found[place] = spelled
            place = spelled[0]
        else:
            place += 1
    return found


def _names_begin(
    lines: Sequence[Line],
    at: int,
    floor: int,
    width: float,
    links: dict[int, tuple[int, tuple[str, ...]]],
) -> int:
    """Where the cells of names before a category begin, going back over narrow lines."""
    ends_of_links = {end for end, _ in links.values()}
    begin = at
    while begin > floor:
        before = lines[begin - 1]
        if begin in ends_of_links or before.width > width + 0.5 or before.text.endswith("。"):
            break
        begin -= 1
    return begin


def _fill(
    row: ProjectRow,
    lines: Sequence[Line],
    start: int,
    links: dict[int, tuple[int, tuple[str, ...]]],
) -> None:
    """Put lines behind a row's category into its contents and its links."""
    place = start
    while place < start + len(lines):
        if place in links and links[place][0] <= start + len(lines):
            place, names = links[place]
            row.links += names
        else:
            row.contents.append(lines[place - start].text)
            place += 1
