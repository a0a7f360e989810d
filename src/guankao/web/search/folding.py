"""Folding: the one form in which texts and queries are compared.

Width, case, white space and what cannot be seen make no difference to a search. Each character
folds by itself, whatever stands beside it; so every part of a text folds to a part of its folded
text, and each folded character knows which written one it comes from.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from guankao.figures import normalise

START, END = "￩", "￫"
"""They stand around each field of a folded text. NFKC turns both into ordinary arrows, so no
folded text contains them and no query can reach across them."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
_ASCII = range(0x21, 0x7F)
_TO_FULL_WIDTH = 0xFEE0


@lru_cache(maxsize=65_536)
def fold_character(character: str) -> str:
    """What one written character is compared by: none, one or several characters.

    ASCII becomes full-width, which NFKC has just removed everywhere else. So a folded text holds
    no quote, star or bracket that a full-text index would take for an operator.

    >>> fold_character("Ａ"), fold_character("a"), fold_character("㈱")
    ('ａ', 'ａ', '（株）')
    >>> fold_character("　"), fold_character("\\u200f")
    ('', '')
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", character).casefold())
    return "".join(
        chr(ord(one) + _TO_FULL_WIDTH) if ord(one) in _ASCII else one
        for one in folded
        if not _is_unseen(one)
    )


def _is_unseen(character: str) -> bool:
    return (
        unicodedata.category(character) in _UNSEEN
        # Variation selectors choose between drawings of one character.
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def fold(text: str) -> str:
    """The folded form of a text or of one word of a query.

    >>> fold("KPI 達 ８５％") == fold("kpi達85%")
    True
    """
    return "".join(fold_character(character) for character in normalise(text))


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded form, and for each of its characters the place of the written one in `text`.

    The text is taken as it stands: what is stored is normalised already.
    """
    pieces: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        folded = fold_character(character)
        pieces.append(folded)
        places += [place] * len(folded)
    return "".join(pieces), places


def fold_fields(fields: list[str]) -> str:
    """Several fields as one folded text that no hit crosses.

    >>> fold_fields(["法務部", "MOJ"])
    '￩法務部￫￩ｍｏｊ￫'
    """
    return "".join(f"{START}{fold(text)}{END}" for text in fields if text)
