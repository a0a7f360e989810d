"""Data tables as XLSX, ODS and CSV: numbers are numbers, text never runs, bytes never change."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from decimal import Decimal
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree
from odfdo import Document

from documents.official.fictional_report import fictional_plan
from guankao.documents.data_tables import DataColumn, DataTable, data_tables
from guankao.documents.formats.csv_tables import write_csv, write_csv_package
from guankao.documents.formats.csv_tables.writer import FORMULA_SIGNS
from guankao.documents.formats.ods import write_ods
from guankao.documents.formats.opendocument import NAMESPACES, named
from guankao.documents.formats.xlsx import write_xlsx
from guankao.documents.formats.xlsx.writer import LONGEST_CELL

DANGEROUS = ["=1+1", "+1", "-3%", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "＝1＋1"]
TABLE = DataTable(
    "目標",
    (DataColumn("名稱", 20), DataColumn("數值", 10), DataColumn("項次", 6)),
    (
        ("準時率\n第二行", Decimal("73.10"), 1),
        ("", None, 2),
        ("  兩個空白", Decimal("-0.5"), 3),
        ("二十位數", Decimal("12345678901234567890.5"), 4),
        *((text, Decimal(1), 5) for text in DANGEROUS),
    ),
)


def test_a_workbook_keeps_numbers_as_numbers_and_dangerous_text_as_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx([TABLE], "題名")))["目標"]
    assert [cell.value for cell in sheet[1]] == ["名稱", "數值", "項次"]
    assert [cell.value for cell in sheet[2]] == ["準時率\n第二行", 73.1, 1]
    assert [cell.value for cell in sheet[3]] == [None, None, 2]
    assert [cell.value for cell in sheet[4]] == ["  兩個空白", -0.5, 3]
    assert sheet["B5"].value == "12345678901234567890.5"
    texts = [sheet.cell(row, 1) for row in range(6, 6 + len(DANGEROUS))]
    assert [cell.value for cell in texts] == DANGEROUS
    assert {cell.data_type for cell in texts} == {"s"}


def test_a_workbook_can_be_read_on_a_screen() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(write_xlsx([TABLE], "題名")))
    sheet = workbook["目標"]
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width == pytest.approx(20, abs=1)
    assert sheet["A2"].alignment.wrap_text
    assert sheet["A1"].font.bold
    assert sheet.row_dimensions[2].height > sheet.row_dimensions[3].height
    assert workbook.properties.title == "題名"


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    table = DataTable("長", (DataColumn("文"),), (("字" * 40_000,),))
    value = openpyxl.load_workbook(io.BytesIO(write_xlsx([table], "題")))["長"]["A2"].value
    assert isinstance(value, str)
    assert len(value) == LONGEST_CELL
    assert value.endswith("（過長，全文見 JSON）")


def cells(written: bytes, row: int) -> list[etree._Element]:
    content = etree.fromstring(ZipFile(io.BytesIO(written)).read("content.xml"))
    rows = content.findall(".//table:table-row", NAMESPACES)
    return list(rows[row])


def test_an_open_workbook_keeps_every_digit_and_dangerous_text_as_text() -> None:
    written = write_ods([TABLE], "題名")
    assert [cell.get(named("office:value")) for cell in cells(written, 1)] == [None, "73.10", "1"]
    assert cells(written, 4)[1].get(named("office:value")) == "12345678901234567890.5"
    lines = ["".join(line.itertext()) for line in cells(written, 1)[0]]
    assert lines == ["準時率", "第二行"]
    dangerous = [cells(written, 5 + place)[0] for place in range(len(DANGEROUS))]
    assert {cell.get(named("office:value-type")) for cell in dangerous} == {"string"}
    assert all(cell.get(named("table:formula")) is None for cell in dangerous)


def test_another_library_reads_the_open_workbook() -> None:
    document = Document(io.BytesIO(write_ods([TABLE], "題名")))
    [sheet] = document.body.tables
    assert sheet.name == "目標"
    assert sheet.get_value((1, 1)) == Decimal("73.10")
    assert sheet.get_value((2, 3)) == 3
    assert document.meta.title == "題名"


def test_the_first_row_stays_in_view_and_is_printed_on_each_page() -> None:
    written = write_ods([TABLE], "題名")
    settings = ZipFile(io.BytesIO(written)).read("settings.xml").decode("utf-8")
    assert 'config:name="VerticalSplitPosition" config:type="int">1<' in settings
    content = etree.fromstring(ZipFile(io.BytesIO(written)).read("content.xml"))
    [head] = content.findall(".//table:table-header-rows/table:table-row", NAMESPACES)
    assert "".join(head.itertext()) == "名稱數值項次"


def test_csv_begins_with_a_byte_order_mark_and_disarms_formulas() -> None:
    written = write_csv(TABLE)
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["名稱", "數值", "項次"]
    assert rows[1] == ["準時率\n第二行", "73.10", "1"]
    assert rows[3] == ["  兩個空白", "-0.5", "3"]
    assert [row[0] for row in rows[5:]] == [f"'{text}" for text in DANGEROUS]
    assert not any(cell.startswith(FORMULA_SIGNS) for row in rows for cell in row if cell != "-0.5")


def test_a_package_holds_a_file_for_each_table() -> None:
    package = ZipFile(io.BytesIO(write_csv_package(data_tables(fictional_plan()))))
    assert package.namelist() == [
        "施政目標及策略.csv",
        "關鍵績效指標.csv",
        "過去年度實際值.csv",
        "年度重要計畫.csv",
    ]


def test_the_same_tables_give_the_same_bytes_whatever_the_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def written() -> list[bytes]:
        return [
            write_xlsx([TABLE], "題名"),
            write_ods([TABLE], "題名"),
            write_csv_package([TABLE]),
        ]

    today = written()

    class AnotherDay(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime(2031, 5, 6, 7, 8, 9)  # noqa: DTZ001 - as the library asks for it

    monkeypatch.setattr("xlsxwriter.core.datetime", AnotherDay)
    assert written() == today


def test_a_document_without_rows_is_an_empty_workbook() -> None:
    assert openpyxl.load_workbook(io.BytesIO(write_xlsx([], "空"))).sheetnames == ["空"]
    assert [table.name for table in Document(io.BytesIO(write_ods([], "空"))).body.tables] == ["空"]
