"""A number with its unit: 280萬戶, 3 億 4,093 萬 6 千元, 17.23分／戶, 百分之八十."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guankao.figures.errors import UnitsDiffer, UnreadableFigure, reading
from guankao.figures.numerals import (
    EXACT,
    NOT_A_SCALE,
    Token,
    TokenKind,
    read_sign,
    signed,
    tokens_at,
    value_of,
)
from guankao.figures.text import fold_width, normalise, require_legible

LONGEST_QUANTITY: Final = 200
MOST_DIGITS: Final = 60
"""Digits on either side of the decimal point; guards arithmetic against absurd exponents."""

LONGEST_UNIT: Final = 20
"""Characters of a unit outside its brackets; longer ones are sentences."""

_SCALE: Final = re.compile(r"(?:[十百千]?[萬億兆]+|[十百千])")
_POWERS: Final = {"十": 1, "百": 2, "千": 3, "萬": 4, "億": 8, "兆": 12}
_SAME_UNIT: Final = {"百分比": "%", "百分率": "%", "新臺幣元": "元", "新台幣元": "元"}
_UNIT: Final = re.compile(r"(?:[^\W\d_]|[%‰°℃])(?:[^\W_]|[ /·‧\-^%、°])*")
_LOOSE_DIGIT: Final = re.compile(r"(?<![A-Za-z0-9^])[0-9]", re.ASCII)
_EXPONENT: Final = re.compile(r"[eE][+-]?\d", re.ASCII)
_LIMIT_INSIDE: Final = re.compile(r"以[上下內]")
_REMARK: Final = re.compile(r"\([^()]*\)")
_CLASS_B: Final = re.compile(r"乙[級等組種類班型式區]")
_IN_HUNDRED: Final = re.compile(r"百分之\s*")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in the unit in which it is written.

    Attributes:
        value: finite, of at most 60 digits before and after the point.
        unit: as written, so 280萬戶 is 280 and 萬戶; "" for a bare number; ％ is kept as "%".
    """

    value: Decimal
    unit: str

    def __post_init__(self) -> None:
        if not _of_ordinary_size(self.value):
            raise ValueError(f"a value must be finite and of ordinary size: {self.value}"[:120])

    @property
    def base(self) -> Quantity:
        """The same quantity without the scale word in its unit.

        >>> str(read_quantity("2.2萬人/月").base)
        '22000人/月'
        >>> str(read_quantity("3千瓦").base)
        '3千瓦'
        """
        power, unit = split_scale(self.unit)
        return Quantity(_shifted(self.value, power), unit)

    def __str__(self) -> str:
        return f"{self.value:f}{self.unit}"


def split_scale(unit: str) -> tuple[int, str]:
    """The power of ten of the scale word that a unit begins with, and the unit without it.

    >>> split_scale("千公秉油當量"), split_scale("百萬噸"), split_scale("千瓦"), split_scale("%")
    ((3, '公秉油當量'), (6, '噸'), (0, '千瓦'), (0, '%'))
    """
    if NOT_A_SCALE.match(unit):
        return 0, unit
    match = _SCALE.match(unit)
    if match is None:
        return 0, unit
    rest = unit[match.end() :]
    word = match[0]
    if len(word) > 1 and NOT_A_SCALE.match(unit, match.end() - 1):
        word, rest = word[:-1], unit[match.end() - 1 :]
    return sum(_POWERS[character] for character in word), rest.lstrip()


def read_quantity(text: str) -> Quantity:
    """The quantity that the whole of ``text`` writes.

    One Arabic number in front of a scale word keeps it in the unit (8.5億元 is 8.5 and 億元).
    Where scales are mixed into the number, or it is in Chinese digits, the value is the total in
    the base unit (3 億 4,093 萬 6 千元 is 340,936,000 and 元).

    Args:
        text: at most 200 characters.

    Raises:
        UnreadableFigure: no number, one that cannot be read, or a unit that is no unit.

    >>> read_quantity("280萬戶")
    Quantity(value=Decimal('280'), unit='萬戶')
    >>> read_quantity("3 億 4,093 萬 6 千元")
    Quantity(value=Decimal('340936000'), unit='元')
    >>> read_quantity("10~20%")
    Traceback (most recent call last):
    ...
    guankao.figures.errors.UnreadableFigure: cannot read '10~20%' at position 2: expected a unit
    """
    whole = require_legible(text, longest=LONGEST_QUANTITY)
    folded = fold_width(whole)
    end = len(folded.rstrip())
    start = len(folded) - len(folded.lstrip())
    with reading(whole):
        value, unit_start, fixed_unit = value_at(folded, start)
    if fixed_unit and unit_start < end:
        raise UnreadableFigure(whole, unit_start, "nothing after the number")
    return Quantity(value, fixed_unit or unit_between(whole, unit_start, end))


def value_at(folded: str, start: int) -> tuple[Decimal, int, str]:
    """The value at ``start`` of a width-folded text, where its unit begins, and the unit that is
    already said (百分之八十), else "".

    Raises:
        UnreadableFigure: no number stands there, or one that cannot be read.
    """
    in_hundred = _IN_HUNDRED.match(folded, start)
    negative, position = read_sign(folded, in_hundred.end() if in_hundred else start)
    tokens = tokens_at(folded, position)
    if tokens and _CLASS_B.match(folded, tokens[-1].start):
        tokens.pop()
    if not tokens:
        raise UnreadableFigure(folded, position, "a number")
    one = not in_hundred and _one_number_before_its_unit(tokens)
    value = tokens[0].value if one else value_of(tokens, folded)
    if not _of_ordinary_size(value):
        raise UnreadableFigure(folded, position, f"a number of at most {MOST_DIGITS} digits")
    end = tokens[0].end if one else tokens[-1].end
    return signed(value, negative=negative), end, "%" if in_hundred else ""


def _of_ordinary_size(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return (
        isinstance(exponent, int) and exponent >= -MOST_DIGITS and value.adjusted() <= MOST_DIGITS
    )


def _one_number_before_its_unit(tokens: list[Token]) -> bool:
    scales = (TokenKind.SMALL, TokenKind.BIG)
    return tokens[0].kind is TokenKind.ARABIC and all(token.kind in scales for token in tokens[1:])


def unit_between(text: str, start: int, end: int) -> str:
    """The unit that stands in ``text[start:end]``, as written; "" where nothing stands there.

    Raises:
        UnreadableFigure: what stands there is no unit: a second number, a sentence, a stray sign.
    """
    written = text[start:end]
    unit = written.strip()
    start += len(written) - len(written.lstrip())
    if not unit:
        return ""
    folded = fold_width(unit)
    bare = _REMARK.sub("", folded)
    if bare == "%":
        return unit.replace("％", "%").replace("﹪", "%")
    if bare.startswith("分之"):  # 三分之二
        raise UnreadableFigure(text, start, "a number and its unit, no fraction in words")
    if _EXPONENT.match(bare):
        raise UnreadableFigure(text, start, "a number without an exponent")
    if limit := _LIMIT_INSIDE.search(bare):
        raise UnreadableFigure(text, start + limit.start(), "the comparator at the end")
    match = _UNIT.match(folded)
    if match is None:
        raise UnreadableFigure(text, start, "a unit")
    if len(bare) > LONGEST_UNIT:
        raise UnreadableFigure(text, start, f"a unit of at most {LONGEST_UNIT} characters")
    if not _UNIT.fullmatch(bare):
        raise UnreadableFigure(text, start + match.end(), "a unit of letters, / and brackets")
    if stray := _LOOSE_DIGIT.search(bare):
        raise UnreadableFigure(text, start + stray.start(), "one number only")
    return unit


def convert(quantity: Quantity, unit: str) -> Quantity:
    """The same quantity in another unit, exactly.

    Units convert where they are scales of one base unit (億元, 萬元, 元) or two names of one unit
    (%, 百分比). 百分點 is another unit: a difference between two percentages.

    Raises:
        UnitsDiffer: anything else.

    >>> convert(Quantity(Decimal("8.5"), "億元"), "萬元")
    Quantity(value=Decimal('85000'), unit='萬元')
    >>> convert(Quantity(Decimal(1), "公里"), "公尺")
    Traceback (most recent call last):
    ...
    guankao.figures.errors.UnitsDiffer: cannot convert '公里' to '公尺': only scales of the same \
base unit convert
    """
    power, base = _canonical(quantity.unit)
    wanted_power, wanted_base = _canonical(unit)
    if base != wanted_base:
        raise UnitsDiffer(quantity.unit, unit)
    return Quantity(_shifted(quantity.value, power - wanted_power), unit)


def _canonical(unit: str) -> tuple[int, str]:
    power, base = split_scale(fold_width(normalise(unit)).replace(" ", ""))
    return power, _SAME_UNIT.get(base, base)


def _shifted(value: Decimal, power: int) -> Decimal:
    """``value`` times a power of ten, written without an exponent; never rounded."""
    if power == 0:
        return value
    moved = value.scaleb(power, EXACT)
    if power < 0:  # 850,000,000元 is 8.5億元, not 8.50000000億元
        moved = moved.normalize(EXACT)
    exponent = moved.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        return moved.quantize(Decimal(1), context=EXACT)
    return moved
