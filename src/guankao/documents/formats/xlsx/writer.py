"""Writing data tables as an XLSX workbook, a sheet each; no cell of it can run as a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Final
from unicodedata import east_asian_width
from zipfile import ZipFile

import xlsxwriter
from lxml import etree
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from guankao.documents.data_tables import DataTable, Value
from guankao.documents.formats.characters import legible
from guankao.documents.formats.packages import write_package
from guankao.documents.formats.pages import FONT

LONGEST_CELL: Final = 32_767
"""Characters that a cell of a workbook holds; Excel refuses to open one with more."""

_CUT: Final = "…（過長，全文見 JSON）"
_DIGITS_OF_A_NUMBER: Final = 15
"""A workbook keeps numbers as binary fractions, which are exact for so many digits."""

_A3, _A4 = 8, 9
_WIDEST_ON_A4: Final = 200
"""Characters across; what is wider is printed on A3, where it can still be read."""

_LINE: Final = 16
_HIGHEST_ROW: Final = 409
"""Points: of one line of text, and of the highest row that a workbook can have."""

_CORE: Final = "docProps/core.xml"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_PLAIN: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(tables: Sequence[DataTable], title: str) -> bytes:
    """The tables as a workbook; the same tables always give the same bytes.

    A number of more digits than a workbook keeps stands there as text.
    """
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, _PLAIN) as workbook:
        workbook.set_properties({"title": legible(title)})
        common = {"font_name": FONT, "font_size": 11, "valign": "top", "text_wrap": True}
        cell = workbook.add_format(common)
        heading = workbook.add_format(
            {**common, "bold": True, "align": "center", "bg_color": "#E7E6E6", "border": 1}
        )
        for table in tables or (DataTable(title[:31] or "表", (), ()),):
            _sheet(workbook.add_worksheet(table.name), table, cell, heading)
    return deterministic(written.getvalue())


def _sheet(sheet: Worksheet, table: DataTable, cell: Format, heading: Format) -> None:
    sheet.set_landscape()
    wide = sum(column.width for column in table.columns) > _WIDEST_ON_A4
    sheet.set_paper(_A3 if wide else _A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    if not table.columns:
        return
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width, cell)
        sheet.write_string(0, place, column.name, heading)
    for number, row in enumerate(table.rows, start=1):
        sheet.set_row(number, _height(row, table), cell)
        for place, value in enumerate(row):
            _write(sheet, number, place, value, cell)


def _height(row: Sequence[Value], table: DataTable) -> float:
    """The height of a row in points: not every program makes rows as high as their wrapped text."""
    lines = [
        sum(-(-_width(line) // column.width) or 1 for line in value.split("\n"))
        for value, column in zip(row, table.columns, strict=True)
        if isinstance(value, str)
    ]
    return float(min(max(lines, default=1) * _LINE, _HIGHEST_ROW))


def _width(text: str) -> int:
    """How many characters of Latin script a text is wide."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _write(sheet: Worksheet, row: int, column: int, value: Value, form: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, str):
        # As a string it stays text, whatever sign it begins with.
        kept = legible(value)
        if len(kept) > LONGEST_CELL:
            kept = kept[: LONGEST_CELL - len(_CUT)] + _CUT
        sheet.write_string(row, column, kept, form)
    elif isinstance(value, Decimal) and len(value.as_tuple().digits) > _DIGITS_OF_A_NUMBER:
        sheet.write_string(row, column, f"{value:f}", form)
    else:
        sheet.write_number(row, column, float(value), form)


def deterministic(workbook: bytes) -> bytes:
    """The package without the time at which it was made, which the library puts into it."""
    with ZipFile(io.BytesIO(workbook)) as made:
        parts = {name: made.read(name) for name in sorted(made.namelist())}
    core = etree.fromstring(parts[_CORE])
    for stated in core.findall("{http://purl.org/dc/terms/}*"):
        core.remove(stated)
    parts[_CORE] = etree.tostring(core, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_package({_CONTENT_TYPES: parts.pop(_CONTENT_TYPES), **parts})
