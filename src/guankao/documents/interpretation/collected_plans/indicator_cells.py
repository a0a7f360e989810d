"""What can stand in the cells of a KPI row, and a row while it is put together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from guankao.documents.interpretation.collected_plans.column_text import unbalanced
from guankao.documents.interpretation.setting import width

METHODS: Final = (
    ("統計", "數據"),
    ("進度", "控管"),
    ("問卷", "調查"),
    ("民意", "調查"),
    ("實地", "查證"),
    ("專家", "評估"),
    ("其他",),
    ("其它",),
)
"""Methods (評估方式) as a column of two characters breaks them."""

GOAL_WIDTH: Final = 5.0
NAME_WIDTH: Final = 9.0
STANDARD_WIDTH: Final = 9.0
LINK_WIDTH: Final = 4.0
LONGEST_TARGET: Final = 12
TARGET_WIDTH: Final = 6.0
TARGET_FULL: Final = 3.8
"""Ems; a target of fewer has room for its unit and is not broken."""

UNBALANCED: Final = 7.0
"""What a bracket costs that has no partner in its cell."""

ANOTHER_ROW: Final = 45.0
"""What it costs to take what looks like the beginning of a row for a part of a standard."""

ROW_INSIDE: Final = re.compile(r"\d\D.{0,24}?[1-5](?:統計|進度|問卷|民意|實地)")

_CATEGORIES: Final = ("公共建設", "社會發展", "科技發展", "其它")
LINKAGES: Final = (
    ("無", 0.5),
    *(
        ("/".join(some), 1.5 + len(some))
        for count in (1, 2, 3)
        for some in permutations(_CATEGORIES, count)
    ),
)
"""Every linkage that can stand in the column, and what it costs to take it."""

_TARGET: Final = re.compile(
    r"(?:第|達|至少)?-?\d[\d,.]*"
    r"[^\d，。；：、【（「÷×＝＋]{0,12}?(?:[（(][^（()）]{1,10}[)）][^\d，。；：、]{0,3})?"
    r"(?:以上|以下|以內)?"
)
_GOES_ON: Final = re.compile(r"[^，。；：、÷×＝＋【】]{1,8}")
_REST_OF_UNIT: Final = re.compile(
    r"(?:萬|千|百萬)?(?:當量|二氧化碳(?:當量)?|油當量|離場次|人次|[次度時里噸年日月公升斤平方尺頃]{1,3}|CO2\S{0,6}|\d)"
)
"""What is left of a unit that a narrow column has broken."""

_TARGET_START: Final = re.compile(r"[-\d第達至]")
PARAGRAPH: Final = re.compile(
    r"【|※|＊|註|說明|備註|\d{1,2}[.、]|[（(][\d一二三四五六]|[①-⑩]|[一二三四五六]、"
)
UNLIKELY_IN_NAMES: Final = re.compile(r"[÷×＝=＋【】。；]")


@dataclass(frozen=True, slots=True)
class Row:
    """A KPI's cells."""

    no: int
    name: str
    arrangement: int
    method: str
    standard: str
    target: str
    linkage: str
    start: int


@dataclass(frozen=True, slots=True)
class Way:
    """One way to put the text together up to a position."""

    position: int
    goal_rest: str
    cost: float = 0.0
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row under way: what each column has so far, and whether it goes on."""

    way: Way
    position: int
    goal_rest: str
    start: int
    no: int
    line: int
    cost: float
    name: str
    name_last: str
    name_open: bool
    arrangement: int
    method: str
    method_rest: tuple[str, ...]
    standard: str
    standard_last: str
    standard_open: bool
    target: str
    target_open: bool
    link_rest: str
    linkage: str


def targets_at(text: str, begin: int) -> Iterator[int]:
    """Where a target can end that begins at a position.

    >>> [("宣導57處無")[2:end] for end in targets_at("宣導57處無", 2)][2:]
    ['57處', '57處無']
    """
    if not _TARGET_START.match(text, begin):
        return
    for end in range(begin + 1, min(begin + 18, len(text)) + 1):
        if _TARGET.fullmatch(text, begin, end):
            yield end


def further_target_pieces(text: str, target: str, begin: int) -> Iterator[int]:
    """Where a piece can end with which a target goes on in another line."""
    for end in range(begin + 1, min(begin + 8, len(text)) + 1):
        piece = text[begin:end]
        if not _GOES_ON.fullmatch(piece) or width(piece) > TARGET_WIDTH + 0.6:
            return
        if _unfinished(target) or _REST_OF_UNIT.fullmatch(piece):
            yield end


def target_cost(target: str) -> float:
    """What it costs to take a text for a target: a plain figure costs least."""
    return 2.0 + 0.6 * len(target)


def further_target_cost(before: str, piece: str) -> float:
    """What it costs that a target goes on; little where its bracket or its fraction is open."""
    return (4.0 if _unfinished(before) else 8.0) + 0.6 * len(piece) if piece else 0.0


def _unfinished(target: str) -> bool:
    """Whether a target cannot end here: its bracket is open, or its fraction."""
    return bool(unbalanced(target)) or target.endswith(("/", "／"))


def cost_of_disorder(name: str, standard: str, target: str) -> float:
    """What it costs that cells hold a bracket without its partner, or the beginning of a row."""
    cells = (name, standard, target)
    inside = sum(len(ROW_INSIDE.findall(cell)) for cell in cells)
    return ANOTHER_ROW * inside + UNBALANCED * sum(unbalanced(cell) for cell in cells)
