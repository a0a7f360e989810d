"""Numbers as government writes them: 6,500 · １２３ · 一千二百 · 壹佰 · 3億4,093萬6千.

The reader refuses what has two readings: 一萬五 is 15,000 in speech and 10,005 by the letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow, Rounded
from enum import StrEnum
from typing import Final

from guankao.figures.errors import UnreadableFigure, reading
from guankao.figures.text import fold_width, require_legible

LONGEST_NUMERAL: Final = 64
"""Characters in a numeral; the longest in the documents has fewer than twenty."""

EXACT: Final = Context(prec=300, traps=[Inexact, Rounded, InvalidOperation, Overflow])
"""Arithmetic on figures never rounds: a step that would have to is a defect, and raises."""

_DIGITS: Final = {
    **{character: value for value, character in enumerate("〇一二三四五六七八九")},
    **{character: value for value, character in enumerate("零壹貳參肆伍陸柒捌玖")},
    "兩": 2,
    "叁": 3,
    "貮": 2,
    "乙": 1,
}
_SMALL: Final = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
_BIG: Final = {"萬": 4, "億": 8, "兆": 12}
_ARABIC: Final = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)

NOT_A_SCALE: Final = re.compile(
    r"[百千][瓦卡克米伏赫帕焦歐]|千安培|千位元|百分[點比率之位]|百貨|十字"
)
"""Words whose first character looks like a scale but belongs to the word (千瓦 is not 1,000 瓦)."""


class NumeralStyle(StrEnum):
    """How ``write_numeral`` writes."""

    THOUSANDS = "thousands"
    """6,500"""
    SMALL = "small"
    """六千五百"""
    FINANCIAL = "financial"
    """陸仟伍佰"""


class TokenKind(StrEnum):
    """What a piece of a numeral is."""

    ARABIC = "arabic"
    DIGIT = "digit"
    SMALL = "small"
    BIG = "big"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a numeral: its value (for a scale, its power of ten) and where it stood."""

    kind: TokenKind
    value: Decimal
    start: int
    end: int

    @property
    def power(self) -> int:
        """The power of ten of a scale word."""
        return int(self.value)


def tokens_at(text: str, start: int) -> list[Token]:
    """The longest run of numeral pieces in the width-folded ``text`` from ``start``.

    Spaces between pieces are skipped, as in 3 億 4,093 萬. The run ends before a word such as
    千瓦 whose first character only looks like a scale.

    Raises:
        UnreadableFigure: a thousands separator or a decimal point that stands wrong.
    """
    found: list[Token] = []
    position = start
    while True:
        while found and position < len(text) and text[position] == " ":
            position += 1
        if position >= len(text) or (found and NOT_A_SCALE.match(text, position)):
            return found
        token = _token(text, position)
        if token is None:
            return found
        if token.kind is TokenKind.ARABIC and found and found[-1].kind is TokenKind.ARABIC:
            raise UnreadableFigure(text, position, "a scale word or a unit after the number")
        found.append(token)
        position = token.end


def _token(text: str, position: int) -> Token | None:
    character = text[position]
    if match := _ARABIC.match(text, position):
        end = match.end()
        if re.match(r"[.,]\d", text[end : end + 2]):
            raise UnreadableFigure(text, end, "thousands in groups of three, and one decimal point")
        return Token(TokenKind.ARABIC, Decimal(match[0].replace(",", "")), position, end)
    for kind, table in (
        (TokenKind.DIGIT, _DIGITS),
        (TokenKind.SMALL, _SMALL),
        (TokenKind.BIG, _BIG),
    ):
        if character in table:
            return Token(kind, Decimal(table[character]), position, position + 1)
    if character == "點" and text[position + 1 : position + 2] in _DIGITS and position:
        return Token(TokenKind.POINT, Decimal(0), position, position + 1)
    return None


def read_numeral(text: str) -> Decimal:
    """The number that the whole of ``text`` writes, in Arabic or Chinese digits or both.

    Args:
        text: at most 64 characters, of any width; surrounding spaces are ignored.

    Raises:
        UnreadableFigure: nothing, a wrong separator, mixed nonsense, or two possible readings.

    >>> read_numeral("3億4,093萬6千")
    Decimal('340936000')
    >>> read_numeral("一千二百"), read_numeral("壹佰"), read_numeral("－０．１")
    (Decimal('1200'), Decimal('100'), Decimal('-0.1'))
    >>> read_numeral("1,23")
    Traceback (most recent call last):
    ...
    guankao.figures.errors.UnreadableFigure: cannot read '1,23' at position 1: expected thousands \
in groups of three, and one decimal point
    """
    whole = require_legible(text, longest=LONGEST_NUMERAL)
    folded = fold_width(whole).rstrip()
    start = len(folded) - len(folded.lstrip())
    with reading(whole):
        negative, position = read_sign(folded, start)
        tokens = tokens_at(folded, position)
        if not tokens:
            raise UnreadableFigure(whole, position, "a number")
        if tokens[-1].end != len(folded):
            raise UnreadableFigure(whole, tokens[-1].end, "nothing after the number")
        return signed(value_of(tokens, folded), negative=negative)


def read_sign(text: str, position: int) -> tuple[bool, int]:
    """Whether a minus sign (or 負) stands at ``position``, and where the digits begin."""
    if text[position : position + 1] in ("-", "負"):
        return True, position + 1
    if text[position : position + 1] == "+":
        return False, position + 1
    return False, position


def signed(value: Decimal, *, negative: bool) -> Decimal:
    """``value`` with its sign turned where ``negative``; exact at any length."""
    return value.copy_negate() if negative and value else value


def value_of(tokens: list[Token], text: str) -> Decimal:
    """The number that a non-empty run of pieces writes; ``text`` is for the message only.

    Raises:
        UnreadableFigure: the pieces do not make one number, or could make two.
    """
    if any(token.kind is TokenKind.POINT for token in tokens):
        return _chinese_decimal(tokens, text)
    if len(tokens) > 1 and all(token.kind is TokenKind.DIGIT for token in tokens):
        return _positional(tokens, text)
    total = Decimal(0)
    ceiling: Decimal | None = None
    section: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.kind is not TokenKind.BIG:
            section.append(token)
            continue
        power = token.power
        while index < len(tokens) and tokens[index].kind is TokenKind.BIG:  # 萬億
            if tokens[index].power <= power % 100:
                raise UnreadableFigure(text, tokens[index].start, "a digit between the scales")
            power += tokens[index].power
            index += 1
        if not section:
            raise UnreadableFigure(text, token.start, "a digit before the scale")
        amount = _section(section, text, after_scale=ceiling is not None).scaleb(power, EXACT)
        total = _add(total, amount, ceiling, section[0], text)
        ceiling = Decimal(1).scaleb(power, EXACT)
        section = []
    if section:
        amount = _section(section, text, after_scale=ceiling is not None, last=True)
        total = _add(total, amount, ceiling, section[0], text)
    return total


def _add(
    total: Decimal, amount: Decimal, ceiling: Decimal | None, first: Token, text: str
) -> Decimal:
    if ceiling is not None:
        if amount >= ceiling:
            raise UnreadableFigure(text, first.start, "scales from the largest to the smallest")
        if total % ceiling:
            raise UnreadableFigure(text, first.start, "a decimal only in the last part")
    return EXACT.add(total, amount)


def _section(tokens: list[Token], text: str, *, after_scale: bool, last: bool = False) -> Decimal:
    """The value of what stands in front of 萬, 億, 兆, or at the end: up to 9999 or so."""
    total = Decimal(0)
    place: int | None = None
    zero = False
    waiting: Token | None = None
    for token in tokens:
        if token.kind is TokenKind.SMALL:
            if waiting is None and (token.power != 1 or place is not None or zero):
                raise UnreadableFigure(text, token.start, "a digit before the scale")
            if place is not None and token.power >= place:
                raise UnreadableFigure(text, token.start, "scales from the largest to the smallest")
            coefficient = waiting.value if waiting else Decimal(1)
            if place is not None and not 1 <= coefficient <= 9:
                raise UnreadableFigure(text, token.start, "one digit before the scale")
            total = EXACT.add(total, coefficient.scaleb(token.power, EXACT))
            place, waiting, zero = token.power, None, False
        elif token.kind is TokenKind.DIGIT and token.value == 0 and len(tokens) > 1:
            if zero or waiting is not None or (place is None and not after_scale):
                raise UnreadableFigure(text, token.start, "a digit from 1 to 9")
            zero = True
        elif waiting is not None or (token.value == 0 and (place is not None or after_scale)):
            raise UnreadableFigure(text, token.start, "a scale word between the digits")
        else:
            waiting = token
    if waiting is None:
        if zero:
            raise UnreadableFigure(text, tokens[-1].start, "a digit after the zero")
        return total
    if place is not None or (after_scale and last):
        _refuse_two_readings(waiting, text, place if place is not None else 4, zero=zero)
    return EXACT.add(total, waiting.value)


def _refuse_two_readings(unit: Token, text: str, place: int, *, zero: bool) -> None:
    """A last digit must say that it counts ones: 一百零五, 1萬0,005; never 一百五."""
    written = unit.end - unit.start
    if place == 1:
        clear = unit.value < 10
    elif unit.kind is TokenKind.DIGIT:
        clear = zero
    else:
        clear = written >= 2 and unit.value < Decimal(1).scaleb(place, EXACT)
    if not clear:
        raise UnreadableFigure(text, unit.start, "a zero before the last digit, or its scale word")


def _positional(tokens: list[Token], text: str) -> Decimal:
    if any(text[token.start] == "乙" for token in tokens):
        raise UnreadableFigure(text, tokens[0].start, "乙 only where it stands alone")
    return Decimal("".join(str(token.power) for token in tokens))


def _chinese_decimal(tokens: list[Token], text: str) -> Decimal:
    at = next(i for i, token in enumerate(tokens) if token.kind is TokenKind.POINT)
    whole, decimals = tokens[:at], tokens[at + 1 :]
    if not whole or any(token.kind is TokenKind.ARABIC for token in whole):
        raise UnreadableFigure(text, tokens[at].start, "Chinese digits before 點")
    for token in decimals:
        if token.kind is not TokenKind.DIGIT or text[token.start] == "乙":
            raise UnreadableFigure(text, token.start, "Chinese digits after 點")
    figures = "".join(str(token.power) for token in decimals)
    return EXACT.add(value_of(whole, text), Decimal(f"0.{figures}"))


def write_numeral(value: Decimal, style: NumeralStyle = NumeralStyle.THOUSANDS) -> str:
    """Write ``value`` so that ``read_numeral`` gives it back.

    Args:
        value: finite, below 10^16 in size and with at most 30 decimals.
        style: thousands separators (every decimal is kept), or Chinese digits, small or financial.

    Raises:
        ValueError: a value outside those bounds.

    >>> write_numeral(Decimal("340936000")), write_numeral(Decimal("4.40"))
    ('340,936,000', '4.40')
    >>> write_numeral(Decimal(1200), NumeralStyle.SMALL)
    '一千二百'
    >>> write_numeral(Decimal(15), NumeralStyle.FINANCIAL)
    '壹拾伍'
    >>> write_numeral(Decimal("NaN"))
    Traceback (most recent call last):
    ...
    ValueError: only a finite number below 10^16 with at most 30 decimals can be written: NaN
    """
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -30 or value.adjusted() >= 16:
        raise ValueError(
            "only a finite number below 10^16 with at most 30 decimals can be written: "
            f"{str(value)[:40]}"
        )
    magnitude = value.copy_abs()
    sign = value < 0
    if style is NumeralStyle.THOUSANDS:
        return f"{'-' if sign else ''}{magnitude:,f}"
    whole, _, decimals = f"{magnitude:f}".partition(".")
    digits = "〇一二三四五六七八九" if style is NumeralStyle.SMALL else "零壹貳參肆伍陸柒捌玖"
    written = _chinese_whole(int(whole), style)
    if decimals.rstrip("0"):
        written += "點" + "".join(digits[int(digit)] for digit in decimals)
    return ("負" if sign else "") + written


def _chinese_whole(value: int, style: NumeralStyle) -> str:
    if value == 0:
        return "零"
    written = ""
    higher = False
    for big in ("兆", "億", "萬", ""):
        power = {"兆": 12, "億": 8, "萬": 4, "": 0}[big]
        section = value // 10**power % 10_000
        if section == 0:
            continue
        if higher and section < 1000:
            written += "零"
        written += _chinese_section(section, style, first=not higher) + big
        higher = True
    return written


def _chinese_section(section: int, style: NumeralStyle, *, first: bool) -> str:
    digits, scales = (
        ("零一二三四五六七八九", ("千", "百", "十", ""))
        if style is NumeralStyle.SMALL
        else ("零壹貳參肆伍陸柒捌玖", ("仟", "佰", "拾", ""))
    )
    written = ""
    gap = False
    for scale, place in zip(scales, (1000, 100, 10, 1), strict=True):
        digit = section // place % 10
        if digit == 0:
            gap = bool(written)
            continue
        if gap:
            written += "零"
            gap = False
        written += digits[digit] + scale
    if first and style is NumeralStyle.SMALL and written.startswith("一十"):
        return written[1:]
    return written
