"""What a standard (衡量標準) measures: its numerators, what it subtracts, what it compares.

Not a reader of formulas: it finds the noun phrases whose growth moves the figure, so that the
direction of a target can be told from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guankao.figures.text import fold_width, normalise

LONGEST_CONSIDERED: Final = 2_000
"""Characters of a name or standard that are looked at; the longest real one has under 400."""

_MINUS: Final = "⊖"
_MINUS_BETWEEN_WORDS: Final = re.compile(
    r"(?<=[\u4e00-\u9fff)\]】〕}])\s*[-–]\s*(?=[\u4e00-\u9fff(\[【〔{「])"
)
_SLASH_DIVIDING: Final = re.compile(
    r"(?<=[數量額值)\]】〕])\s*/\s*(?=[\u4e00-\u9fff(\[【〔])(?![年月日季人戶])"
)
"""A slash between two counts divides; one before 年 or 戶 belongs to a unit."""
_ARITHMETIC: Final = re.compile(rf"[÷×Σ{_MINUS}+*=]")
_OPEN: Final = "([{【〔"
_CLOSE: Final = ")]}】〕"
_ENDS_A_DENOMINATOR: Final = f"×*+{_MINUS}=,。;、{_CLOSE}"
_BREAK: Final = re.compile(rf"[÷×*+={_MINUS}Σ,。;:!?\s{re.escape(_OPEN + _CLOSE)}]+")
_REMARK: Final = re.compile(
    rf"(?<=[\w%」』])\s*(?:\([^()÷×{_MINUS}+*=]*\)|【[^【】÷×{_MINUS}+*=]*】)"
)
_LIST_NUMBER: Final = re.compile(r"^(?:\d{1,2}[.、]|[①-⑳]|[一二三四五六七八九十]、)+")
_COMPLEMENT: Final = re.compile(
    rf"(?:^|[=:,。;{re.escape(_OPEN)}])\s*(?:1|100%?)\s*[{_MINUS}-]\s*(?!\d)"
)
_DIVIDEND: Final = re.compile(r"分子\s*[:為]")
_DIVISOR: Final = re.compile(r"分母\s*[:為]")
_PAST: Final = re.compile(
    r"前\s*[一1]?\s*(?:年|期|學年|季)|上(?:一)?(?:年|期|學年|季)|去年|基期|基準"
)
_PRESENT: Final = re.compile(r"當(?:年|期|學年|季)|本(?:年|期|學年|季)|今年")
_YEAR: Final = re.compile(r"(?<!\d)(\d{2,3})(?:學)?年")


@dataclass(frozen=True, slots=True)
class Measure:
    """The parts of a standard that say what moves its figure.

    Attributes:
        text: the standard, width-folded, with a minus sign as ⊖ and its remarks taken out.
        phrases: what is counted: clauses, or the numerators and addends of the arithmetic.
        subtracted: what stands behind a minus sign.
        arithmetic: whether it calculates at all.
        complement: whether it is one minus something (1－…, 100－…).
        decrease: whether it takes this year from an earlier one.
    """

    text: str
    phrases: tuple[str, ...]
    subtracted: tuple[str, ...]
    arithmetic: bool
    complement: bool
    decrease: bool


def fold_measure(text: str) -> str:
    """A name or standard as it is looked at here: bounded, folded, its minus signs marked.

    >>> fold_measure("（當年度－１０６年度）÷１０６年度，106-109年")
    '(當年度⊖106年度)÷106年度,106-109年'
    """
    bounded = normalise(text[:LONGEST_CONSIDERED])
    for sign in ("－", "—", "−"):
        bounded = bounded.replace(sign, _MINUS)
    return _SLASH_DIVIDING.sub("÷", _MINUS_BETWEEN_WORDS.sub(_MINUS, fold_width(bounded)))


def calculates(folded: str) -> bool:
    """Whether a folded text holds arithmetic."""
    return _ARITHMETIC.search(folded) is not None


def measure(standard: str) -> Measure:
    """Take a standard apart.

    >>> measure("（代課教師人數÷教師總人數）×100%").phrases
    ('代課教師人數',)
    >>> found = measure("【1－（止付人數÷領俸總人數）】×100%")
    >>> found.complement, found.phrases, found.subtracted
    (True, (), ('止付人數',))
    """
    folded = fold_measure(standard)
    bare = without_remarks(folded).replace("「", "").replace("」", "")
    bare = _DIVISOR.sub("÷", _DIVIDEND.sub(",", bare))
    kept = _without_denominators(bare)
    phrases: list[str] = []
    subtracted: list[str] = []
    decrease = False
    before = ""
    position = 0
    for gap in [*_BREAK.finditer(kept), None]:
        phrase = _LIST_NUMBER.sub("", kept[position : gap.start() if gap else len(kept)])
        if re.search(r"[\u4e00-\u9fffA-Za-z]", phrase):
            if before.strip(_OPEN + " ").endswith(_MINUS):
                subtracted.append(phrase)
                decrease = decrease or bool(phrases and _is_decrease(phrases[-1], phrase))
            else:
                phrases.append(phrase)
        if gap is None:
            break
        before = gap[0]
        position = gap.end()
    return Measure(
        text=bare,
        phrases=tuple(phrases),
        subtracted=tuple(subtracted),
        arithmetic=calculates(folded),
        complement=_COMPLEMENT.search(bare) is not None,
        decrease=decrease,
    )


def without_remarks(folded: str) -> str:
    """A folded text without the bracketed remarks that follow a word and calculate nothing."""
    for _ in range(3):  # remarks nest two deep at most
        shorter = _REMARK.sub("", folded)
        if shorter == folded:
            break
        folded = shorter
    return folded


def _is_decrease(first: str, second: str) -> bool:
    first_year, second_year = _YEAR.search(first), _YEAR.search(second)
    if first_year and second_year:
        return int(first_year[1]) < int(second_year[1])
    earlier = bool(_PAST.search(first) or first_year) and not _PRESENT.search(first)
    return earlier and bool(_PRESENT.search(second) or second_year) and not _PAST.search(second)


def _without_denominators(text: str) -> str:
    kept: list[str] = []
    position = 0
    while position < len(text):
        character = text[position]
        position += 1
        kept.append(character)
        if character == "÷":
            position = _end_of_denominator(text, position)
    return "".join(kept)


def _end_of_denominator(text: str, position: int) -> int:
    while position < len(text) and text[position] == " ":
        position += 1
    if text[position : position + 1] not in tuple(_OPEN):
        while position < len(text) and text[position] not in _ENDS_A_DENOMINATOR:
            position += 1
        return position
    depth = 0
    while position < len(text):
        depth += (text[position] in _OPEN) - (text[position] in _CLOSE)
        position += 1
        if depth == 0:
            break
    return position
