"""Which characters and words between two quantities calculate, judged by their neighbours."""

from __future__ import annotations

import re
from typing import Final

MINUS: Final = "⊖"
"""A character that is surely meant as a minus sign (－, —), told from the hyphen of a name."""
HAN: Final = re.compile(r"[\u4e00-\u9fff]")
TIME_OR_HEAD: Final = re.compile(r"每?(?:年|月|日|季|週|天|小時|人|戶|次|公頃|件|平方公里)")

_NEAR: Final = 40
"""Characters before a sign that decide what it is."""
_OPENING: Final = "([{【〔「『"
_CLOSING: Final = ")]}】〕」』%"
_MEASURE: Final = re.compile(
    r"(?:[數量額值率例比度費次人戶利口金款算價本餘分目重果員件元]|時間|面積|收入|支出)"
    r"(?:[)\]】〕}」』]*)$"
)
_CLOSED: Final = re.compile(r"[)\]】〕}」』%]$")
_SYMBOL: Final = re.compile(r"(?<![A-Za-z])[A-Za-z]\d{0,2}$")
_UNIT: Final = re.compile(r"\d[\d,.]*(?:[日天年月週時人件次戶個元分]|$|[^\w])")
_FACTOR: Final = re.compile(r"\s*\d[\d.,]*\s*(?:%|$|[^\w\s])")
_IN_WORDS: Final = re.compile(
    r"[再並]?(?:(?P<divided>除以)(?![外後下內往]|[上前](?![一1]?[年期季]))|乘以|乘上)"
)
_FRACTION_WEIGHT: Final = re.compile(r"[×*]\s*\d{1,2}$")
_BEFORE_A_MINUS: Final = f"([{{【〔÷×*/+=:,{MINUS}"
"""What a minus sign in front of an operand may follow."""
_AFTER_NOTHING: Final = ")]}】〕÷×^"


def sign_at(text: str, at: int) -> tuple[str, int] | None:
    """The sign of arithmetic that begins at ``at`` and where it ends; ``None`` where none does.

    Args:
        text: with one character for each sign.
        at: where to look.

    >>> sign_at("甲數除以乙數", 2), sign_at("扣除以前年度", 1), sign_at("5+2產業", 1)
    (('/', 4), None, None)
    """
    character = text[at]
    if character in "÷×Σ^":
        if character == "×" and _is_name_of_numbers(text, at):
            return None
        return {"÷": "/", "×": "*"}.get(character, character), at + 1
    if character in "xX":
        return ("*", at + 1) if _is_times(text, at) else None
    if character in "再並除乘":
        return _in_words(text, at)
    if character in "+-*/" + MINUS and _calculates(text, at):
        return ("-" if character == MINUS else character), at + 1
    return None


def _is_times(text: str, at: int) -> bool:
    """Whether a letter x stands for the sign, as in …）x100%."""
    before = text[max(0, at - _NEAR) : at].rstrip()[-1:]
    ends = bool(before) and (before in _CLOSING or bool(HAN.match(before)))
    return ends and _FACTOR.match(text, at + 1) is not None


def _in_words(text: str, at: int) -> tuple[str, int] | None:
    """除以 between two quantities, which is no part of 扣除以前年度."""
    word = _IN_WORDS.match(text, at)
    before = text[max(0, at - _NEAR) : at].rstrip(" ,")
    if word is None or not text[word.end() :].strip():
        return None
    if not (_MEASURE.search(before) or _CLOSED.search(before)):
        return None
    return ("/" if word["divided"] else "*"), word.end()


def _is_name_of_numbers(text: str, at: int) -> bool:
    """Whether the sign stands between two numbers that name something, as in 5+2產業."""
    before, after = text[:at].rstrip(), text[at + 1 :].lstrip()
    if not (before[-1:].isdigit() and after[:1].isdigit()):
        return False
    return _UNIT.match(after) is None


def _calculates(text: str, at: int) -> bool:
    """Whether + - * / or a long dash at ``at`` is a sign of arithmetic."""
    character = text[at]
    before, after = text[max(0, at - _NEAR) : at].rstrip(), text[at + 1 :].lstrip()
    if character == "/" and _FRACTION_WEIGHT.search(before):
        return re.match(r"\d{1,2}(?![\d.]|[^\W\d])", after) is not None  # ×1/2
    if _is_name_of_numbers(text, at):
        return False
    if not after or (before and after[0] in _AFTER_NOTHING):
        return character in MINUS + "+" and bool(before)  # an operand is missing
    quantity = bool(_MEASURE.search(before) or _CLOSED.search(before) or _SYMBOL.search(before))
    number = before[-1:].isdigit()
    if character == "-":
        return _hyphen_subtracts(before, after, quantity=quantity, number=number)
    return _joins(character, before, after, measured=quantity or number)


def _joins(character: str, before: str, after: str, *, measured: bool) -> bool:
    """Whether + * / or a long dash joins two quantities."""
    first = after[0]
    operand = bool(HAN.match(first) or first in _OPENING or first in '"“' or first.isdigit())
    operand = operand or bool(re.match(r"[A-Za-z]\d{0,2}(?![A-Za-z])|(?:min|max)\(", after))
    if character == MINUS:
        word = not before or bool(HAN.match(before[-1]) or before[-1] in _BEFORE_A_MINUS)
        return operand and (measured or word)
    if character == "+":  # not C++, not SCI+SSCI
        latin = before[-1:].isascii() and before[-1:].isalpha()
        return operand and bool(before) and not (latin and not _SYMBOL.search(before))
    number = before[-1:].isdigit()
    slash_in_unit = character == "/" and (number or TIME_OR_HEAD.match(after) is not None)
    return operand and measured and not slash_in_unit


def _hyphen_subtracts(before: str, after: str, *, quantity: bool, number: bool) -> bool:
    if not before or before[-1] in "(+-*/×÷=":
        return after[:1].isdigit()
    if number:
        return after[0] in _OPENING or re.match(r"[\d.]+%?(?:$|[^\w%])", after) is not None
    if _SYMBOL.search(before):
        return re.match(r"[A-Za-z]\d{0,2}(?![A-Za-z])", after) is not None
    if _CLOSED.search(before) and re.match(r"[\d.]+%?(?:$|[^\w%])", after):
        return True  # （甲÷乙）-1
    return quantity and (not after[0].isdigit() or re.match(r"\d{2,3}(?:學)?年", after) is not None)
