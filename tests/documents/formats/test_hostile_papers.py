"""Papers that no layout makes: refused with their place, or written without what no file holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from documents.formats.papers_of_tests import CHART
from guankao.documents.data_tables import DataColumn, DataTable
from guankao.documents.formats.docx.reader import read_paper as read_docx
from guankao.documents.formats.docx.writer import write_docx
from guankao.documents.formats.ods import write_ods
from guankao.documents.formats.odt.reader import read_paper as read_odt
from guankao.documents.formats.odt.writer import write_odt
from guankao.documents.formats.pictures import UnreadablePicture, picture_size, rasterised
from guankao.documents.formats.unwritable import UnwritablePaper
from guankao.documents.formats.xlsx import write_xlsx
from guankao.documents.papers import COVERED, Cell, Figure, Paper, Paragraph, Row, Style, Table

WRITERS = {"odt": write_odt, "docx": write_docx}
READERS = {"odt": read_odt, "docx": read_docx}

formats = pytest.mark.parametrize("name", WRITERS)
RAGGED = Table((Row((Cell("甲"), Cell("乙"))), Row((Cell("丙"),))))
BEYOND = Table((Row((Cell("甲", rows=5),)),))
HOLE = Table((Row((Cell("甲"), COVERED)),))


@formats
@pytest.mark.parametrize("table", [RAGGED, BEYOND, HOLE], ids=["ragged", "beyond", "hole"])
def test_a_table_that_is_no_grid_is_refused(name: str, table: Table) -> None:
    with pytest.raises(UnwritablePaper, match=r"row 1|row 2"):
        WRITERS[name](Paper((table,)))


@formats
def test_what_no_file_can_hold_is_left_out(name: str) -> None:
    text = "準時\ufffe率\x00"
    blocks = (
        Paragraph(text, Style.TITLE),
        Table((Row((Cell(text),)),)),
        Figure(CHART, text),
    )
    written = WRITERS[name](Paper(blocks, title=text, notice=text))
    paper = READERS[name](written)
    assert next(one.text for one in paper.paragraphs) == "準時率"
    assert next(paper.tables).rows[0].texts == ("準時率",)


@formats
def test_nothing_at_all_is_an_empty_file_that_opens(name: str) -> None:
    written = WRITERS[name](Paper(()))
    assert written.startswith(b"PK")
    assert WRITERS[name](Paper((Table(()),))) == written


@formats
def test_a_title_of_any_length_is_written(name: str) -> None:
    long = "很長的題名" * 200
    [read] = READERS[name](WRITERS[name](Paper((Paragraph(long, Style.TITLE),), long))).paragraphs
    assert read.text == long


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_a_workbook_is_written_without_what_it_cannot_hold(
    write: Callable[[list[DataTable], str], bytes],
) -> None:
    table = DataTable("表", (DataColumn("文"),), (("準時\ufffe率\x00",),))
    assert write([table], "題\ufffe").startswith(b"PK")


@pytest.mark.parametrize(
    "svg",
    [
        "no picture",
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"/>',
        '<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
    ],
)
def test_a_picture_without_a_size_is_refused(svg: str) -> None:
    with pytest.raises(UnreadablePicture, match="expected width and height, or viewBox"):
        picture_size(svg, landscape=False)


def test_a_picture_is_never_larger_than_half_a_page() -> None:
    tall = CHART.replace('height="96"', 'height="9600"')
    width, height = picture_size(tall, landscape=False)
    assert height == pytest.approx(0.38 * 25.7, abs=0.02)
    assert width < 1
    assert rasterised(CHART) == rasterised(CHART)
