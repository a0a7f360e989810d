"""Which KPIs a project serves: the names in its cell (與KPI關聯), told apart.

、 stands between names and inside them, so the cell is divided by the plan's own KPIs, the longest
first. What is no KPI's name is given back, and never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from guankao.documents.interpretation.spacing import without_white_space
from guankao.figures import fold_width, normalise

_SEPARATORS: Final = "、,;/\n｜|"
_NOTHING: Final = re.compile(r"無|-+|—+|－+")
_NUMBER: Final = re.compile(r"\d{1,2}-\d{1,2}")
_CALLED: Final = re.compile(r"KPI\s*", re.IGNORECASE)
_LONGEST: Final = 4_000
"""Characters of a cell; what is longer is no list of names, and is given back whole."""

_NEAR: Final = 88.0
"""Likeness in percent from which a name is taken to be misspelt and no other."""

_LEAD: Final = 6.0
"""By how much the likest name must be ahead of the next."""


@dataclass(frozen=True, slots=True)
class NearName:
    """A name that is no KPI's, and the KPI's that it is taken for."""

    written: str
    taken_for: str


@dataclass(frozen=True, slots=True)
class Links:
    """The names found, as the KPIs are called, and what could not be matched."""

    names: tuple[str, ...] = ()
    near: tuple[NearName, ...] = ()
    unmatched: tuple[str, ...] = ()


def comparable(name: str) -> str:
    """A name as it is compared: one width, no white space, no stop at the end.

    >>> comparable("召開金、馬會報（ 年度）。") == comparable("召開金、馬會報(年度)")
    True
    """
    return fold_width(normalise(without_white_space(name))).rstrip("。.,;、")


def link_numbers(text: str) -> tuple[str, ...]:
    """The numbers of a cell that names KPIs by goal and number, and by nothing else.

    >>> link_numbers("１-２、KPI3-1"), link_numbers("1-2 訪視件數")
    (('1-2', '3-1'), ())
    """
    pieces = re.split(r"[、，,;；/\s]+", _CALLED.sub("", fold_width(text)).strip())
    return tuple(pieces) if all(map(_NUMBER.fullmatch, pieces)) else ()


def divide_links(text: str, names: Sequence[str]) -> Links:
    """The KPIs that a cell names.

    >>> divide_links("會報、訪視件數", ["會報", "訪視件數"]).names
    ('會報', '訪視件數')
    >>> divide_links("金、馬會報、其他", ["金、馬會報", "馬會報"])
    Links(names=('金、馬會報',), near=(), unmatched=('其他',))
    """
    folded = comparable(text.replace("，", "、"))
    if len(folded) > _LONGEST:
        return Links(unmatched=(text,))
    by_form = {comparable(name.replace("，", "、")): name for name in names}
    by_form.pop("", None)
    found: list[str] = []
    near: list[NearName] = []
    unmatched: list[str] = []
    for pieces in _divide(folded, sorted(by_form, key=len, reverse=True)):
        if pieces[0] in by_form:
            found.append(by_form[pieces[0]])
            continue
        whole = "、".join(pieces)
        # A separator may be part of the misspelt name, so the pieces are tried together first.
        for piece in [whole] if _likest(whole, names) else pieces:
            likest = _likest(piece, names)
            if likest is not None:
                found.append(likest)
                near.append(NearName(piece, likest))
            elif not _NOTHING.fullmatch(piece):
                unmatched.append(piece)
    return Links(tuple(dict.fromkeys(found)), tuple(near), tuple(unmatched))


def _divide(text: str, forms: Sequence[str]) -> list[list[str]]:
    """The pieces of a text that leave the least of it unmatched; of those, the fewest.

    A name is a piece alone; neighbours that match nothing stand together.
    """
    by_start: dict[str, list[str]] = {}
    for form in forms:
        by_start.setdefault(form[0], []).append(form)
    beginning = [
        [form for form in by_start.get(text[start], ()) if text.startswith(form, start)]
        for start in range(len(text))
    ]
    best: list[_Way] = [_Way(0, 0, None, len(text))] * (len(text) + 1)
    end_of_piece = len(text)
    for start in range(len(text) - 1, -1, -1):
        ways = []
        if text[start] in _SEPARATORS:
            end_of_piece = start
            ways.append(best[start + 1])
        for form in beginning[start]:
            end = start + len(form)
            if end == len(text) or text[end] in _SEPARATORS or beginning[end]:
                ways.append(_Way(best[end].lost, best[end].pieces + 1, form, end))
        if end_of_piece > start:
            rest = best[end_of_piece]
            lost = rest.lost + end_of_piece - start
            ways.append(_Way(lost, rest.pieces + 1, text[start:end_of_piece], end_of_piece))
        best[start] = min(ways, key=lambda way: (way.lost, way.pieces))
    return _together(_followed(best), set(forms))


@dataclass(frozen=True, slots=True)
class _Way:
    """The best way on from a place: what it leaves unmatched, its next piece and that one's end."""

    lost: int
    pieces: int
    piece: str | None
    end: int


def _followed(best: list[_Way]) -> Iterator[str]:
    way = best[0]
    while way.piece is not None:
        yield way.piece
        way = best[way.end]


def _together(pieces: Iterable[str], forms: set[str]) -> list[list[str]]:
    together: list[list[str]] = []
    for piece in pieces:
        if together and piece not in forms and together[-1][0] not in forms:
            together[-1].append(piece)
        else:
            together.append([piece])
    return together


def _likest(piece: str, names: Sequence[str]) -> str | None:
    """The one name that a piece is a misspelling of; none where two are about as near."""
    scored = sorted(
        ((fuzz.ratio(piece, comparable(name.replace("，", "、"))), name) for name in names),
        reverse=True,
    )
    if not scored or scored[0][0] < _NEAR:
        return None
    ahead = scored[0][0] - (scored[1][0] if len(scored) > 1 else 0.0)
    return scored[0][1] if ahead >= _LEAD or scored[0][1] == scored[1][1] else None
