"""A chapter's KPI table: cut into the parts of its goals, each read by itself, twice.

The first reading of all chapters gives the names that can be read in one way only. What these end
with tells where a name can end, and the parts that were not certain are read again with that.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from guankao.documents.interpretation.collected_plans.chapters import Section
from guankao.documents.interpretation.collected_plans.column_text import ColumnText
from guankao.documents.interpretation.collected_plans.goals import GoalFound
from guankao.documents.interpretation.collected_plans.indicator_cells import (
    NAME_WIDTH,
    ROW_INSIDE,
    Row,
    Way,
)
from guankao.documents.interpretation.collected_plans.indicator_rows import GroupReader
from guankao.documents.interpretation.collected_plans.language import Language
from guankao.documents.interpretation.setting import width
from guankao.documents.interpretation.wording import chinese_number

CERTAIN: Final = 0.95
"""The share of the weight that has to agree on a row."""

CAUTION: Final = 0.8
"""How far costs are trusted: the model is surer of itself than its record allows."""

CAUTION_FOR_LONG_NAMES: Final = 0.3
"""The same for names that could go on in a third line, which only the wording decides."""

_LEAST_HEADING: Final = 12
_NUMERALS: Final = "一二三四五六七八九十"
_LAST_HEADING: Final = re.compile(r"(?:關聯|關連|目標值|標準)")
_NOTES: Final = re.compile(r"(?<!備)註[：:]\s*評估體制")
_SUPERSCRIPT: Final = re.compile(r"[^\d\s.,×÷＋－+*/(（第]\d$|[^A-Za-z][cμk]?m$")
"""A raised figure stands on a line of its own, and nothing tells to which cell it belongs."""


@dataclass(frozen=True, slots=True)
class TableText:
    """A table's text without its headings, and where pages end in it."""

    text: str
    breaks: tuple[int, ...]
    origins: tuple[tuple[int, int], ...]
    """Pairs of a position here and the same position in the section."""

    def in_section(self, position: int) -> int:
        """The position in the section's text."""
        here, there = max((pair for pair in self.origins if pair[0] <= position), default=(0, 0))
        return there + position - here


@dataclass(frozen=True, slots=True)
class Group:
    """The part of the table that belongs to one goal, behind the goal's printed number."""

    goal: GoalFound
    start: int
    text: str
    breaks: frozenset[int]
    numeral_rest: str
    printed_number: int | None = None
    """The goal's number in this table, where that counts differently."""


@dataclass(frozen=True, slots=True)
class GroupRead:
    """The rows of a part, each with its share of the weight, and the title that fitted."""

    group: Group
    rows: tuple[tuple[Row, float], ...]
    title: str

    @property
    def certain(self) -> bool:
        """Whether nothing in the part is in doubt."""
        return bool(self.rows) and all(share >= CERTAIN for _, share in self.rows)


def table_text(section: Section) -> TableText:
    """The text of a section's table; the headings that each page repeats are left out."""
    heading = _heading(section)
    text, breaks, origins, position = "", [], [], 0
    for end in [*(page.end for page in section.ends), len(section.text)]:
        stop = min(end, len(section.text))
        if heading and section.text.startswith(heading, position):
            position += len(heading)
        if position < stop:
            origins.append((len(text), position))
            text += section.text[position:stop]
            breaks.append(len(text))
        position = max(position, stop)
    return TableText(text, tuple(breaks), tuple(origins))


def _heading(section: Section) -> str:
    """The headings of the columns: what the first page and another begin with."""
    others = (page.end for page in section.ends if page.end < len(section.text))
    for start in others:
        common = _common_beginning(section.text, section.text[start:])
        if len(common) >= _LEAST_HEADING:
            ends = [found.end() for found in _LAST_HEADING.finditer(common)]
            if ends:
                return common[: ends[-1]]
    found = re.match(r"\D{0,80}?個案計畫體制方式關聯|\D{0,80}?類別關聯", section.text)
    return found[0] if found else ""


def _common_beginning(one: str, other: str) -> str:
    length = 0
    for mine, its in zip(one[:120], other[:120], strict=False):
        if mine != its:
            break
        length += 1
    return one[:length]


def groups_of(table: TableText, goals: Sequence[GoalFound]) -> Iterator[Group]:
    """The parts of the goals: each begins with its number, the title's first piece, and KPI 1."""
    notes = _NOTES.search(table.text)
    end = notes.start() if notes else len(table.text)
    starts: list[tuple[GoalFound, int]] = []
    position = 0
    for goal in goals:
        found = _goal_start(table.text, goal.title, position, end)
        if found is not None:
            starts.append((goal, found))
            position = found + 1
    for place, (goal, start) in enumerate(starts):
        stop = starts[place + 1][1] if place + 1 < len(starts) else end
        begin = start + 1
        yield Group(
            goal=goal,
            start=begin,
            text=table.text[begin:stop],
            breaks=frozenset(one - begin for one in table.breaks if begin < one < stop),
            numeral_rest=chinese_number(goal.number)[1:],
            printed_number=_printed_number(table.text[start], goal.number),
        )


def _printed_number(numeral: str, number: int) -> int | None:
    printed = _NUMERALS.index(numeral) + 1
    return None if number > len(_NUMERALS) or printed == number else printed


def _goal_start(text: str, title: str, position: int, end: int) -> int | None:
    for size in range(min(7, len(title)), 2, -1):
        pattern = re.compile(rf"[{_NUMERALS}]{re.escape(title[:size])}1")
        found = pattern.search(text, position, end)
        if found:
            return found.start()
    return None


def read_group(group: Group, language: Language, endings: Mapping[str, float]) -> GroupRead:
    """Read a part; where its goal's title goes on otherwise than in the list, as far as it fits."""
    columns = ColumnText(group.text, group.breaks, language)
    reader = GroupReader(columns, group.numeral_rest, endings)
    title = group.goal.title
    for written in (title, f"{title}。", *_shortened(title)):
        ways = reader.ways(written)
        if ways:
            return GroupRead(group, _shares(ways), written)
    if group.goal.run_together:
        tried = [(reader.ways(title[:end]), title[:end]) for end in range(6, len(title) - 2)]
        fitting = [(ways[0].cost, written, ways) for ways, written in tried if ways]
        if fitting:
            _, written, ways = min(fitting, key=lambda one: one[0])
            return GroupRead(group, _shares(ways), written)
    return GroupRead(group, (), title)


def _shortened(title: str) -> Iterator[str]:
    """The beginnings of a title that could be the whole of it in the table."""
    for place in range(len(title) - 1, 4, -1):
        if title[place] in "－：（，":
            yield title[:place]


def _shares(ways: Sequence[Way]) -> tuple[tuple[Row, float], ...]:
    careful = _shares_with(ways, CAUTION_FOR_LONG_NAMES)
    usual = _shares_with(ways, CAUTION)
    return tuple(
        (row, (careful if width(row.name) > 2 * NAME_WIDTH - 1.5 else usual)[row])
        for row in ways[0].rows
    )


def _shares_with(ways: Sequence[Way], caution: float) -> dict[Row, float]:
    least = ways[0].cost
    weights = [math.exp(caution * (least - way.cost)) for way in ways]
    whole = sum(weights)
    shares: dict[Row, float] = {}
    for way, weight in zip(ways, weights, strict=True):
        for row in way.rows:
            shares[row] = shares.get(row, 0.0) + weight / whole
    return shares


def is_sound(row: Row) -> bool:
    """Whether nothing in a row shows that its cells were mixed up after all."""
    cells = (row.name, row.standard, row.target)
    return not any(ROW_INSIDE.search(cell) or _SUPERSCRIPT.search(cell) for cell in cells)


def endings_of(read: Sequence[GroupRead]) -> dict[str, float]:
    """What it costs that a name ends with a character, learned from the names that are certain."""
    last = Counter(
        row.name[-1] for part in read for row, share in part.rows if share >= CERTAIN and row.name
    )
    seen = sum(last.values())
    if not seen:
        return {}
    costs = {one: -math.log((count + 0.2) / (seen + 20)) for one, count in last.items()}
    return {**costs, "": -math.log(0.1 / (seen + 20))}
