"""What is printed at the edge of every page and belongs to none: page numbers, running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from guankao.documents.formats.pdf.lines import Line
from guankao.figures.text import fold_width

_MARGIN: Final = 0.09
"""Share of the page's height at its top and bottom where page numbers stand."""

_REPEATED: Final = 0.5
"""Share of the pages on which a running head stands at least."""

_MOST_LINES: Final = 3
"""Lines at the top and at the bottom of a page that may be running."""

_LIKE_BEGINNING: Final = 16
"""Characters by which two running lines are known to be one."""

_LONGEST_NUMBER: Final = 40
_NUMBER: Final = re.compile(
    r"[-–—~～\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*[-–—/／]\s*\d{1,4})?(?:\s*頁)?"
    r"(?:\s*[,，、/／]?\s*共\s*\d{1,4}\s*頁)?[-–—~～\s]*"
    r"|page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")


def running_lines(pages: Sequence[tuple[float, Sequence[Line]]]) -> list[frozenset[Line]]:
    """The lines of each page that are page numbers, or that return on most pages.

    A page is given as its height and its lines outside tables, from the top down.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for _, lines in pages:
        seen.update({_likeness(line) for line in _outer(lines)})
    needed = max(2, _REPEATED * len(pages))
    found: list[frozenset[Line]] = []
    for height, lines in pages:
        found.append(
            frozenset(
                line
                for line in _outer(lines)
                if _is_page_number(line, height)
                or (seen[_likeness(line)] >= needed and _in_margin(line, height))
            )
        )
    return found


def _outer(lines: Sequence[Line]) -> list[Line]:
    if len(lines) <= 2 * _MOST_LINES:
        return list(lines)
    return [*lines[:_MOST_LINES], *lines[-_MOST_LINES:]]


def _likeness(line: Line) -> tuple[str, int]:
    """What a running line has on every page: its height, and how it begins, without numbers.

    Its end may differ: a browser cuts the address of a page shorter where the page number is long.
    """
    return _DIGITS.sub("#", fold_width(line.text))[:_LIKE_BEGINNING], round(line.base / 4)


def _in_margin(line: Line, height: float) -> bool:
    return not _MARGIN * height < line.base < (1 - _MARGIN) * height


def _is_page_number(line: Line, height: float) -> bool:
    shown = fold_width(line.text[: _LONGEST_NUMBER + 1]).strip()
    if len(shown) > _LONGEST_NUMBER or not _in_margin(line, height):
        return False
    return bool(_NUMBER.fullmatch(shown))
