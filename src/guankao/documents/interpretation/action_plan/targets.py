"""The targets of a measure: items, each with its figure, or with several as parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from guankao.documents.action_plan import MeasureTarget, TargetPart
from guankao.documents.interpretation.wording import numbered_items, outer_ends_trimmed
from guankao.figures import Target, UnreadableFigure, fold_width, read_target
from guankao.figures.sentences import read_sentence

_NOTHING: Final = re.compile(r"(?:無|—|-|－|／|/|不適用|N/?A)[。.]?", re.IGNORECASE)
_SEPARATOR: Final = re.compile(r"[，；;、（）()]|,(?!\d)|及|與|和")
_OWN_YEAR: Final = re.compile(r"^\s*\d{2,3}\s*年(?:度)?\s*")
_FIGURE_AT_THE_END: Final = re.compile(
    r"(?P<subject>.*?[^\d.,第])(?P<figure>\d[\d,.]*\s*(?:[百千]?[萬億])?\s*"
    r"[^\W\d年月日條款號版屆]{1,3}(?:以上|以下|以內)?)"
)
LONGEST_SUBJECT: Final = 300
_UNTIL: Final = re.compile(
    r"(?:\d{2,3}年度?(?:績效)?目標值(?:為|:|：)?|比率為|為|計|共計?|合計)\s*$"
)


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    target: Target
    subject: str


def read_targets(text: str, subject: str) -> tuple[MeasureTarget, ...]:
    """The targets that a cell holds; `subject` is what a bare figure (15案) counts.

    >>> [(one.value, one.unit) for one in read_targets("1. 宣導 53 場。 2. 完成修正草案。", "")]
    [(Decimal('53'), '場'), (None, None)]
    >>> read_targets("無。", "")
    ()
    """
    if _NOTHING.fullmatch(text.strip()):
        return ()
    items = [outer_ends_trimmed(item) for item in numbered_items(text)]
    return tuple(
        _target(number, item, subject) for number, item in enumerate(filter(None, items), start=1)
    )


def _target(number: int, text: str, subject: str) -> MeasureTarget:
    parts = _parts(text, subject)
    if not parts:
        return MeasureTarget(no=number, text=text, subject=text, comparator="milestone")
    first = parts[0]
    return MeasureTarget(
        no=number,
        text=text,
        subject=first.subject,
        comparator=first.target.comparator.value,
        value=first.target.quantity.value if first.target.quantity else None,
        unit=_unit(first.target),
        parts=()
        if len(parts) == 1
        else tuple(
            TargetPart(
                no=place,
                subject=part.subject,
                comparator=part.target.comparator.value,
                value=part.target.quantity.value if part.target.quantity else None,
                unit=_unit(part.target),
            )
            for place, part in enumerate(parts, start=1)
        ),
    )


def _unit(target: Target) -> str | None:
    return (target.quantity.unit or None) if target.quantity else None


def _parts(text: str, subject: str) -> list[_Part]:
    """Each figure with the words before it; words behind the last figure belong to it."""
    found: list[_Part] = []
    piece = ""
    for clause in _clauses(text):
        piece += clause
        part = _read(piece, subject)
        if part is not None:
            found.append(part)
            piece = ""
    return found


def _clauses(text: str) -> list[str]:
    ends = [match.end() for match in _SEPARATOR.finditer(text)]
    cuts = [0, *ends, len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]


def _read(piece: str, subject: str) -> _Part | None:
    words = piece.strip("，；;、（）() 。")
    # The separator 及 or 與 that ends a clause is no part of its unit.
    words = _OWN_YEAR.sub("", re.sub(r"[及與和]$", "", words))
    if not re.search(r"\d|百分之|[一二三四五六七八九十]", fold_width(words)):
        return None
    target, own = _figure(words, subject)
    if target is None or target.quantity is None:
        return None
    return _Part(words, target, (own or subject or words)[:LONGEST_SUBJECT])


def _figure(words: str, subject: str) -> tuple[Target | None, str]:
    """The target of a clause and what it counts; a unit that is unknown counts at the end."""
    try:
        target = read_target(words, name=subject)
        if target.quantity is not None:
            return target, _subject(words)
    except UnreadableFigure:
        pass
    ending = _FIGURE_AT_THE_END.fullmatch(words)
    if ending is None:
        return None, ""
    try:
        return read_target(ending["figure"], name=ending["subject"]), ending["subject"].strip()
    except UnreadableFigure:
        return None, ""


def _subject(words: str) -> str:
    """What stands before the figure: 督導場次達 50 場 counts 督導場次."""
    try:
        figure = read_sentence(words)
    except UnreadableFigure:
        return ""
    if figure is None:
        return ""
    return _UNTIL.sub("", figure.subject).strip("，、：: ")
