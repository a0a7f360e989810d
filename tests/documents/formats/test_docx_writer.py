"""What is written as DOCX: its headings, its grid, and that it is the same on every day."""

from __future__ import annotations

import dataclasses
import io
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from documents.formats.papers_of_tests import PAPER, TABLE
from guankao.documents.formats.docx.writer import write_docx
from guankao.documents.papers import COVERED, Cell, PageBreak, Paper, Paragraph, Row, Style, Table


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_docx(PAPER)


def part(written: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(ZipFile(io.BytesIO(written)).read(name))


def test_the_same_paper_gives_the_same_bytes(written: bytes) -> None:
    assert written == write_docx(dataclasses.replace(PAPER))
    with ZipFile(io.BytesIO(written)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def test_nothing_of_the_template_is_left(written: bytes) -> None:
    names = ZipFile(io.BytesIO(written)).namelist()
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]
    core = ZipFile(io.BytesIO(written)).read("docProps/core.xml").decode("utf-8")
    assert "python-docx" not in core
    assert "created" not in core


def test_headings_are_word_s_own_with_their_levels(written: bytes) -> None:
    document = docx.Document(io.BytesIO(written))
    assert document.core_properties.title == PAPER.title
    assert document.core_properties.language == "zh-TW"
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style is not None and paragraph.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "港務局 110 年度施政計畫"),
        ("Heading 2", "壹、目標"),
        ("Heading 3", "一、守時"),
        ("Heading 2", "貳、其他"),
    ]
    for name, level in (("Heading 1", "0"), ("Heading 3", "2")):
        outline = document.styles[name].element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        assert outline.get(qn("w:val")) == level


def test_blanks_and_line_breaks_survive(written: bytes) -> None:
    texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(written)).paragraphs]
    assert "第一行\n第二行 <&>  兩個空白" in texts


def test_a_table_keeps_its_spans_and_repeats_its_head(written: bytes) -> None:
    [table] = docx.Document(io.BytesIO(written)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [
        ["目標", "指標", "指標"],
        ["一 守時", "1", "準時率\n【備註：以日計】"],
        ["一 守時", "2", "等候  時間"],
    ]
    heads = part(written).findall(f".//{qn('w:tr')}[{qn('w:trPr')}]")
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in heads] == [
        True,
        False,
        False,
    ]


def test_a_cell_that_spans_rows_and_columns_at_once_is_one_cell() -> None:
    wide = Table(
        (
            Row((Cell("甲", rows=3, columns=2), COVERED, Cell("乙"))),
            Row((COVERED, COVERED, Cell("丙"))),
            Row((COVERED, COVERED, Cell("丁"))),
        )
    )
    [table] = docx.Document(io.BytesIO(write_docx(Paper((wide,))))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["甲", "甲", "乙"],
        ["甲", "甲", "丙"],
        ["甲", "甲", "丁"],
    ]
    assert table.cell(0, 0)._tc is table.cell(2, 1)._tc


def test_the_grid_is_as_wide_as_the_line(written: bytes) -> None:
    widths = [int(column.get(qn("w:w"), "0")) for column in part(written).iter(qn("w:gridCol"))]
    assert sum(widths) / 1440 * 2.54 == pytest.approx(17.0, abs=0.05)
    assert widths[0] / widths[1] == pytest.approx(TABLE.widths[0] / TABLE.widths[1], rel=0.02)


def test_a_chart_says_itself_in_words(written: bytes) -> None:
    [shape] = docx.Document(io.BytesIO(written)).inline_shapes
    assert shape._inline.docPr.get("descr") == "準時率逐年上升"
    assert shape.width.cm == pytest.approx(192 / 96 * 2.54, abs=0.02)


def test_the_notice_and_the_page_numbers_stand_on_every_page(written: bytes) -> None:
    [section] = docx.Document(io.BytesIO(written)).sections
    assert section.header.paragraphs[0].text == "示範資料"
    footer = etree.tostring(section.footer._element, encoding="unicode")
    assert "PAGE" in footer
    assert "NUMPAGES" in footer


def test_what_follows_a_page_break_begins_a_page_and_tables_stay_apart() -> None:
    small = Table((Row((Cell("甲"),)),))
    paper = Paper((small, small, PageBreak(), Paragraph("後", Style.SECTION)))
    document = docx.Document(io.BytesIO(write_docx(paper)))
    kinds = [etree.QName(element).localname for element in document.element.body]
    assert kinds == ["tbl", "p", "tbl", "p", "sectPr"]
    assert document.paragraphs[-1].paragraph_format.page_break_before


@pytest.mark.parametrize("landscape", [True, False])
def test_the_page_is_a4_either_way(landscape: bool) -> None:
    turned = write_docx(dataclasses.replace(PAPER, landscape=landscape))
    [section] = docx.Document(io.BytesIO(turned)).sections
    sides = [round(side.cm, 1) for side in (section.page_width, section.page_height) if side]
    assert sides == ([29.7, 21.0] if landscape else [21.0, 29.7])


def test_the_typeface_and_language_are_those_of_official_documents(written: bytes) -> None:
    styles = part(written, "word/styles.xml")
    fonts = styles.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}")
    language = styles.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert fonts is not None
    assert language is not None
    assert fonts.get(qn("w:eastAsia")) == "標楷體"
    assert language.get(qn("w:eastAsia")) == "zh-TW"
    names = part(written, "word/fontTable.xml").findall(f".//{qn('w:altName')}")
    assert "BiauKai" in (names[0].get(qn("w:val")) or "")


def test_a_small_table_without_heads_stays_on_one_page(written: bytes) -> None:
    def kept(content: bytes) -> list[bool]:
        rows = part(content).iter(qn("w:tr"))
        return [row.find(f".//{qn('w:keepNext')}") is not None for row in rows]

    small = Table(tuple(Row((Cell("序次", heading=True), Cell("1"))) for _ in range(3)))
    long = Table(tuple(Row((Cell("長" * 400),)) for _ in range(2)))
    assert kept(write_docx(Paper((small,)))) == [True, True, False]
    assert kept(write_docx(Paper((long,)))) == [False, False]
    assert kept(written) == [False, False, False]
