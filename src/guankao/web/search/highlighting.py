"""Where the words of a query stand in a text as it was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guankao.web.search.folding import fold, fold_with_places

AROUND = 36
"""Characters of an excerpt on each side of a word."""

MOST_EXCERPTS = 3


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is, or is not, what was searched for."""

    text: str
    marked: bool


Pieces = tuple[Piece, ...]


def mark(text: str, words: Sequence[str]) -> Pieces:
    """The whole text in pieces, with every place of every folded word marked.

    >>> [piece.text for piece in mark("查獲 毒 品案件", ["毒品"]) if piece.marked]
    ['毒 品']
    """
    return _pieces(text, _spans(text, words), 0, len(text))


def excerpts(text: str, words: Sequence[str], *, title: str) -> list[Pieces]:
    """Where in the lines of a text those words stand that its title does not already show; the
    beginning of the text where the title shows them all.

    >>> [piece.text for piece in excerpts("甲乙\\n丙丁戊", ["丁"], title="甲")[0]]
    ['丙', '丁', '戊']
    """
    lines = text.split("\n")
    shown = fold(title)
    found: list[Pieces] = []
    told: set[str] = set()
    for word in words:
        if word in shown or word in told:
            continue
        for line in lines:
            spans = _spans(line, [word])
            if spans:
                excerpt = _around(line, spans[0], words)
                told.update(one for one in words if _holds(excerpt, one))
                found.append(excerpt)
                break
        if len(found) == MOST_EXCERPTS:
            break
    if not found and text:
        found.append(_around(lines[0], (0, 0), words))
    return found


def _holds(pieces: Pieces, word: str) -> bool:
    return any(piece.marked and word in fold(piece.text) for piece in pieces)


def _around(line: str, span: tuple[int, int], words: Sequence[str]) -> Pieces:
    """The neighbourhood of a span; short lines are shown whole."""
    start, end = max(0, span[0] - AROUND), min(len(line), span[1] + AROUND)
    pieces = _pieces(line, _spans(line, words), start, end)
    before = (Piece("…", marked=False),) if start > 0 else ()
    after = (Piece("…", marked=False),) if end < len(line) else ()
    return (*before, *pieces, *after)


def _spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches of the written text that hold a word, in order, overlapping ones joined."""
    folded, places = fold_with_places(text)
    found = sorted(span for word in words for span in _spans_of(word, folded, places))
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _spans_of(word: str, folded: str, places: list[int]) -> Iterator[tuple[int, int]]:
    at = folded.find(word)
    while at >= 0:
        yield places[at], places[at + len(word) - 1] + 1
        at = folded.find(word, at + 1)


def _pieces(text: str, spans: list[tuple[int, int]], start: int, end: int) -> Pieces:
    """Cut the text between two places at the spans."""
    pieces: list[Piece] = []
    place = start
    for span in spans:
        first, last = max(span[0], start), min(span[1], end)
        if first >= last:
            continue
        if first > place:
            pieces.append(Piece(text[place:first], marked=False))
        pieces.append(Piece(text[first:last], marked=True))
        place = last
    if place < end:
        pieces.append(Piece(text[place:end], marked=False))
    return tuple(pieces)
