"""What a PDF holds: texts as they were given, tables with their lines, and how it is marked up."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.formats.papers_of_tests import CHART, PAPER, TABLE
from guankao.documents.formats.pdf.unprintable import unprintable_in
from guankao.documents.formats.pdf.writer import write_pdf
from guankao.documents.formats.unwritable import UnwritablePaper
from guankao.documents.papers import (
    COVERED,
    Cell,
    Figure,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Style,
    Table,
)

SIGNS = "甲乙丙年度（）【】，。、：％÷×＋－^2½I1 aZ9%.,;()/*#$\\\"'<>&_[]{}"
LONG_TABLE = Table(
    (
        Row((Cell("項次"), Cell("內容")), heading=True),
        *(Row((Cell(str(number)), Cell(f"第{number}項工作之說明"))) for number in range(1, 90)),
    ),
    widths=(1, 9),
)


def opened(content: bytes) -> pdfplumber.PDF:
    return pdfplumber.open(BytesIO(content))


def pages(paper: Paper, **options) -> list[str]:
    with opened(write_pdf(paper, **options)) as document:
        return [page.extract_text() for page in document.pages]


def tables(paper: Paper) -> list[list[list[str | None]]]:
    with opened(write_pdf(paper)) as document:
        return [table for page in document.pages for table in page.extract_tables()]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_texts_stand_in_the_order_of_the_paper():
    text = squeezed("".join(pages(PAPER)))
    told = (
        *("港務局110年度施政計畫", "第一行", "第二行<&>", "壹、目標", "一、守時", "（一）船班"),
        *("表一指標", "準時率", "註：說明", "貳、其他"),
    )
    places = [text.index(one) for one in told]
    assert places == sorted(places)


def test_cells_are_found_by_their_lines_with_spans():
    assert tables(PAPER)[0] == [
        ["目標", "指標", None],
        ["一 守時", "1", "準時率\n【備註：以日計】"],
        [None, "2", "等候 時間"],
    ]


def test_the_heads_of_a_table_return_on_each_page():
    found = tables(Paper((LONG_TABLE,)))
    assert len(found) > 1
    assert all(table[0] == ["項次", "內容"] for table in found)
    assert [row[0] for table in found for row in table[1:]] == [str(one) for one in range(1, 90)]


def test_a_row_that_is_longer_than_a_page_goes_on_and_nothing_is_lost():
    text = "".join(chr(0x4E00 + number) for number in range(590))
    table = Table((Row((Cell(text), Cell("寬" * 5))),), widths=(1, 20))
    with opened(write_pdf(Paper((table,)))) as document:
        lowest = max(one["bottom"] for page in document.pages for one in page.chars)
        height = document.pages[0].height
        found = [one["text"] for page in document.pages for one in page.chars]
    assert len(document.pages) > 1
    assert set(text) <= set(found)
    assert lowest < height - 30


@pytest.mark.parametrize("filled", range(28, 40, 2))
def test_a_small_table_stands_on_one_page_with_its_caption(filled):
    rows = tuple(Row((Cell(f"欄{n}", heading=True), Cell("值"))) for n in range(8))
    paper = Paper((*[Paragraph("前文")] * filled, Table(rows, caption="表一")))
    on_pages = [text for text in pages(paper) if "欄" in text]
    assert len(on_pages) == 1
    assert "表一" in on_pages[0]
    assert "欄0" in on_pages[0]
    assert "欄7" in on_pages[0]


def test_a_page_break_begins_a_page_and_empty_ones_do_not():
    paper = Paper((Paragraph("前"), PageBreak(), PageBreak(), Paragraph("後"), PageBreak()))
    found = pages(paper)
    assert [text.split()[0] for text in found] == ["前", "後"]


def test_notice_foot_and_number_stand_on_every_page():
    paper = replace(Paper((LONG_TABLE,), title="試辦計畫"), notice="僅供示範")
    found = pages(paper, agency="港務局")
    for number, text in enumerate(found, start=1):
        assert text.startswith("僅供示範")
        assert text.endswith(f"港務局 試辦計畫 {number} / {len(found)}")


def test_landscape_turns_the_page():
    with opened(write_pdf(replace(PAPER, landscape=True))) as document:
        assert (round(document.pages[0].width), round(document.pages[0].height)) == (842, 595)


def test_bookmarks_are_the_headings_one_level_at_a_time():
    paper = Paper(
        (Paragraph("直接小節", Style.HEADING), Paragraph("壹、章", Style.SECTION)), title="題"
    )
    whole = [(0, "港務局 110 年度施政計畫"), (1, "壹、目標"), (2, "一、守時"), (1, "貳、其他")]
    for given_paper, wanted in ((PAPER, whole), (paper, [(0, "直接小節"), (1, "壹、章")])):
        document = pypdfium2.PdfDocument(write_pdf(given_paper))
        assert [(one.level, one.get_title()) for one in document.get_toc()] == wanted
        document.close()


def test_it_says_what_it_is_for_archive_and_assistive_technology():
    content = write_pdf(PAPER, agency="港務局", dated=date(2021, 3, 1))
    with opened(content) as document:
        catalogue = document.doc.catalog
        assert catalogue["Lang"] == b"zh-TW"
        assert catalogue["MarkInfo"]["Marked"] is True
        assert "StructTreeRoot" in catalogue
        record = catalogue["Metadata"].resolve().get_data().decode()
        assert document.metadata["CreationDate"].startswith("D:20210301")
    for part in (
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "港務局 110 年度施政計畫",
        "<rdf:li>港務局</rdf:li>",
    ):
        assert part in record


def test_only_the_packaged_fonts_are_in_it():
    with opened(write_pdf(PAPER)) as document:
        fonts = {one["fontname"].split("+")[1] for page in document.pages for one in page.chars}
    assert fonts == {"GuankaoSerifTC-Regular", "GuankaoSansTC-Bold"}


def test_a_figure_is_drawn_and_said():
    with opened(write_pdf(PAPER)) as document:
        assert any(one["non_stroking_color"] for page in document.pages for one in page.rects)
    assert "準時率逐年上升".encode("utf-16-be") in write_pdf_uncompressed(PAPER)


def write_pdf_uncompressed(paper: Paper) -> bytes:
    """Every object of the file, taken out of its compressed streams."""
    with opened(write_pdf(paper)) as document:
        numbers = [one for xref in document.doc.xrefs for one in xref.get_objids()]
        return b"".join(_alternatives(document.doc.getobj(one)) for one in numbers)


def _alternatives(thing: object) -> bytes:
    return bytes(thing.get("Alt", b"")) if isinstance(thing, dict) else b""


def test_the_same_paper_gives_the_same_bytes_in_another_process():
    program = (
        "import sys; from documents.formats.papers_of_tests import PAPER; "
        "from guankao.documents.formats.pdf.writer import write_pdf; "
        "sys.stdout.buffer.write(write_pdf(PAPER))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path), "TZ": "America/Lima", "LC_ALL": "C"},
    )
    assert run.stdout == write_pdf(PAPER)


def test_text_is_never_code():
    hostile = '#panic("x") $x^2$ *b* _i_ `r` \\u{41} [c] <label> @ref // end "quoted" {}'
    assert hostile in pages(Paper((Paragraph(hostile),)))[0]


def test_a_character_of_no_font_is_shown_and_named():
    paper = Paper((Paragraph("人名\ue123與\ue123，\U0002a6a5"), TABLE))
    assert "人名〓與〓，〓" in pages(paper)[0]
    found = unprintable_in(paper)
    assert [(one.character, one.times) for one in found] == [("\ue123", 2), ("\U0002a6a5", 1)]
    assert "U+E123" in found[0].sentence.zh
    assert "U+2A6A5" in found[1].sentence.en
    assert unprintable_in(PAPER) == ()


def test_characters_that_look_alike_come_out_as_they_went_in():
    text = "a·b‧c・d•e-f‑g–h—i－j／k∕l～m〜n…"
    assert text in pages(Paper((Paragraph(text),)))[0]


def test_a_word_that_is_wider_than_its_cell_is_cut_and_stays_in_it():
    word = "https://example.org/" + "W" * 80
    paper = Paper((Table((Row((Cell(word), Cell("旁"))),), widths=(1, 4)), Paragraph("A" * 200)))
    with opened(write_pdf(paper)) as document:
        page = document.pages[0]
        cell, beside = page.find_tables()[0].rows[0].cells
        inside = page.within_bbox(cell).chars
        assert "".join(one["text"] for one in inside) == word
        assert page.within_bbox(beside).extract_text() == "旁"
        assert max(one["x1"] for one in page.chars) <= page.width - 56


def test_a_short_column_is_not_broken_where_others_have_room():
    table = Table((Row((Cell("統計數據"), Cell("說明"))),), widths=(1, 30))
    assert tables(Paper((table,))) == [[["統計數據", "說明"]]]


@pytest.mark.parametrize("filled", range(37, 42))
def test_a_name_over_several_rows_is_not_cut_by_the_end_of_a_page(filled):
    name = "推動跨機關資料交換平臺之建置與維運及其推廣教育訓練與績效評核"
    table = Table(
        (
            Row((Cell("工作計畫"), Cell("項目")), heading=True),
            *(Row((Cell("例行"), Cell(f"第{number}項"))) for number in range(filled)),
            Row((Cell(name, rows=3), Cell("甲"))),
            Row((COVERED, Cell("乙"))),
            Row((COVERED, Cell("丙"))),
        ),
        widths=(1, 6),
    )
    found = tables(Paper((table,)))
    assert name in [squeezed(row[0] or "") for part in found for row in part]


def test_lines_of_a_cell_stand_further_apart_than_those_of_one_text():
    wrapped, broken = Cell("甲" * 30), Cell("甲\n甲")
    with opened(write_pdf(Paper((Table((Row((wrapped, broken)),), widths=(1, 2)),)))) as document:
        page = document.pages[0]
        pitches = []
        for box in page.find_tables()[0].rows[0].cells:
            tops = sorted({round(one["top"], 1) for one in page.within_bbox(box).chars})
            pitches.append(tops[1] - tops[0])
    assert pitches[1] > 1.2 * pitches[0]


@settings(max_examples=30, deadline=None)
@given(
    texts=st.lists(
        st.text(
            st.sampled_from("甲乙丙年度（）【】，。、：％÷×＋－^2½I1 aZ9%.,;()/*#$\\\"'<>&_[]{}")
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_text_comes_out_as_it_went_in(texts):
    paper = Paper(tuple(Paragraph(text) for text in texts), title="題")
    found = squeezed(pages(paper)[0])
    assert found == squeezed("".join(texts)) + "題1/1"


@pytest.mark.parametrize(
    ("block", "said"),
    [
        pytest.param(Table((Row((Cell("1"), Cell("2"))), Row((Cell("3"),)))), "row 2", id="ragged"),
        pytest.param(Figure(CHART, " "), "no words", id="figure without words"),
        pytest.param(Figure("<svg", "圖"), "typesetter", id="no picture"),
        pytest.param(
            Table((Row((Cell("a", columns=2), Cell("b"))),)), "row 1, cell 2", id="cells on cells"
        ),
    ],
)
def test_what_cannot_be_written_is_refused_with_the_reason(block, said):
    with pytest.raises(UnwritablePaper, match=said):
        write_pdf(Paper((block,)))


@pytest.mark.parametrize(
    "paper",
    [
        pytest.param(Paper(()), id="nothing"),
        pytest.param(Paper((Table(()), Paragraph(" "), PageBreak())), id="empty blocks"),
        pytest.param(Paper((Table((Row((Cell("只有標題"),), heading=True),)),)), id="only a head"),
        pytest.param(
            Paper(
                (
                    Table(
                        (
                            Row((Cell("跨出", rows=2), Cell("題")), heading=True),
                            Row((COVERED, Cell("文"))),
                        )
                    ),
                )
            ),
            id="a head that reaches into the rows",
        ),
    ],
)
def test_odd_papers_are_written_as_well(paper):
    assert write_pdf(paper).startswith(b"%PDF-1.7")
