"""Figures in the prose of a report: each number with its unit, its place and the words before it.

Dates, ordinals and numbers without a unit are left out: a figure that is not certainly a count, an
amount or a percentage is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guankao.figures import UnreadableFigure, fold_width, normalise
from guankao.figures.quantities import Quantity, value_at

LONGEST_REPORT: Final = 20_000
"""Characters of a report that are looked at."""

MOST_FIGURES: Final = 400
"""Figures of a report; sums are looked for between each and all that follow."""

_START: Final = re.compile(r"(?<![\d.,A-Za-z/~-])\d", re.ASCII)
_UNIT: Final = re.compile(
    r"\s*((?:[百千]?[萬億])?\s*(?:%|人次|場次|家次|件次|項次|班次|件|案|次|場|人(?![權工])|戶|家|所|門|校|項|"
    r"種|名|線|國|元|處|棟|篇|則|張|筆|臺|台|輛|班|梯次|公斤|公噸|公里|公頃|個(?![月人年])))"
)
_TAG: Final = re.compile(r"<[^<>]{1,80}>")
_CLAUSE: Final = re.compile(r"[,，。;；:：、()（）\n]")
_ITEM: Final = re.compile(r"(?:^|(?<=[\s。;:>]))(?:(\d{1,2})[.、](?!\d)|\((\d{1,2})\)|[①-⑳])")
_SENTENCE: Final = re.compile(r"[。\n]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text, in its base unit.

    Attributes:
        value: 17916 for 1萬7,916件.
        unit: 件, 元, % and the like, without a scale.
        start: where it begins; the text is `prose(report)`, as long as the report itself.
        end: behind its unit.
        label: the words of its clause before it.
        decimals: digits behind the point, as written.
    """

    value: Decimal
    unit: str
    start: int
    end: int
    label: str
    decimals: int = 0

    def __str__(self) -> str:
        return f"{self.value:,f}{self.unit}"


def prose(text: str) -> str:
    """A report as it is looked at: folded, its markup blanked; positions stay.

    >>> prose("<p>１５件</p>")
    '   15件    '
    """
    folded = fold_width(normalise(text[:LONGEST_REPORT]))
    return _TAG.sub(lambda tag: " " * len(tag[0]), folded)


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text that `prose` gave, in their order.

    >>> [str(it) for it in figures("107年完成第2次盤點，計 1萬2,500 件，達成率 104.2%")]
    ['12,500件', '104.2%']
    """
    found: list[Figure] = []
    for match in _START.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        figure = _figure_at(text, match.start(), found[-1].end if found else 0)
        if figure is not None:
            found.append(figure)
        if len(found) == MOST_FIGURES:
            break
    return tuple(found)


def _figure_at(text: str, start: int, after: int) -> Figure | None:
    window = text[start : start + 40]
    if text[max(0, start - 4) : start].rstrip().endswith("第"):
        return None  # an ordinal
    try:
        value, unit_start, fixed = value_at(window, 0)
    except UnreadableFigure:
        return None
    unit = _UNIT.match(window, unit_start)
    if fixed or unit is None:
        return None
    base = Quantity(value, re.sub(r"\s", "", unit[1])).base
    before = text[max(after, start - 40) : start]
    label = _CLAUSE.split(before)[-1].strip()
    exponent = value.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return Figure(base.value, base.unit, start, start + unit.end(), label, decimals)


def items(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of a report's numbered items of the first level; the whole where it has none.

    >>> text = "1. 宣導 5 場。 2. 訓練 3 場。"
    >>> [text[start:end] for start, end in items(text)]
    ['1. 宣導 5 場。 ', '2. 訓練 3 場。']
    """
    starts: list[int] = []
    for match in _ITEM.finditer(text):
        if match[1] and int(match[1]) == len(starts) + 1:
            starts.append(match.start())
    if not starts:
        return ((0, len(text)),)
    ends = [*starts[1:], len(text)]
    return tuple(zip(starts, ends, strict=True))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the sentences of a text, by 。 and line breaks."""
    start = 0
    for match in _SENTENCE.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def quoted(report: str, start: int, end: int) -> str:
    """The piece of the report itself, for the finding."""
    return normalise(report)[start:end].strip()
