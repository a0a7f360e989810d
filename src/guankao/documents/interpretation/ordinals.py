"""Numbers before a heading or an item, in the ways in which official papers write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guankao.figures import UnreadableFigure, fold_width, read_numeral

CHINESE_DIGITS: Final = "〇○一二三四五六七八九十百"
_BULLET: Final = r"[-–—•‧*#]*\s*"
_HEADING: Final = re.compile(
    rf"{_BULLET}(?P<no>[{CHINESE_DIGITS}]{{1,5}})\s*[、.．,，]\s*(?P<rest>.*)", re.S
)
_BRACKETED: Final = re.compile(
    rf"{_BULLET}[（(]\s*(?P<no>[{CHINESE_DIGITS}]{{1,5}})\s*[)）]\s*[、.]?\s*(?P<rest>.*)", re.S
)
_BRACKETED_ARABIC: Final = re.compile(
    rf"{_BULLET}[(]\s*(?P<no>\d{{1,3}})\s*[)]\s*[、.]?\s*(?P<rest>.*)", re.S
)
_ARABIC: Final = re.compile(rf"{_BULLET}(?P<no>\d{{1,3}})\s*[、.)](?!\d)\s*(?P<rest>.*)", re.S)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A text with the number that stood before it."""

    no: int
    text: str


def heading_number(text: str) -> Numbered | None:
    """A text numbered 一、 taken apart; none where it has no such number.

    >>> heading_number("十二、 提升品質")
    Numbered(no=12, text='提升品質')
    """
    return _taken_apart(_HEADING.fullmatch(text.strip()))


def bracketed_number(text: str) -> Numbered | None:
    """A text numbered （一） taken apart.

    >>> bracketed_number("- (三) 簡化流程。")
    Numbered(no=3, text='簡化流程。')
    """
    return _taken_apart(_BRACKETED.fullmatch(text.strip()))


def bracketed_arabic_number(text: str) -> Numbered | None:
    """A text numbered (1) taken apart.

    >>> bracketed_arabic_number("（２）簡化流程。")
    Numbered(no=2, text='簡化流程。')
    """
    stripped = text.strip()
    found = _BRACKETED_ARABIC.fullmatch(fold_width(stripped))
    return found and Numbered(int(found["no"]), stripped[found.start("rest") :])


def arabic_number(text: str) -> Numbered | None:
    """A text numbered 1. or １、 taken apart.

    >>> arabic_number("２、擴大服務。")
    Numbered(no=2, text='擴大服務。')
    """
    stripped = text.strip()
    found = _ARABIC.fullmatch(fold_width(stripped))
    if found is None:
        return None
    return Numbered(int(found["no"]), stripped[found.start("rest") :])


def number_of(text: str) -> int | None:
    """The number that a text consists of, in Arabic or Chinese digits; none where it is another.

    >>> number_of(" ７ "), number_of("十一"), number_of("甲")
    (7, 11, None)
    """
    try:
        value = read_numeral(fold_width(text).strip().rstrip(".、"))
    except UnreadableFigure:
        return None
    return int(value) if value == value.to_integral_value() and value > 0 else None


def _taken_apart(found: re.Match[str] | None) -> Numbered | None:
    number = None if found is None else number_of(found["no"])
    return None if found is None or number is None else Numbered(number, found["rest"])
