"""Numbering of lists and headings in OpenDocument, counted as LibreOffice counts."""

from __future__ import annotations

from collections.abc import Iterator

from guankao.documents.formats.numbering import LARGEST_NUMBER, write_number
from guankao.documents.formats.odt.styles import ListLevel


def numbered(levels: list[ListLevel], numbers: tuple[int, ...]) -> str:
    """The number of an item as it is shown, empty for a bullet.

    >>> numbered([ListLevel("chinese", "（", "）")], (3,))
    '（三）'
    """
    own = levels[-1]
    if own.scheme is None or own.scheme == "none":
        return f"{own.prefix}{own.suffix}" if own.scheme == "none" else ""
    first = max(0, len(levels) - max(own.shown_levels, 1))
    shown = [
        write_number(number, level.scheme)
        for level, number in list(zip(levels, numbers, strict=True))[first:]
        if level.scheme not in {None, "none"} and level.scheme is not None
    ]
    return f"{own.prefix}{'.'.join(shown)}{own.suffix}"


class Counters:
    """How far each list has come, so that a later list can go on where an earlier one ended."""

    def __init__(self) -> None:
        self._reached: dict[str, dict[int, int]] = {}
        self._by_style: dict[str, str] = {}

    def start(self, key: str, style: str | None, continued: str | None, *, going_on: bool) -> None:
        """Begin a list: anew, after a list named by its id, or after the last of its style."""
        before = continued or (self._by_style.get(style or "") if going_on else None)
        self._reached[key] = dict(self._reached.get(before or "", {}))
        self._by_style[style or ""] = key

    def count(self, key: str, level: int, start: int, restart: int | None) -> int:
        """The number of the next item at a level; deeper levels begin anew after it."""
        reached = self._reached.setdefault(key, {})
        number = reached.get(level, start - 1) + 1 if restart is None else restart
        reached[level] = min(number, LARGEST_NUMBER)
        for deeper in [other for other in reached if other > level]:
            del reached[deeper]
        return reached[level]

    def numbers(self, key: str, starts: list[int]) -> tuple[int, ...]:
        """The counters of all levels down to the last of `starts`."""
        return tuple(self._numbers(key, starts))

    def _numbers(self, key: str, starts: list[int]) -> Iterator[int]:
        reached = self._reached.get(key, {})
        for level, start in enumerate(starts, start=1):
            yield reached.get(level, start)
