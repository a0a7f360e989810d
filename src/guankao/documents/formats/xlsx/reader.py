"""Reading the cells of an XLSX workbook: what they show, never what they would compute."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from guankao.documents.formats.characters import legible
from guankao.documents.formats.containers import Package
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import Limits
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.formats.sheets import (
    Budget,
    Place,
    Sheet,
    day_of_serial,
    place_of,
    plain_number,
)
from guankao.documents.formats.xml_parts import parse_part

WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_STRINGS: Final = "xl/sharedStrings.xml"
_STYLES: Final = "xl/styles.xml"
_DAYS: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""Numbers of the built-in formats of days and times."""
_PERCENTAGES: Final = frozenset((9, 10))
_REMARKS: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_MOST_SHEETS: Final = 100


@dataclass(frozen=True, slots=True)
class _Book:
    """What all sheets of a workbook share."""

    strings: tuple[str, ...]
    formats: tuple[str, ...]
    """Of each style of a cell: "day", "percent" or ""."""
    since_1904: bool


def read_xlsx(data: bytes, *, limits: Limits) -> tuple[Sheet, ...]:
    """The sheets of a workbook in their order, hidden ones as well.

    A formula stands there as the result that was stored with it.

    Raises:
        UnreadableFile: damaged, too large, or no workbook.
    """
    package = Package(data, limits)
    workbook = parse_part(package.part(WORKBOOK), WORKBOOK)
    properties = next(_named(workbook, "workbookPr"), None)
    since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    book = _Book(_strings(package), _formats(package), since_1904)
    budget = Budget(limits)
    return tuple(
        Sheet(legible(name), dict(_cells(parse_part(package.part(part), part), book, budget)))
        for name, part in _sheets(workbook, package)
    )


def _named(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements of a name in whatever namespace: there are two dialects of the format."""
    return parent.iterfind(f".//{{*}}{name}")


def _sheets(workbook: etree._Element, package: Package) -> Iterator[tuple[str, str]]:
    relations = parse_part(package.part(_RELATIONS), _RELATIONS)
    targets = {
        one.get("Id", ""): one.get("Target", "") for one in _named(relations, "Relationship")
    }
    for number, one in enumerate(_named(workbook, "sheet")):
        if number == _MOST_SHEETS:
            raise UnreadableFile(Obstacle.DAMAGED, detail=WORKBOOK)
        key = next((value for name, value in one.attrib.items() if str(name).endswith("}id")), "")
        target = targets.get(str(key), "")
        # A target stands under the folder of the workbook, or under the root of the package.
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if part in package:
            yield one.get("name", ""), part


def _strings(package: Package) -> tuple[str, ...]:
    data = package.part_if_there(_STRINGS)
    if data is None:
        return ()
    return tuple(_text(one) for one in parse_part(data, _STRINGS).iterfind("{*}si"))


def _text(parent: etree._Element) -> str:
    """The text of an item, without how its characters are read aloud."""
    pieces = [
        piece.text or ""
        for piece in _named(parent, "t")
        if not any(etree.QName(above).localname == "rPh" for above in piece.iterancestors())
    ]
    return legible("".join(pieces))


def _formats(package: Package) -> tuple[str, ...]:
    data = package.part_if_there(_STYLES)
    if data is None:
        return ()
    styles = parse_part(data, _STYLES)
    own = {
        one.get("numFmtId", ""): _REMARKS.sub("", one.get("formatCode", "")).lower()
        for one in _named(styles, "numFmt")
    }
    found = []
    for one in styles.iterfind(".//{*}cellXfs/{*}xf"):
        number = one.get("numFmtId", "0")
        code = own.get(number, "")
        built_in = int(number) if number.isdecimal() and len(number) < 6 else 0
        if "%" in code or built_in in _PERCENTAGES:
            found.append("percent")
        elif built_in in _DAYS or (number in own and re.search("[ymde]", code)):
            found.append("day")
        else:
            found.append("")
    return tuple(found)


def _cells(sheet: etree._Element, book: _Book, budget: Budget) -> Iterator[tuple[Place, str]]:
    row = column = 0
    for line in _named(sheet, "row"):
        stated = line.get("r", "")
        row = int(stated) if stated.isdecimal() and len(stated) < 8 else row + 1
        column = 0
        for cell in line.iterfind("{*}c"):
            place = row, column + 1
            if cell.get("r"):
                try:
                    place = place_of(cell.get("r", ""))
                except ValueError:
                    raise UnreadableFile(Obstacle.DAMAGED, detail=cell.get("r", "")[:20]) from None
            column = place[1]
            text = _shown(cell, book)
            if text:
                yield place, budget.take(text)


def _shown(cell: etree._Element, book: _Book) -> str:
    """What a cell shows; "" where it is blank."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = cell.find("{*}v")
    text = (value.text or "").strip() if value is not None else ""
    if kind == "s":
        number = int(text) if text.isdecimal() and len(text) < 9 else -1
        if not 0 <= number < len(book.strings):
            raise UnreadableFile(Obstacle.DAMAGED, detail=_STRINGS)
        return book.strings[number]
    if kind != "n" or not text:
        return legible(text)
    style = cell.get("s", "0")
    number = int(style) if style.isdecimal() and len(style) < 6 else 0
    form = book.formats[number] if number < len(book.formats) else ""
    try:
        if form == "day":
            return day_of_serial(text, since_1904=book.since_1904)
        return plain_number(text, percent=form == "percent")
    except ValueError:
        return legible(text)
