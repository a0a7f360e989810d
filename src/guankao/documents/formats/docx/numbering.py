"""Numbers of paragraphs that Word generates: 一、（一）1. and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from guankao.documents.formats.docx.names import named, whole_number
from guankao.documents.formats.numbering import LARGEST_NUMBER, write_number

_VALUE: Final = named("w:val")
_PLACE: Final = re.compile(r"%([1-9])")
_LEVELS: Final = 9

_SCHEMES: Final = {
    "decimal": "decimal",
    "decimalZero": "decimal-two-digits",
    "decimalFullWidth": "decimal-wide",
    "decimalFullWidth2": "decimal-wide",
    "decimalHalfWidth": "decimal",
    "lowerLetter": "letters",
    "upperLetter": "letters-upper",
    "lowerRoman": "roman",
    "upperRoman": "roman-upper",
    "taiwaneseCounting": "chinese",
    "taiwaneseCountingThousand": "chinese",
    "chineseCounting": "chinese",
    "chineseCountingThousand": "chinese",
    "japaneseCounting": "chinese",
    "ideographDigital": "chinese-positional",
    "taiwaneseDigital": "chinese-positional",
    "japaneseDigitalTenThousand": "chinese-positional",
    "ideographLegalTraditional": "chinese-financial",
    "chineseLegalSimplified": "chinese-financial",
    "japaneseLegal": "chinese-financial",
    "ideographTraditional": "stems",
    "ideographZodiac": "branches",
    "decimalEnclosedCircle": "circled",
    "decimalEnclosedCircleChinese": "circled",
    "none": "none",
}


@dataclass(frozen=True, slots=True)
class NumberLevel:
    """One level of a numbering: its text with places such as %1, and where it begins.

    A legal level writes the numbers of all levels in digits.
    """

    scheme: str | None = None
    text: str = ""
    start: int = 1
    style: str | None = None
    legal: bool = False


class Numbering:
    """The numberings of a document, and how far each has come."""

    def __init__(self, root: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, NumberLevel]] = {}
        self._source: dict[str, str] = {}
        self._reached: dict[str, dict[int, int]] = {}
        self._overridden: set[tuple[str, int]] = set()
        self._begun: set[str] = set()
        if root is None:
            return
        abstract = {
            element.get(named("w:abstractNumId"), ""): element
            for element in root.iter(named("w:abstractNum"))
        }
        by_style = {
            link.get(_VALUE): key
            for key, element in abstract.items()
            if (link := element.find(named("w:styleLink"))) is not None
        }
        for element in root.iter(named("w:num")):
            number = element.get(named("w:numId"), "")
            reference = element.find(named("w:abstractNumId"))
            key = "" if reference is None else reference.get(_VALUE, "")
            found = abstract.get(key)
            link = None if found is None else found.find(named("w:numStyleLink"))
            if link is not None:
                key = by_style.get(link.get(_VALUE), key)
                found = abstract.get(key)
            levels = {} if found is None else _levels(found)
            self._levels[number] = self._with_overrides(number, element, levels)
            self._source[number] = key

    def _with_overrides(
        self, number: str, element: etree._Element, levels: dict[int, NumberLevel]
    ) -> dict[int, NumberLevel]:
        for override in element.iter(named("w:lvlOverride")):
            level = whole_number(override.get(named("w:ilvl")), 0, _LEVELS - 1)
            levels.update(_levels(override))
            start = override.find(named("w:startOverride"))
            if start is not None:
                first = whole_number(start.get(_VALUE), 1, LARGEST_NUMBER)
                levels[level] = replace(levels.get(level, NumberLevel()), start=first)
                self._overridden.add((number, level))
        return levels

    def next(self, number: str, level: int) -> str:
        """The number of the next paragraph of a numbering, empty for a bullet."""
        levels = self._levels.get(number, {})
        own = levels.get(level)
        if own is None or own.scheme is None:
            return ""
        reached = self._reached.setdefault(self._source[number], {})
        if number not in self._begun:
            # A numbering that overrides its start begins anew where it is first used.
            self._begun.add(number)
            for _, overridden in [pair for pair in self._overridden if pair[0] == number]:
                reached.pop(overridden, None)
        reached[level] = min(reached.get(level, own.start - 1) + 1, LARGEST_NUMBER)
        for deeper in [other for other in reached if other > level]:
            del reached[deeper]

        def written(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            shown = levels.get(place, NumberLevel("decimal"))
            scheme = "decimal" if own.legal else shown.scheme
            return write_number(reached.get(place, shown.start), scheme or "none")

        return _PLACE.sub(written, own.text)

    def level_of_style(self, number: str, style: str) -> int:
        """The level that a numbering ties to a paragraph style; 0 where it ties none."""
        levels = self._levels.get(number, {})
        return next((level for level, found in levels.items() if found.style == style), 0)


def _levels(element: etree._Element) -> dict[int, NumberLevel]:
    found: dict[int, NumberLevel] = {}
    for level in element.iter(named("w:lvl")):
        values = {
            name: child.get(_VALUE)
            for name in ("start", "numFmt", "lvlText", "pStyle", "isLgl")
            if (child := level.find(named(f"w:{name}"))) is not None
        }
        scheme = values.get("numFmt") or "decimal"
        found[whole_number(level.get(named("w:ilvl")), 0, _LEVELS - 1)] = NumberLevel(
            scheme=None if scheme == "bullet" else _SCHEMES.get(scheme, "decimal"),
            text=values.get("lvlText") or "",
            start=whole_number(values.get("start"), 1, LARGEST_NUMBER),
            style=values.get("pStyle"),
            legal="isLgl" in values and scheme != "none",
        )
    return found


def numbering_of(properties: etree._Element | None) -> tuple[str, int | None] | None:
    """The numbering and level that a paragraph's or style's properties name."""
    found = None if properties is None else properties.find(named("w:numPr"))
    if found is None:
        return None
    number, level = found.find(named("w:numId")), found.find(named("w:ilvl"))
    written = None if level is None else whole_number(level.get(_VALUE), 0, _LEVELS - 1)
    return ("" if number is None else number.get(_VALUE, ""), written)
