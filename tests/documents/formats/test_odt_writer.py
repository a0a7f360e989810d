"""What is written as ODT: read again by another program's library, and by LibreOffice."""

from __future__ import annotations

import dataclasses
import io
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree
from odfdo import Document

from documents.formats.papers_of_tests import PAPER, TABLE
from guankao.documents.formats.odt.writer import write_odt
from guankao.documents.formats.opendocument import NAMESPACES, named
from guankao.documents.papers import Cell, Paper, Row, Table


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_odt(PAPER)


def part(written: bytes, name: str) -> etree._Element:
    return etree.fromstring(ZipFile(io.BytesIO(written)).read(name))


def found(written: bytes, path: str, name: str = "content.xml") -> list[etree._Element]:
    return part(written, name).findall(path, NAMESPACES)


def test_the_same_paper_gives_the_same_bytes(written: bytes) -> None:
    assert written == write_odt(dataclasses.replace(PAPER))
    with ZipFile(io.BytesIO(written)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_kind_of_the_file_stands_first_and_unpacked(written: bytes) -> None:
    with ZipFile(io.BytesIO(written)) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        listed = {
            entry.get(named("manifest:full-path"))
            for entry in found(written, "manifest:file-entry", "META-INF/manifest.xml")
        }
        assert listed - {"/"} == set(package.namelist()) - {"mimetype", "META-INF/manifest.xml"}


def test_another_library_reads_headings_with_their_levels(written: bytes) -> None:
    document = Document(io.BytesIO(written))
    headers = [(header.level, str(header).strip()) for header in document.body.headers]
    assert headers == [
        ("1", "港務局 110 年度施政計畫"),
        ("2", "壹、目標"),
        ("3", "一、守時"),
        ("2", "貳、其他"),
    ]
    assert document.meta.title == PAPER.title
    assert document.meta.language == "zh-TW"


def test_blanks_and_line_breaks_survive(written: bytes) -> None:
    paragraphs = Document(io.BytesIO(written)).body.paragraphs
    assert str(paragraphs[0]).rstrip("\n") == "第一行\n第二行 <&>  兩個空白"


def test_a_table_keeps_its_spans_and_repeats_its_head(written: bytes) -> None:
    [head] = found(written, ".//table:table-header-rows/table:table-row")
    assert len(head) == 3
    spanned = [
        (
            cell.get(named("table:number-columns-spanned")),
            cell.get(named("table:number-rows-spanned")),
        )
        for cell in found(written, ".//table:table-cell")
    ]
    assert ("2", None) in spanned
    assert (None, "2") in spanned
    assert len(found(written, ".//table:covered-table-cell")) == 2
    lines = ["".join(line.itertext()) for line in found(written, ".//table:table-cell/text:p")]
    assert lines[lines.index("準時率") + 1] == "【備註：以日計】"


def test_columns_are_as_wide_as_they_were_said_to_be(written: bytes) -> None:
    widths = [
        float(column.get(named("style:column-width"), "").removesuffix("cm"))
        for column in found(written, ".//style:table-column-properties")
    ]
    assert sum(widths) == pytest.approx(17.0, abs=0.05)
    assert widths[0] / widths[1] == pytest.approx(TABLE.widths[0] / TABLE.widths[1], rel=0.02)


def test_a_chart_is_there_as_drawing_and_as_dots_and_says_itself_in_words(written: bytes) -> None:
    images = [image.get(named("xlink:href")) for image in found(written, ".//draw:image")]
    assert images == ["Pictures/1.svg", "Pictures/1.png"]
    package = ZipFile(io.BytesIO(written))
    assert package.read("Pictures/1.png").startswith(b"\x89PNG")
    [words] = found(written, ".//svg:desc")
    assert words.text == "準時率逐年上升"


def test_a_page_break_is_a_property_of_what_follows(written: bytes) -> None:
    [breaking] = found(written, ".//style:paragraph-properties[@fo:break-before='page']")
    name = breaking.getparent().get(named("style:name"))
    [heading] = found(written, f".//text:h[@text:style-name='{name}']")
    assert heading.text == "貳、其他"


def test_the_notice_and_the_page_numbers_stand_on_every_page(written: bytes) -> None:
    [header] = found(written, ".//style:header/text:p", "styles.xml")
    assert header.text == "示範資料"
    assert found(written, ".//style:footer//text:page-number", "styles.xml")
    plain = write_odt(Paper(PAPER.blocks))
    assert not found(plain, ".//style:header", "styles.xml")


@pytest.mark.parametrize("landscape", [True, False])
def test_the_page_is_a4_either_way(landscape: bool) -> None:
    sheet = write_odt(dataclasses.replace(PAPER, landscape=landscape))
    [layout] = found(sheet, ".//style:page-layout-properties", "styles.xml")
    size = [layout.get(named(f"fo:page-{side}")) for side in ("width", "height")]
    assert size == (["29.7cm", "21.0cm"] if landscape else ["21.0cm", "29.7cm"])


def test_the_language_is_chinese_of_taiwan(written: bytes) -> None:
    properties = found(written, ".//style:default-style/style:text-properties", "styles.xml")[0]
    assert properties.get(named("style:language-asian")) == "zh"
    assert properties.get(named("style:country-asian")) == "TW"
    assert properties.get(named("style:font-name-asian")) == "標楷體"


def test_a_small_table_without_heads_stays_on_one_page(written: bytes) -> None:
    small = Table(tuple(Row((Cell("序次", heading=True), Cell("1"))) for _ in range(3)))
    long = Table(tuple(Row((Cell("長" * 400),)) for _ in range(2)))
    for content, kept in (
        (write_odt(Paper((small,))), "false"),
        (write_odt(Paper((long,))), None),
        (written, None),
    ):
        [properties] = found(content, ".//style:table-properties")
        assert properties.get(named("style:may-break-between-rows")) == kept
