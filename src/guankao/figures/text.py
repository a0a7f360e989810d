"""Text on its way in: one Unicode form for storing, one width for reading figures."""

from __future__ import annotations

import unicodedata
from typing import Final

from guankao.figures.errors import UnreadableFigure

_ODD_FORMS: Final = {
    "\u3000": " ",  # ideographic space
    "\u00a0": " ",  # no-break space, left by word processors
    "\u2212": "-",  # minus sign
    "\ufe63": "-",  # small hyphen-minus
    "\ufe6a": "%",  # small percent sign
    "\ufe50": ",",  # small comma
    "\ufe52": ".",  # small full stop
    "≦": "≤",
    "≧": "≥",
    "﹛": "{",
    "﹜": "}",
    "﹝": "〔",
    "﹞": "〕",
}
_NARROW: Final = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | _ODD_FORMS
)
_UNSEEN_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def normalise(text: str) -> str:
    """The form in which every text is stored: Unicode NFC.

    The sources hold CJK compatibility ideographs (a second code for the same character), which
    NFC maps to the ordinary one. Full-width letters and digits stay: they are part of the text.

    >>> normalise("\\uf9b5子計畫") == "例子計畫"
    True
    >>> normalise("１５件")
    '１５件'
    """
    return unicodedata.normalize("NFC", text)


def fold_width(text: str) -> str:
    """The same text with full-width digits, letters and signs made half-width.

    One character becomes one character, so positions in the result are positions in ``text``.
    For reading figures only; nothing folded is ever stored.

    >>> fold_width("１５．５％（含）")
    '15.5%(含)'
    """
    return text.translate(_NARROW)


def require_legible(text: str, *, longest: int) -> str:
    """Return ``text`` normalised, after refusing what no official figure contains.

    Raises:
        UnreadableFigure: longer than ``longest`` characters, or with control characters,
            direction marks, invisible or unassigned characters.

    >>> require_legible("90%", longest=200)
    '90%'
    >>> require_legible("90\\x00%", longest=200)
    Traceback (most recent call last):
    ...
    guankao.figures.errors.UnreadableFigure: cannot read '90\\x00%' at position 2: expected a \
visible character
    """
    if len(text) > longest:
        raise UnreadableFigure(text, longest, f"at most {longest} characters")
    whole = normalise(text)
    for position, character in enumerate(whole):
        if unicodedata.category(character) in _UNSEEN_CATEGORIES:
            raise UnreadableFigure(whole, position, "a visible character")
    return whole
