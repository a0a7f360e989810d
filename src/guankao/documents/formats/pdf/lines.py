"""Lines of text: glyphs on one base line, with the spaces that were meant and no others."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import Final

from guankao.documents.formats.pdf.glyphs import Glyph

_SAME_LINE: Final = 0.5
"""In sizes of the larger letter: exponents stand higher than this only in mathematics."""

_DOUBLED: Final = 0.25
"""In letter sizes: the same letter again nearer than this is drawn twice to look bold."""

_PULLED_BACK: Final = 0.6
"""In letter sizes: how far a wide bracket may be pulled back over its blank half."""

_LATIN_GAP: Final = 0.2
_LATIN_GAP_WITH_SPACES: Final = 0.6
_IDEOGRAPH_GAP: Final = 0.18
_BEYOND_SCRIPT_GAP: Final = 0.12
_WIDEST_SETTING: Final = 0.3
_WIDEST_UNDRAWN: Final = 0.215
_BUCKET: Final = 0.02
_OFTEN: Final = 0.08
_ANY_GAP: Final = 1.2
"""In letter sizes: a gap that is a space, between Latin letters in files without and with drawn
spaces, between ideographs beyond what the line is stretched by, and between any others. Between
Latin and Chinese, programs set up to a quarter without a space in the text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its edges, its base line and the size of its letters.

    `first_unit` is the width of what can in no program be parted from the line's beginning, and
    `first_unit_at_most` of what some programs do not part; it is infinite where that is the whole
    line and may go on in the next.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    first_unit: float
    first_unit_at_most: float
    bold: bool
    ends_in_space: bool


@dataclass(frozen=True, slots=True)
class Gaps:
    """How a file sets gaps: whether spaces are drawn as letters, and what stands, in letter sizes,
    between Latin and Chinese where the text has nothing."""

    spaces_drawn: bool
    between_scripts: float


def text_lines(glyphs: Sequence[Glyph], gaps: Gaps) -> list[Line]:
    """The lines that glyphs stand on, from the top down."""
    groups: list[list[Glyph]] = []
    anchor: Glyph | None = None
    order = {id(glyph): place for place, glyph in enumerate(glyphs)}
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.base, glyph.left)):
        if anchor is not None and _on_line(anchor, glyph):
            groups[-1].append(glyph)
            anchor = max(anchor, glyph, key=lambda member: member.size)
        else:
            groups.append([glyph])
            anchor = glyph
    for group in groups:
        group.sort(key=lambda glyph: order[id(glyph)])
    lines = [_line(group, gaps) for group in groups]
    return [line for line in lines if line is not None]


def begins_squeezed(line: Line) -> bool:
    """Whether a line begins with a sign that some programs set further left than letters."""
    return line.text[:1] in _NEVER_LAST


@lru_cache(maxsize=30_000)
def is_latin(character: str) -> bool:
    """Whether a character belongs to a word that is written with spaces around it."""
    return character.isalnum() and unicodedata.east_asian_width(character) in {"Na", "N", "H"}


def _on_line(anchor: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph is on the line of the largest glyph of it; raised or lowered ones are."""
    return abs(anchor.base - glyph.base) <= _SAME_LINE * max(anchor.size, glyph.size)


def _line(group: list[Glyph], gaps: Gaps) -> Line | None:
    kept = _without_doubles(_in_reading_order(group))
    inked = [glyph for glyph in kept if glyph.text.strip()]
    if not inked:
        return None
    kept = kept[kept.index(inked[0]) :]
    stretch = _stretch(kept)
    spaced = [kept[0]]
    for last, glyph in pairwise(kept):
        if _is_gap(last, glyph, stretch, gaps):
            spaced.append(last._replace(text=" ", left=last.right, right=glyph.left))
        spaced.append(glyph)
    text = "".join(glyph.text for glyph in spaced)
    return Line(
        text=text.rstrip(),
        left=inked[0].left,
        right=max(glyph.right for glyph in inked),
        base=max(inked, key=lambda glyph: glyph.size).base,
        size=max(glyph.size for glyph in inked),
        first_unit=_unit(spaced, _belong_together, whole=0.0),
        first_unit_at_most=_unit(spaced, _may_belong_together, whole=inf),
        bold=all(glyph.bold for glyph in inked),
        ends_in_space=text[-1:].isspace(),
    )


def _in_reading_order(group: list[Glyph]) -> list[Glyph]:
    """The glyphs of a line from left to right, given in the order in which they were drawn.

    Within a run the order of drawing is that of the text, even where a bracket is pulled back over
    its neighbour; runs are put in order by where they begin.
    """
    runs: list[list[Glyph]] = []
    for glyph in group:
        if runs and glyph.left - runs[-1][-1].left + _PULLED_BACK * glyph.size >= 0:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    runs.sort(key=lambda run: run[0].left)
    for before, after in pairwise(runs):
        if after[0].left < before[-1].left - _PULLED_BACK * before[-1].size:
            return sorted(group, key=lambda glyph: glyph.left)
    return [glyph for run in runs for glyph in run]


def _without_doubles(ordered: list[Glyph]) -> list[Glyph]:
    """Glyphs without those that were drawn twice to look bold."""
    kept: list[Glyph] = []
    for glyph in ordered:
        double = (
            kept
            and glyph.text == kept[-1].text
            and glyph.left - kept[-1].left < _DOUBLED * glyph.size
        )
        if not double:
            kept.append(glyph)
    return kept


def _stretch(glyphs: list[Glyph]) -> float:
    """By how much, in letter sizes, a line is stretched between its ideographs."""
    gaps = sorted(
        _gap(last, glyph)
        for last, glyph in pairwise(glyphs)
        if _is_ideograph(last.text) and _is_ideograph(glyph.text)
    )
    return max(gaps[len(gaps) // 2], 0.0) if len(gaps) > 2 else 0.0


@lru_cache(maxsize=30_000)
def _is_ideograph(text: str) -> bool:
    return unicodedata.east_asian_width(text[0]) in {"W", "F"} and text[0].isalpha()


def _is_gap(last: Glyph, glyph: Glyph, stretch: float, gaps: Gaps) -> bool:
    if last.text.isspace() or glyph.text.isspace():
        return False
    gap = _gap(last, glyph)
    before, after = is_latin(last.text[-1]), is_latin(glyph.text[0])
    if before and after:
        return gap > (_LATIN_GAP_WITH_SPACES if gaps.spaces_drawn else _LATIN_GAP)
    # PDFium does not tell of a space with which a piece of text begins.
    if _is_ideograph(last.text) and _is_ideograph(glyph.text):
        return gap - stretch > _IDEOGRAPH_GAP
    if (before and _is_ideograph(glyph.text)) or (after and _is_ideograph(last.text)):
        return gap - stretch > gaps.between_scripts + _BEYOND_SCRIPT_GAP
    return gap > _ANY_GAP


def _gap(last: Glyph, glyph: Glyph) -> float:
    return (glyph.left - last.right) / max(glyph.size, last.size)


def gaps_of(pages: Iterable[Sequence[Glyph]]) -> Gaps:
    """How a file sets gaps, from the glyphs of its pages in the order in which they are drawn."""
    drawn = False
    found: list[float] = []
    for glyphs in pages:
        for last, glyph in pairwise(glyphs):
            drawn = drawn or glyph.text == " "
            scripts = {is_latin(last.text[-1]), is_latin(glyph.text[0])}
            ideograph = _is_ideograph(last.text) or _is_ideograph(glyph.text)
            if len(scripts) == 2 and ideograph and abs(last.base - glyph.base) < 1:
                gap = _gap(last, glyph)
                if -_IDEOGRAPH_GAP < gap < _LATIN_GAP_WITH_SPACES:
                    found.append(max(gap, 0.0))
    return Gaps(drawn, _usual_script_gap(found, _WIDEST_SETTING if drawn else _WIDEST_UNDRAWN))


def _usual_script_gap(gaps: list[float], widest: float) -> float:
    """The widest of the gaps that return often; what is wider than any setting is a space.

    A browser draws no spaces, so that in its files a gap may be one much sooner.
    """
    buckets = Counter(round(gap / _BUCKET) for gap in gaps if gap <= widest)
    often = [bucket for bucket, count in buckets.items() if count >= _OFTEN * len(gaps)]
    return max(often, default=0) * _BUCKET


_NEVER_FIRST: Final = frozenset("，。、；：？！）〕］｝〉》」』】〗〙〞,.;:?!)]}%％‰°℃…‥·～—－")
_NEVER_LAST: Final = frozenset("（〔［｛〈《「『【〖〘〝([{$＄")


def _unit(glyphs: list[Glyph], together: Callable[[str, str], bool], *, whole: float) -> float:
    """The width of the first piece of a line, up to the first place where it could be parted.

    `whole` is the least width where there is no such place.
    """
    end = 0
    while end < len(glyphs) - 1 and together(glyphs[end].text, glyphs[end + 1].text):
        end += 1
    width = glyphs[end].right - glyphs[0].left
    return max(width, whole) if end == len(glyphs) - 1 else width


def _belong_together(text: str, following: str) -> bool:
    if following.isspace():
        return False
    if following in _NEVER_FIRST or text in _NEVER_LAST:
        return True
    return is_latin(text) and is_latin(following)


def _may_belong_together(text: str, following: str) -> bool:
    """Everything but a place between two ideographs, or at a space."""
    if text.isspace() or following.isspace():
        return False
    return not (_is_ideograph(text) and _is_ideograph(following))
