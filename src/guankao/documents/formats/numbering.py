"""Numbers of lists that a file does not hold as text, written as the program shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from guankao.figures.numerals import NumeralStyle, write_numeral

LARGEST_NUMBER: Final = 32_767
"""The largest number of a list that Word and LibreOffice write."""

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def _small(number: int) -> str:
    return write_numeral(Decimal(number), NumeralStyle.SMALL)


def _financial(number: int) -> str:
    return write_numeral(Decimal(number), NumeralStyle.FINANCIAL)


def _positional(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _letters(number: int) -> str:
    """a … z, then aa, bb …, as both programs count."""
    repeats, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (repeats + 1) if number > 0 and repeats < 16 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _circled(number: int) -> str:
    if 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    return str(number)


def _cyclic(signs: str) -> Callable[[int], str]:
    def write(number: int) -> str:
        return signs[(number - 1) % len(signs)] if number > 0 else str(number)

    return write


_CYCLES: Final = {"甲": _cyclic(_STEMS), "子": _cyclic(_BRANCHES)}

SCHEMES: Final[Mapping[str, Callable[[int], str]]] = MappingProxyType(
    {
        "decimal": str,
        "decimal-two-digits": lambda number: f"{number:02d}",
        "decimal-wide": lambda number: str(number).translate(_WIDE),
        "letters": _letters,
        "letters-upper": lambda number: _letters(number).upper(),
        "roman": _roman,
        "roman-upper": lambda number: _roman(number).upper(),
        "chinese": _small,
        "chinese-positional": _positional,
        "chinese-financial": _financial,
        "stems": _CYCLES["甲"],
        "branches": _CYCLES["子"],
        "circled": _circled,
        "none": lambda number: "",
    }
)
"""How a number is written, by a name of our own."""


def write_number(number: int, scheme: str) -> str:
    """A list's number in a scheme; one that is not known, or too large, is written in digits.

    >>> [write_number(11, scheme) for scheme in ("chinese", "stems", "circled", "roman-upper")]
    ['十一', '甲', '⑪', 'XI']
    """
    if not 0 <= number <= LARGEST_NUMBER:
        return str(number)
    return SCHEMES.get(scheme, str)(number)
