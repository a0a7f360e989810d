"""Lines made text again: a line that was full goes on in the next, one that was not ends there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf
from typing import Final

from guankao.documents.formats.pdf.items import item_starts
from guankao.documents.formats.pdf.lines import Line, is_latin

_ROOM: Final = 0.05
"""Points by which what is measured may be off."""

_MOST_ROOM: Final = 10
"""In letter sizes: more is left by no program for the sake of signs that belong together."""

_FULL_STOPS: Final = frozenset("。；！？")
_FURTHER_APART: Final = 1.22
"""Times the usual pitch. Lines whose fonts are mixed differ by less, and paragraphs of a cell by
more in files that set them apart."""

_SCRIPT_GAP: Final = 0.25
"""In letter sizes: what programs set between Latin and Chinese, and the width of a space."""


def joined_lines(
    lines: Sequence[Line], limit: float, pitch: float, *, spaces_end_lines: bool
) -> str:
    """The text of lines within a cell whose text may reach to `limit` at the right.

    A break that the width did not force was made by a person, and stays as a line feed; so does
    one where the lines stand further apart than `pitch` (in letter sizes) by more than fonts do.
    """
    starts = item_starts([line.text for line in lines])
    text = ""
    for number, line in enumerate(lines):
        if number:
            before = lines[number - 1]
            last = number == len(lines) - 1
            apart = (before.base - line.base) / before.size > _FURTHER_APART * pitch
            goes_on = is_full(before, line, limit, last=last) and number not in starts
            goes_on = goes_on and not apart
            text += seam(before, line, spaces_end_lines=spaces_end_lines) if goes_on else "\n"
        text += line.text
    return text


def usual_pitch(cells: Iterable[Sequence[Line]]) -> float:
    """From one line of a text to the next within the cells of a table, in letter sizes.

    Lines of one text are nearer than lines that are set apart: the lower quarter is of the former.
    """
    pitches = sorted(
        (above.base - below.base) / above.size
        for lines in cells
        for above, below in pairwise(lines)
        if above.base > below.base
    )
    return pitches[len(pitches) // 4] if pitches else inf


def is_full(line: Line, following: Line, limit: float, *, last: bool = False) -> bool:
    """Whether a line ends because the next word did not fit, as far as its width can tell.

    Programs do not agree which signs they keep together. Where that decides, a line that ends a
    sentence was ended by a person, and any other by the program. `last` says that no line follows
    the next one.
    """
    room = limit - line.right
    if not line.ends_in_space and is_latin(line.text[-1]) | is_latin(following.text[0]):
        room -= _SCRIPT_GAP * line.size  # of a space between words, or between scripts
    if following.first_unit > room + _ROOM:
        return True
    if room > _MOST_ROOM * line.size:
        return False
    at_most = following.first_unit_at_most
    if last:
        at_most = min(at_most, following.right - following.left)
    if at_most <= room + _ROOM:
        return False
    return line.text[-1:] not in _FULL_STOPS


def seam(line: Line, following: Line, *, spaces_end_lines: bool) -> str:
    """What stood between two lines that were one: a space between Latin words, else nothing.

    Where a file draws the spaces at the ends of lines, two Latin pieces without one are one word.
    """
    if line.ends_in_space:
        return " "
    if line.text.endswith("-"):
        return ""
    between_words = is_latin(line.text[-1]) and is_latin(following.text[0])
    if between_words and not spaces_end_lines:
        return " "
    return ""
