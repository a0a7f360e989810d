"""Comparators that stand in a target's own text, before its number or behind its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guankao.figures.directions import Comparator
from guankao.figures.errors import UnreadableFigure

_AT_LEAST: Final = (
    r"不(?:得)?(?:低於|少於|小於|亞於)|(?:至少|最少|最低)(?:應|須|需)?(?:達到|達成|達)?|≥|>=|"
    r"(?:提[升高]|增加|成長|擴[增大]|提昇|增)(?:至|到|為)|維持在?(?=[\d\s.,]+[^以]*以上)"
)
_AT_MOST: Final = (
    r"不(?:得)?(?:超過|逾|高於|大於|多於|超出)|至多|最多|最高(?!達)|≤|<=|"
    r"(?:降低?|減少?|縮短|減低|下降)(?:至|到|為)|控制在|壓低[至到]"
)
_MORE_THAN: Final = r"高於|大於|多於|超過|超出|逾|>"
_LESS_THAN: Final = r"低於|少於|小於|未滿|未達|不到|不及|<"
_EQUAL: Final = r"等於|恰為|=="
_REACHED: Final = r"(?:應|須|需|可|期|能)?(?:達到|達成|達)(?:到)?"

_BEFORE: Final = re.compile(
    rf"(?:(?P<at_least>{_AT_LEAST})|(?P<at_most>{_AT_MOST})|(?P<more>{_MORE_THAN})|"
    rf"(?P<less>{_LESS_THAN})|(?P<equal>{_EQUAL}|=(?!=))|(?P<reached>{_REACHED}))\s*"
)
_AFTER: Final = re.compile(
    r"\s*(?:\(含\))?[(]?(?:含)?(?:(?P<at_least>以上|或以上|起)|(?P<at_most>或?以下|以內|之內|內)|(?P<less>未滿))[)]?\s*"
    r"(?:\([^()]{1,30}\))?$"
)
_LIMIT: Final = re.compile(
    r"\s*(?:\(含\))?(?:含)?(?:(?P<at_least>以上)|(?P<at_most>以下|以內|之內))"
)
_WITHIN_A_TIME: Final = re.compile(r"(?:日|天|時|分鐘|分|秒|週|周|月|年)$")


@dataclass(frozen=True, slots=True)
class Written:
    """A comparator in the text: its word, and where the word stands in the folded text."""

    comparator: Comparator
    word: str
    start: int
    end: int
    strict: bool = False
    weak: bool = False
    """達 says little: 達10%以下 is a limit, so the word behind the figure prevails."""

    @staticmethod
    def together(before: Written | None, after: Written | None, text: str) -> Written | None:
        """The one comparator that two words make.

        Raises:
            UnreadableFigure: the two contradict each other (至少…以下).
        """
        if before is None or after is None:
            return before or after
        if before.weak:
            return after
        if before.comparator is not after.comparator:
            raise UnreadableFigure(text, after.start, f"no second comparator after {before.word!r}")
        return before


def written_before(folded: str, start: int) -> Written | None:
    """The comparator that begins at ``start``; several in a row (降至低於) say it together.

    Raises:
        UnreadableFigure: two comparators that contradict each other.
    """
    found: Written | None = None
    position = start
    while match := _BEFORE.match(folded, position):
        word = match[0].strip()
        strict = bool(match["more"] or match["less"])
        if match["at_least"] or match["more"] or match["reached"]:
            comparator = Comparator.AT_LEAST
        elif match["at_most"] or match["less"]:
            comparator = Comparator.AT_MOST
        else:
            comparator = Comparator.EQUAL
        this = Written(comparator, word, position, match.end(), strict, weak=bool(match["reached"]))
        if found is None or found.weak:
            found = this
        elif this.weak or this.comparator is found.comparator:
            found = Written(
                found.comparator, found.word, found.start, this.end, found.strict or this.strict
            )
        else:
            raise UnreadableFigure(folded, position, f"no second comparator after {found.word!r}")
        position = match.end()
    return found


def written_after(folded: str, start: int, end: int) -> Written | None:
    """The comparator at the end of ``folded[start:end]``, with the remark that may follow it."""
    match = _first_match(_AFTER, folded[:end], start)
    if match is None:
        return None
    word = match["at_least"] or match["at_most"] or match["less"]
    if word in ("內", "起") and not _WITHIN_A_TIME.search(folded[start : match.start()].strip()):
        return None
    comparator = Comparator.AT_LEAST if match["at_least"] else Comparator.AT_MOST
    return Written(comparator, word, match.start(), match.end(), strict=bool(match["less"]))


def limit_at(folded: str, position: int) -> Written | None:
    """The comparator (以上, 以下, 以內) that stands right at ``position``, in a sentence."""
    match = _LIMIT.match(folded, position)
    if match is None:
        return None
    comparator = Comparator.AT_LEAST if match["at_least"] else Comparator.AT_MOST
    word = match["at_least"] or match["at_most"]
    return Written(comparator, word, match.start(), match.end())


def _first_match(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    for position in range(start, len(text)):
        if match := pattern.match(text, position):
            return match
    return None
