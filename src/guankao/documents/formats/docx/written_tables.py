"""The tables of a written DOCX: a grid of fixed widths, spans, heads that return on each page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree

from guankao.documents.formats.characters import legible
from guankao.documents.formats.docx.style_sheet import (
    CELL_TEXT,
    GRID,
    HEADING_CELL_TEXT,
    NUMERIC_CELL_TEXT,
)
from guankao.documents.formats.pages import LONGEST_UNBROKEN_ROW, column_widths, stays_whole
from guankao.documents.papers import Cell, Row, Table

_TWENTIETHS_OF_A_POINT_IN_A_CENTIMETRE: Final = 1440 / 2.54
_PADDING: Final = "57"
"""A millimetre, in twentieths of a point."""

_HEADING_SHADE: Final = "E7E6E6"


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell as Word wants it: how many columns it takes, and whether it goes on from above."""

    cell: Cell
    column: int
    columns: int
    continued: bool = False


def table_element(table: Table, style_ids: Mapping[str, str], *, landscape: bool) -> etree._Element:
    """The table as w:tbl; `style_ids` are those of the styles of cells, by their names."""
    relative = column_widths(table.widths, len(table.rows[0].cells), landscape=landscape)
    widths = [round(width * _TWENTIETHS_OF_A_POINT_IN_A_CENTIMETRE) for width in relative]
    element: etree._Element = OxmlElement("w:tbl")
    properties = child(element, "w:tblPr")
    child(properties, "w:tblStyle", val=style_ids[GRID])
    child(properties, "w:tblW", w=str(sum(widths)), type="dxa")
    child(properties, "w:jc", val="center")
    child(properties, "w:tblLayout", type="fixed")
    margins = child(properties, "w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        child(margins, f"w:{side}", w=_PADDING, type="dxa")
    grid = child(element, "w:tblGrid")
    for width in widths:
        child(grid, "w:gridCol", w=str(width))
    whole = stays_whole(table)
    for row, places in _places(table):
        # Word keeps rows together by the paragraphs in them, each with the next but the last.
        kept = whole and row is not table.rows[-1]
        row_element = child(element, "w:tr")
        _row_properties(row_element, row)
        for place in places:
            width = sum(widths[place.column : place.column + place.columns])
            _cell(row_element, place, width, style_ids)
        if kept:
            for paragraph in row_element.iter(qn("w:pPr")):
                child(paragraph, "w:keepNext")
    return element


def child(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    """A new last child; the attributes are of WordprocessingML."""
    element: etree._Element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element


def _places(table: Table) -> Iterator[tuple[Row, list[_Place]]]:
    """Each row with its cells: Word states a cell again in every row that it reaches into."""
    reaching: dict[int, tuple[int, int]] = {}
    for row in table.rows:
        places: list[_Place] = []
        column = 0
        while column < len(row.cells):
            cell = row.cells[column]
            rows, columns = reaching.pop(column, (0, 0))
            if cell.covered and rows:
                place = _Place(cell, column, columns, continued=True)
            else:
                place = _Place(cell, column, cell.columns)
                rows, columns = cell.rows, cell.columns
            if rows > 1:
                reaching[column] = (rows - 1, columns)
            places.append(place)
            column += place.columns
        yield row, places


def _row_properties(element: etree._Element, row: Row) -> None:
    properties = child(element, "w:trPr")
    if sum(len(cell.text) for cell in row.cells) <= LONGEST_UNBROKEN_ROW:
        child(properties, "w:cantSplit")
    if row.heading:
        child(properties, "w:tblHeader")


def _cell(row: etree._Element, place: _Place, width: int, style_ids: Mapping[str, str]) -> None:
    cell = place.cell
    element = child(row, "w:tc")
    properties = child(element, "w:tcPr")
    child(properties, "w:tcW", w=str(width), type="dxa")
    if place.columns > 1:
        child(properties, "w:gridSpan", val=str(place.columns))
    if place.continued:
        child(properties, "w:vMerge")
    elif cell.rows > 1:
        child(properties, "w:vMerge", val="restart")
    if cell.heading:
        child(properties, "w:shd", val="clear", color="auto", fill=_HEADING_SHADE)
        child(properties, "w:vAlign", val="center")
    for line in legible(cell.text).split("\n"):
        paragraph = child(element, "w:p")
        child(child(paragraph, "w:pPr"), "w:pStyle", val=style_ids[_style_of(cell)])
        if line:
            run: Run = paragraph.add_r()  # type: ignore[attr-defined]
            run.text = line


def _style_of(cell: Cell) -> str:
    if cell.heading:
        return HEADING_CELL_TEXT
    return NUMERIC_CELL_TEXT if cell.numeric else CELL_TEXT
