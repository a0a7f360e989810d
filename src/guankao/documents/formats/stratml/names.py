"""What writing and reading StratML share: its names, its identifiers, and the lines of its notes.

StratML has no place of its own for much of what a plan says, and its schema admits no elements of
others. Such facts stand in OtherInformation, a line each behind a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from guankao.figures.periods import YEARS_BEFORE

NAMESPACE: Final = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"

PERFORMANCE_PLAN: Final = "Performance_Plan"
PERFORMANCE_REPORT: Final = "Performance_Report"

IDENTIFIER: Final = "識別碼"
FICTIONAL: Final = "示範資料"
PARENT_AGENCY: Final = "上級機關"
CHAPTER: Final = "彙編章次"
GOAL_NO_IN_TABLE: Final = "指標表施政目標項次"
EVALUATION_ARRANGEMENT: Final = "評估體制"
EVALUATION_METHOD: Final = "評估方式"
ANSWERS: Final = "對應施政方針"
LINKAGE: Final = "與中長程個案計畫關聯"
REMARK: Final = "備註"
NOTE: Final = "說明"
ACHIEVEMENT: Final = "達成度"
INPUT: Final = "計算項目"
COMPARATOR: Final = "比較方式"
LIGHT: Final = "燈號"

LABELS: Final = (
    IDENTIFIER,
    FICTIONAL,
    PARENT_AGENCY,
    CHAPTER,
    GOAL_NO_IN_TABLE,
    EVALUATION_ARRANGEMENT,
    EVALUATION_METHOD,
    ANSWERS,
    LINKAGE,
    ACHIEVEMENT,
    INPUT,
    REMARK,
    NOTE,
)
"""The labels that begin a line of OtherInformation; a line without one goes on from the last."""

_LABELLED: Final = re.compile(rf"({'|'.join(map(re.escape, LABELS))})：(.*)", re.DOTALL)


def stable_id(identifier: str) -> str:
    """The xsd:ID of a piece: the same for the same identifier, in every file and year.

    >>> stable_id("107/內政部")
    '_826e0f8f-d33a-50bb-947f-5994b4e666c5'
    """
    return f"_{uuid5(NAMESPACE_URL, f'urn:guankao:{identifier}')}"


def first_day(fiscal_year: int) -> str:
    """The first day of a fiscal year, which is a calendar year.

    >>> first_day(107), last_day(107)
    ('2018-01-01', '2018-12-31')
    """
    return date(fiscal_year + YEARS_BEFORE, 1, 1).isoformat()


def last_day(fiscal_year: int) -> str:
    """The last day of a fiscal year."""
    return date(fiscal_year + YEARS_BEFORE, 12, 31).isoformat()


def labelled(facts: Iterable[tuple[str, object]]) -> str:
    """The facts as lines; one without a value is left out.

    >>> labelled([("備註", "以日計"), ("說明", None)])
    '備註：以日計'
    """
    return "\n".join(f"{label}：{value}" for label, value in facts if value not in {None, ""})


def facts_of(text: str) -> Mapping[str, list[str]]:
    """The facts that lines state, by their labels; the same label can stand several times.

    >>> facts_of("備註：第一行\\n第二行\\n說明：新")
    {'備註': ['第一行\\n第二行'], '說明': ['新']}
    """
    facts: dict[str, list[str]] = {}
    for label, value in _labelled_lines(text):
        facts.setdefault(label, []).append(value)
    return facts


def _labelled_lines(text: str) -> Iterator[tuple[str, str]]:
    label: str | None = None
    value = ""
    for line in text.split("\n"):
        found = _LABELLED.fullmatch(line)
        if found is None:
            value += f"\n{line}"
            continue
        if label is not None:
            yield label, value
        label, value = found[1], found[2]
    if label is not None:
        yield label, value
