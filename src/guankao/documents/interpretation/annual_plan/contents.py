"""What a project does (實施內容), item by item."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guankao.documents.interpretation.cleaning import Cleaner
from guankao.documents.interpretation.ordinals import CHINESE_DIGITS
from guankao.figures import NumeralStyle, fold_width, write_numeral

_COUNT: Final = re.compile(r"共(\d{1,4})項")
_BEFORE_NUMBER: Final = r"(?:^|(?<=[\s。；：:;」』）)】]))\s*"
_MOST_ITEMS: Final = 200


@dataclass(frozen=True, slots=True)
class Contents:
    """The items of a project's contents; where only their number is told, no items."""

    items: tuple[str, ...]
    count: int


def divide_contents(text: str, cleaner: Cleaner) -> Contents:
    """The items that a cell numbers 一、二、三、; a text without numbers is one item.

    A sentence that leads in belongs to the first item. Numbers count only in their order, so that
    第一、二期 begins no item; （一） and 1. behind a sentence divide only that sentence.

    >>> divide_contents("一、甲。\\n二、第一、二期。", Cleaner()).items
    ('甲。', '第一、二期。')
    >>> divide_contents("共 3 項", Cleaner())
    Contents(items=(), count=3)
    """
    lines = cleaner.lines(text)
    whole = "\n".join(lines)
    if told := _COUNT.fullmatch("".join(fold_width(whole).split())):
        return Contents((), int(told[1]))
    for numbering, led_in in ((_chinese, True), (_bracketed, False), (_arabic, False)):
        if items := _divide(whole, numbering, led_in=led_in):
            made = tuple(cleaner.prose(item.split("\n")) for item in items)
            return Contents(made, len(made))
    made = (cleaner.prose(_without_number(whole).split("\n")),) if lines else ()
    return Contents(made, len(made))


def _without_number(text: str) -> str:
    """A single item without its 一、, which before another number counts something else."""
    found = re.match(rf"一、(?![{CHINESE_DIGITS}])", text)
    return text[found.end() :] if found else text


def _chinese(number: int) -> str:
    return rf"{write_numeral(Decimal(number), NumeralStyle.SMALL)}、"


def _bracketed(number: int) -> str:
    return rf"[（(]{write_numeral(Decimal(number), NumeralStyle.SMALL)}[)）]"


def _arabic(number: int) -> str:
    return rf"{number}(?:\.(?!\d)|、|\)|）)"


def _divide(text: str, numbering: Callable[[int], str], *, led_in: bool) -> Sequence[str]:
    """The items of a text that is numbered so; none where it is not."""
    folded = fold_width(text)
    starts: list[tuple[int, int]] = []
    at = 0
    for number in range(1, _MOST_ITEMS):
        found = re.compile(_BEFORE_NUMBER + numbering(number) + r"\s*").search(folded, at)
        if found is None:
            break
        starts.append((found.start(), found.end()))
        at = found.end()
    if len(starts) < 2:
        return ()
    lead = text[: starts[0][0]].strip()
    if lead and not (led_in and lead.endswith(("：", ":", "。", "；"))):
        return ()
    ends = [start for start, _ in starts[1:]] + [len(text)]
    items = [text[begin:end].strip() for (_, begin), end in zip(starts, ends, strict=True)]
    if lead:
        items[0] = f"{lead}\n{items[0]}"
    return [item for item in items if item]
