"""Two texts word by word: what stayed, what went out, what came in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rapidfuzz.distance import Indel

_WORD: Final = re.compile(r"[0-9][0-9,.]*[0-9]|[0-9]|[A-Za-z]+|[^\S\n]+|.", re.DOTALL)
"""A number and a Latin word are one each, and so is every Chinese character."""

_CLAUSE: Final = re.compile(r"[^。；，\n]*[。；，\n]|[^。；，\n]+")

MOST_WORDS: Final = 3_000
"""Texts longer than this are compared clause by clause, which nobody would read word by word."""

SHORTEST_ISLAND: Final = 2
"""Of fewer words between two changes nobody sees that they stayed."""


class PieceKind(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that met one fate."""

    kind: PieceKind
    text: str


def words_between(before: str, now: str) -> tuple[Piece, ...]:
    """The two texts laid into one; SAME and OUT give the old text, SAME and IN the new one.

    >>> [(piece.kind.value, piece.text) for piece in words_between("達 72%以上", "達 75%以上")]
    [('same', '達 '), ('out', '72'), ('in', '75'), ('same', '%以上')]
    """
    old, new = _WORD.findall(before), _WORD.findall(now)
    if len(old) + len(new) > 2 * MOST_WORDS:
        old, new = _CLAUSE.findall(before), _CLAUSE.findall(now)
    return tuple(_joined(_runs(old, new)))


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Old and new text run by run; where both are the same, the run stayed."""
    pending_old, pending_new = "", ""
    operations = list(Indel.opcodes(old, new))
    for place, operation in enumerate(operations):
        words = old[operation.src_start : operation.src_end]
        written = "".join(new[operation.dest_start : operation.dest_end])
        if operation.tag == "equal":
            between = 0 < place < len(operations) - 1
            if between and len(words) < SHORTEST_ISLAND:
                pending_old += "".join(words)
                pending_new += written
                continue
            yield pending_old, pending_new
            yield written, written
            pending_old, pending_new = "", ""
        else:
            pending_old += "".join(words)
            pending_new += written
    yield pending_old, pending_new


def _joined(runs: Iterator[tuple[str, str]]) -> Iterator[Piece]:
    for old, new in runs:
        if old == new:
            if old:
                yield Piece(PieceKind.SAME, old)
            continue
        if old:
            yield Piece(PieceKind.OUT, old)
        if new:
            yield Piece(PieceKind.IN, new)
