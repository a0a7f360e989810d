"""Cells of workbooks as they are read: XLSX and ODS, by whoever, and those who mean harm."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from guankao.documents.data_tables import DataColumn, DataTable
from guankao.documents.formats.ods import write_ods
from guankao.documents.formats.packages import write_package
from guankao.documents.formats.sheets import address, place_of
from guankao.documents.reading import (
    Limits,
    Obstacle,
    UnreadableFile,
    read_sheets_of_file,
    sheets_of,
)

ODS = "application/vnd.oasis.opendocument.spreadsheet"
TABLE = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="表">{rows}</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)


def xlsx(**cells: object) -> bytes:
    made = openpyxl.Workbook()
    for place, value in cells.items():
        made.active[place] = value
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def ods(rows: str) -> bytes:
    parts = {"mimetype": ODS.encode(), "content.xml": TABLE.format(rows=rows).encode()}
    return write_package(parts, stored=("mimetype",))


def cells(data: bytes) -> dict[str, str]:
    return {address(place): text for place, text in sheets_of(data)[0].cells.items()}


def test_what_a_cell_shows():
    data = xlsx(
        B7=0.1 + 0.2, C7=dt.date(2018, 3, 31), D7="１２\n三", E7="=1+1", F7=True, G7=1e15, H7=-0.5
    )
    assert cells(data) == {
        "B7": "0.3",
        "C7": "2018-03-31",
        "D7": "１２\n三",
        "F7": "1",
        "G7": "1000000000000000",
        "H7": "-0.5",
    }


def test_percentages_are_read_as_people_see_them():
    made = openpyxl.Workbook()
    made.active["A1"] = 0.155
    made.active["A1"].number_format = "0.0%"
    made.active["A2"] = 5
    made.active["A2"].number_format = '0"%"'
    target = io.BytesIO()
    made.save(target)
    assert cells(target.getvalue()) == {"A1": "15.5%", "A2": "5"}


def test_an_ods_with_repeated_rows_spaces_and_days():
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="float" office:value="1.50"/>'
        '<table:table-cell office:value-type="percentage" office:value="0.9"/>'
        '<table:table-cell office:value-type="date" office:date-value="2018-03-31T00:00:00"/>'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="2">'
        '<text:p>一<text:s text:c="2"/>二</text:p><text:p>三</text:p></table:table-cell>'
        "</table:table-row>"
    )
    assert cells(ods(rows)) == {
        "C3": "1.5",
        "D3": "90%",
        "E3": "2018-03-31",
        "F3": "一  二\n三",
        "G3": "一  二\n三",
    }


def test_a_workbook_that_we_wrote_as_ods():
    columns = (DataColumn("名稱", 10), DataColumn("值", 10))
    data = write_ods((DataTable("表", columns, (("=1+1", 3),)),), "表")
    assert cells(data) == {"A1": "名稱", "B1": "值", "A2": "=1+1", "B2": "3"}


def test_the_child_process_says_the_same():
    data = xlsx(B7="甲")
    assert read_sheets_of_file(data) == sheets_of(data)


@pytest.mark.parametrize(
    ("rows", "obstacle"),
    [
        (
            '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>',
            Obstacle.TOO_MANY_CELLS,
        ),
        (
            '<table:table-row><table:table-cell table:number-columns-repeated="900" '
            f'office:value-type="string"><text:p>{"長" * 9000}</text:p></table:table-cell>'
            "</table:table-row>",
            Obstacle.TOO_MUCH_TEXT,
        ),
    ],
)
def test_a_repetition_that_fills_the_memory_is_refused(rows, obstacle):
    with pytest.raises(UnreadableFile) as refused:
        sheets_of(ods(rows), limits=Limits(cells=1000, characters=100_000))
    assert refused.value.obstacle is obstacle


def rewritten(data: bytes, part: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return write_package({**parts, part: content})


def test_a_workbook_that_unpacks_to_too_much_is_refused():
    data = rewritten(xlsx(A1="甲"), "xl/worksheets/sheet1.xml", b"<x>" + b" " * 9_000_000)
    with pytest.raises(UnreadableFile) as refused:
        sheets_of(data)
    assert refused.value.obstacle is Obstacle.UNPACKS_TOO_LARGE


@pytest.mark.parametrize(
    ("part", "content", "obstacle"),
    [
        (
            "xl/sharedStrings.xml",
            b'<!DOCTYPE s [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>',
            Obstacle.DECLARES_ENTITIES,
        ),
        ("xl/workbook.xml", b"<workbook", Obstacle.DAMAGED),
        (
            "xl/worksheets/sheet1.xml",
            b'<s><row r="1"><c r="A1" t="s"><v>99</v></c></row></s>',
            Obstacle.DAMAGED,
        ),
        ("xl/worksheets/sheet1.xml", b'<s><row><c r="??"><v>1</v></c></row></s>', Obstacle.DAMAGED),
    ],
)
def test_what_is_damaged_or_means_harm_is_refused(part, content, obstacle):
    with pytest.raises(UnreadableFile) as refused:
        sheets_of(rewritten(xlsx(A1="甲"), part, content))
    assert refused.value.obstacle is obstacle


@pytest.mark.parametrize("text", ["A1", "B7", "Z9", "AA10", "AB1"])
def test_addresses_both_ways(text):
    assert address(place_of(text)) == text


@pytest.mark.parametrize("text", ["", "7", "B", "b7", "ABCD1", "A12345678", "A-1", "Ａ1"])
def test_what_is_no_address(text):
    with pytest.raises(ValueError, match="is no cell"):
        place_of(text)
