"""Text of a paper made text of a document: no leftovers of programs, broken lines joined."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from guankao.documents.interpretation.formula_markup import without_formula_markup
from guankao.documents.interpretation.spacing import closed_up
from guankao.documents.interpretation.widths import widened
from guankao.documents.interpretation.wording import joined, without_markup

_ENTITY: Final = re.compile(r"&(?:lt|gt|amp|nbsp|quot|#\d{1,6});")
SENTENCE_ENDS: Final = ("。", "；", "：", ";", ":", "！", "？")


@dataclass(frozen=True, slots=True)
class Cleaner:
    """How the texts of one paper are cleaned.

    `copied` where a program made the paper from a page and spaced and narrowed what it copied.
    """

    copied: bool = False

    def lines(self, text: str) -> list[str]:
        """The lines of a cell or paragraph that hold anything."""
        whole = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
        whole = without_markup(_visible(without_formula_markup(whole)))
        lines = (widened(closed_up(line)) if self.copied else line for line in whole.split("\n"))
        return [line.strip() for line in lines if line.strip()]

    def line(self, text: str) -> str:
        """A text on one line: what a narrow column broke is joined."""
        return joined(self.lines(text))

    def prose(self, lines: Sequence[str]) -> str:
        """Lines as one text; a line break stays where a sentence ends, else a column broke it."""
        return run_together(lines, lambda before, _: before.endswith(SENTENCE_ENDS))


def run_together(pieces: Iterable[str], begins_line: Callable[[str, str], bool]) -> str:
    """Pieces as one text. Where none begins a line they join, two Latin words with a space.

    >>> run_together(["辦理甲、", "乙。", "植樹"], lambda before, _: before.endswith("。"))
    '辦理甲、乙。\\n植樹'
    """
    whole: list[str] = []
    before = ""
    for piece in (stripped for each in pieces if (stripped := each.strip())):
        if before and begins_line(before, piece):
            whole.append("\n")
        elif before and _is_latin(before[-1]) and _is_latin(piece[0]):
            whole.append(" ")
        whole.append(piece)
        before = piece
    return "".join(whole)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _visible(text: str) -> str:
    """The text without what nobody can see; tabs become spaces."""
    return "".join(
        " " if character == "\t" else character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )
