"""Sheets of a workbook as they are read: the text of each cell, at its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import Limits
from guankao.documents.formats.obstacles import Obstacle

Place = tuple[int, int]
"""Row and column, both counted from 1."""

_LETTERS: Final = 26
_DIGITS_OF_A_NUMBER: Final = 15
"""What a spreadsheet program shows of a number; beyond it stands what binary fractions add."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, and the texts of the cells that hold something."""

    name: str
    cells: Mapping[Place, str]

    @property
    def last_row(self) -> int:
        """The number of the last row that holds anything."""
        return max((row for row, _column in self.cells), default=0)


class Budget:
    """Counts what is read, and refuses more than the limits: one long text can stand in a million
    cells."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cells = 0
        self._characters = 0

    def take(self, text: str) -> str:
        """The text, once it is counted; UnreadableFile."""
        self._cells += 1
        self._characters += len(text)
        if self._cells > self._limits.cells:
            raise UnreadableFile(
                Obstacle.TOO_MANY_CELLS, cells=f"{self._cells:,}", most=f"{self._limits.cells:,}"
            )
        if self._characters > self._limits.characters:
            raise UnreadableFile(
                Obstacle.TOO_MUCH_TEXT,
                characters=f"{self._characters:,}",
                most=f"{self._limits.characters:,}",
            )
        return text


def address(place: Place) -> str:
    """A place as spreadsheet programs name it.

    >>> address((7, 2)), address((1, 28))
    ('B7', 'AB1')
    """
    row, column = place
    letters = ""
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def place_of(text: str) -> Place:
    """The place that an address names.

    Raises:
        ValueError: no address of a cell.

    >>> place_of("B7"), place_of("AB1")
    ((7, 2), (1, 28))
    """
    letters = text.rstrip("0123456789")
    digits = text[len(letters) :]
    if not (
        letters.isascii()
        and letters.isalpha()
        and letters.isupper()
        and len(letters) < 4
        and 0 < len(digits) < 8
    ):
        raise ValueError(f"{text[:20]!r} is no cell")
    column = 0
    for letter in letters:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(digits), column


def plain_number(text: str, *, percent: bool = False) -> str:
    """A stored number in plain digits, as its cell shows it.

    Raises:
        ValueError: no number.

    >>> plain_number("0.30000000000000004"), plain_number("1E3"), plain_number("0.9", percent=True)
    ('0.3', '1000', '90%')
    """
    # Decimal arithmetic on what is shown: a float would bring its own digits back.
    shown = Decimal(f"{float(text):.{_DIGITS_OF_A_NUMBER}g}")
    if not shown.is_finite():
        raise ValueError(text)
    shown = shown * 100 if percent else shown
    written = f"{shown:f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return f"{written}%" if percent else written


def day_of_serial(text: str, *, since_1904: bool) -> str:
    """The day that a number of days stands for, written as 2018-03-31.

    Raises:
        ValueError: no day of the calendar.

    >>> day_of_serial("43190", since_1904=False)
    '2018-03-31'
    """
    days = int(float(text))
    # Day 60 of the older count is a 29 February 1900 that never was.
    first = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
    try:
        return (first + timedelta(days=days)).isoformat()
    except OverflowError:
        raise ValueError(text) from None
