"""Reading the cells of an ODS workbook: what they show, never what they would compute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from guankao.documents.formats.characters import legible
from guankao.documents.formats.containers import Package
from guankao.documents.formats.limits import Limits
from guankao.documents.formats.sheets import Budget, Place, Sheet, plain_number
from guankao.documents.formats.xml_parts import parse_part

CONTENT: Final = "content.xml"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read_ods(data: bytes, *, limits: Limits) -> tuple[Sheet, ...]:
    """The sheets of a workbook in their order, hidden ones as well.

    Raises:
        UnreadableFile: damaged, too large, or no workbook.
    """
    content = parse_part(Package(data, limits).part(CONTENT), CONTENT)
    budget = Budget(limits)
    return tuple(
        Sheet(legible(table.get(f"{_TABLE}name", "")), dict(_cells(table, budget)))
        for table in content.iterfind(f".//{_TABLE}table")
    )


def _cells(table: etree._Element, budget: Budget) -> Iterator[tuple[Place, str]]:
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        texts = [
            (_shown(cell), _count(cell, "number-columns-repeated"))
            for cell in line
            if cell.tag in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
        ]
        repeated = _count(line, "number-rows-repeated")
        if any(text for text, _times in texts):
            for _time in range(repeated):
                row += 1
                yield from _line(row, texts, budget)
        else:
            row += repeated


def _line(row: int, texts: list[tuple[str, int]], budget: Budget) -> Iterator[tuple[Place, str]]:
    column = 0
    for text, times in texts:
        if text:
            for place in range(column + 1, column + times + 1):
                yield (row, place), budget.take(text)
        column += times


def _count(element: etree._Element, name: str) -> int:
    stated = element.get(f"{_TABLE}{name}", "1")
    return int(stated) if stated.isdecimal() and 0 < len(stated) < 8 else 1


def _shown(cell: etree._Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "")
    value = cell.get(f"{_OFFICE}value", "")
    try:
        if kind in {"float", "currency"}:
            return plain_number(value)
        if kind == "percentage":
            return plain_number(value, percent=True)
    except ValueError:
        return legible(value)
    if kind == "date":
        return cell.get(f"{_OFFICE}date-value", "")[:10]
    lines = ("".join(_pieces(one)) for one in cell.iterfind(f"{_TEXT}p"))
    return legible("\n".join(lines))


def _pieces(parent: etree._Element) -> Iterator[str]:
    """The text of a paragraph, with its spaces and line breaks, which are elements."""
    yield parent.text or ""
    for one in parent:
        if one.tag == f"{_TEXT}s":
            count = one.get(f"{_TEXT}c", "1")
            yield " " * (int(count) if count.isdecimal() and len(count) < 4 else 1)
        elif one.tag in {f"{_TEXT}line-break", f"{_TEXT}tab"}:
            yield "\n" if one.tag.endswith("break") else " "
        elif one.tag != f"{_OFFICE}annotation":
            yield from _pieces(one)
        yield one.tail or ""
