"""The entries of a list that Σ adds up: 1.參加人次：106至108年度目標值分別為…，權重為60%。"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guankao.figures.formulas.errors import RefusalCode, RefusedFormula
from guankao.figures.formulas.items import Item, Mark, calculates
from guankao.figures.formulas.nodes import Input, Node, Number, Percent
from guankao.figures.formulas.operands import Place, named, quantity_at, trimmed
from guankao.figures.formulas.parser import parse

_WEIGHT: Final = re.compile(
    r"(?:權重|配分|比重|權值|[占佔])\s*(?:各?為|:)?\s*(?P<weight>[\d.]+)\s*(?P<unit>%|分)"
)
_YEARS: Final = re.compile(
    r"(?P<first>\d{2,3})\s*年?度?\s*(?:[-~至到⊖]\s*(?P<last>\d{2,3})\s*年?度?)?"
    r"(?P<what>[^\d,:、%]{0,12}?)\s*(?:均為|分別為|皆為|為|(?<=目標值)|(?<=目標數))\s*:?\s*"
)
_TARGET: Final = re.compile(r"\s*[:,，]?\s*(?:年度)?目標(?:值|數)\s*(?:為|:)?\s*(?=\d)")
_NAME_ENDS: Final = re.compile(
    r"\s*[:,，]?\s*(?=\d{2,3}\s*(?:年|[-~至到⊖]\s*\d{2,3}\s*年)(?:[^:,]{0,12}(?:為)|度|至))"
)
_INLINE: Final = re.compile(
    r"(?P<name>[^\d:、。;,()]{2,30}?)\s*:?\s*(?P<value>\d[\d,]*(?:\.\d+)?(?:[百千]?[萬億]|千)?"
    r"[^\W\d]{0,4}?%?)\s*\(\s*(?P<weight>[\d.]+)(?P<unit>%|分)\s*\)[、,;。]?"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: what is measured, what was meant to be reached, and how much it weighs."""

    actual: Node
    target: Node | None
    weight: Node


def entries_after(
    whole: str, items: tuple[Item, ...], start: int, *, fiscal_year: int | None
) -> list[Entry]:
    """The entries of the list that begins after ``start``; empty where there is none.

    Raises:
        RefusedFormula: an entry without its weight or its target of the year.
    """
    marks = [item for item in items if isinstance(item, Mark) and item.start >= start]
    numbered = [mark for mark in marks if mark.text == "#"]
    ends = [mark.start for mark in numbered] + [len(whole)]
    places = [Place(whole, mark.end, end) for mark, end in zip(numbered, ends[1:], strict=True)]
    if len(places) > 1 and all(_WEIGHT.search(place.text) for place in places):
        return [_numbered(place, items, fiscal_year) for place in places]
    return _inline(Place(whole, start, len(whole)))


def _inline(place: Place) -> list[Entry]:
    text = place.text
    found: list[Entry] = []
    for match in _INLINE.finditer(text):
        start = place.start
        name = trimmed(Place(place.whole, start + match.start("name"), start + match.end("name")))
        value = Place(place.whole, start + match.start("value"), start + match.end("value"))
        target = _value(value)
        if target is None:
            raise value.refused(RefusalCode.OPERAND, "a number with its unit")
        actual = Input(named(name), span=name.span)
        found.append(Entry(actual, target, _weight(match["weight"], match["unit"], value)))
    return found


def _weight(written: str, unit: str, place: Place) -> Node:
    found = quantity_at(Place(written, 0, len(written)))
    if found is None:
        raise place.refused(RefusalCode.WEIGHTS, "a weight such as 40%")
    number = Number(found[0].value, span=place.span)
    return Percent(number, place.span) if unit == "%" else number


def _numbered(place: Place, items: tuple[Item, ...], fiscal_year: int | None) -> Entry:
    text = place.text
    weight = _WEIGHT.search(text)
    if weight is None:
        raise place.refused(RefusalCode.WEIGHTS, "the weight of each entry")
    body = text[: weight.start()].rstrip(" ,;、")
    years = _NAME_ENDS.search(body)
    target_said = _TARGET.search(body) if years is None else None
    if years is None and target_said is not None:
        return _without_year(place, target_said, len(body), weight)
    if years is None:
        raise place.refused(RefusalCode.OPEN_YEAR, "the target of each entry, with its year")
    name_end = place.start + years.start()
    inside = tuple(item for item in items if place.start <= item.start and item.end <= name_end)
    actual: Node
    if calculates(inside):
        colon = next((n for n, item in enumerate(inside) if isinstance(item, Mark)), -1)
        actual = parse(place.whole, inside[colon + 1 :])
    else:
        name = trimmed(Place(place.whole, place.start, name_end))
        actual = Input(named(name), span=name.span)
    values = _by_year(Place(place.whole, place.start + years.end(), place.start + len(body)))
    target = _of_year(values, place, fiscal_year)
    return Entry(actual, target, _weight(weight["weight"], weight["unit"], place))


def _without_year(place: Place, said: re.Match[str], end: int, weight: re.Match[str]) -> Entry:
    """1.參觀人次：目標值2萬人次，權重40%: one target, whatever the year."""
    value = _value(Place(place.whole, place.start + said.end(), place.start + end))
    name = trimmed(Place(place.whole, place.start, place.start + said.start()))
    if value is None or not name.text:
        raise place.refused(RefusalCode.OPERAND, "the target of each entry, a number with its unit")
    actual = Input(named(name), span=name.span)
    return Entry(actual, value, _weight(weight["weight"], weight["unit"], place))


def _by_year(place: Place) -> dict[int, Node]:
    """Targets such as 106年為5場，107至109年分別為6、7、8場, by year."""
    text = place.text
    found: dict[int, Node] = {}
    matches = list(_YEARS.finditer(text))
    if not matches:
        raise place.refused(RefusalCode.OPEN_YEAR, "the target of each entry, with its year")
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        end = following.start() if following else len(text)
        first = int(match["first"])
        last = int(match["last"] or first)
        places = _pieces(place, match.end(), end)
        if len(places) not in (1, last - first + 1) or last - first > 20:
            raise place.refused(RefusalCode.OPEN_YEAR, "one target for each year")
        for offset in range(last - first + 1):
            piece = places[offset if len(places) > 1 else 0]
            value = _value(piece)
            if value is None:
                raise piece.refused(RefusalCode.OPERAND, "a number with its unit")
            found[first + offset] = value
    return found


def _pieces(place: Place, start: int, end: int) -> list[Place]:
    found: list[Place] = []
    for match in re.finditer(r"[^、]+", place.text[start:end].rstrip(" ,;。")):
        first = place.start + start + match.start()
        found.append(Place(place.whole, first, first + len(match[0])))
    return found


def _value(place: Place) -> Node | None:
    found = quantity_at(place)
    if found is None:
        return None
    quantity, percent = found
    number = Number(quantity.value, quantity.unit, place.span)
    return Percent(number, place.span) if percent else number


def _of_year(values: dict[int, Node], place: Place, fiscal_year: int | None) -> Node:
    if fiscal_year is None and len(set(values.values())) == 1:
        return next(iter(values.values()))
    if fiscal_year is None or fiscal_year not in values:
        years = ", ".join(str(year) for year in values)
        raise place.refused(RefusalCode.OPEN_YEAR, f"the fiscal year, one of {years or 'none'}")
    return values[fiscal_year]


def refused_sum(whole: str, position: int) -> RefusedFormula:
    """The refusal of a Σ whose list is not there."""
    expected = "a list of what Σ adds, each entry with its target and its weight"
    return RefusedFormula(whole, position, RefusalCode.OPEN_SUM, expected)
