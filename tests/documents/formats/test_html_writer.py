"""What an HTML page holds, for the eye, for the ear and for the printer; and what it never does."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from documents.formats.papers_of_tests import CHART, PAPER
from guankao.documents.formats.html import write_html
from guankao.documents.formats.unwritable import UnwritablePaper
from guankao.documents.papers import COVERED, Cell, Figure, Paper, Paragraph, Row, Style, Table

HOSTILE_CHART = """<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/hostname">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9"
 height="9" onload="a()"><script>b()</script><style>@import url(//c.example)</style>
 <foreignObject><p>d</p></foreignObject><image href="https://e.example/f.png"/>
 <a xlink:href="javascript:g()"><text>h</text></a><text onclick="i()">&e;圖 &lt;b&gt;</text>
 <rect fill="url(https://j.example/#k)" style="background:url(//l.example)" width="1"/></svg>"""


def page(paper: Paper) -> html.HtmlElement:
    return html.document_fromstring(write_html(paper))


def test_it_tells_its_language_and_title():
    top = page(PAPER)
    assert top.get("lang") == "zh-Hant-TW"
    assert top.findtext(".//title") == "港務局 110 年度施政計畫"
    assert write_html(PAPER).startswith("<!doctype html>")


def test_a_paper_without_title_is_called_by_its_first_heading():
    assert page(Paper((Paragraph("壹、總則", Style.SECTION),))).findtext(".//title") == "壹、總則"
    assert page(Paper(())).findtext(".//title") == "文件"


def test_headings_step_down_one_level_at_a_time():
    blocks = [Style.HEADING, Style.SECTION, Style.HEADING, Style.TITLE, Style.HEADING]
    paper = Paper(tuple(Paragraph("題", style) for style in blocks))
    found = [one.tag for one in page(paper).iter("h1", "h2", "h3")]
    assert found == ["h1", "h2", "h3", "h1", "h2"]


def test_a_table_can_be_read_aloud():
    table = page(PAPER).find(".//table")
    assert table.findtext("caption") == "表一 指標"
    heads = [(one.text, one.get("scope"), one.get("colspan")) for one in table.iter("th")]
    assert heads == [("目標", "col", None), ("指標", "colgroup", "2")]
    assert table.find("thead") is not None
    rows = [[cell.text_content() for cell in row] for row in table.find("tbody")]
    assert rows == [["一 守時", "1", "準時率【備註：以日計】"], ["2", "等候  時間"]]
    assert table.find(".//td[@rowspan]").get("rowspan") == "2"
    place = table.getparent()
    assert (place.get("role"), place.get("tabindex")) == ("region", "0")
    assert place.get("aria-label") == "表一 指標"


def test_a_cell_that_heads_its_row_says_so():
    table = Table(
        (
            Row((Cell("全", heading=True, rows=2), Cell("1", numeric=True))),
            Row((COVERED, Cell("2"))),
            Row((Cell("單", heading=True), Cell("3"))),
        )
    )
    found = page(Paper((table,)))
    assert [one.get("scope") for one in found.iter("th")] == ["rowgroup", "row"]
    assert found.find(".//td[@class='numeric']").text == "1"
    assert found.find(".//div[@role='region']").get("aria-label") == "表 1"


def test_line_breaks_and_blanks_are_kept():
    paragraph = page(PAPER).find(".//main/p")
    assert paragraph.text == "第一行"
    assert [one.tail for one in paragraph] == ["第二行 <&>  兩個空白"]


def test_a_page_break_and_the_side_of_the_paper_are_for_the_printer():
    written = write_html(PAPER)
    assert "@page { size: A4 portrait; }" in written
    assert "@page { size: A4 landscape; }" in write_html(replace(PAPER, landscape=True))
    broken = page(PAPER).find(".//div[@class='new-page']")
    assert broken.findtext("h2") == "貳、其他"


def test_the_notice_stands_before_everything():
    assert page(PAPER).find(".//body")[0].text == "示範資料"


def test_figures_have_words_and_do_not_share_identifiers():
    chart = CHART.replace("/></svg>", ' id="a" clip-path="url(#a)"/></svg>')
    drawn = list(page(Paper((Figure(chart, '升"<'), Figure(chart, "降")))).iter("svg"))
    assert [one.get("aria-label") for one in drawn] == ['升"<', "降"]
    assert [one.find(".//rect").get("id") for one in drawn] == ["figure-1-a", "figure-2-a"]
    assert [one.find(".//rect").get("clip-path") for one in drawn] == [
        "url(#figure-1-a)",
        "url(#figure-2-a)",
    ]


def test_a_hostile_drawing_loses_whatever_acts_or_fetches():
    written = write_html(Paper((Figure(HOSTILE_CHART, "圖"),)))
    drawn = written[written.index("<figure>") : written.index("</figure>")]
    for sign in ("script", "example", "onload", "onclick", "style", "foreign", "href", "entity"):
        assert sign not in drawn.lower()
    assert "圖 &lt;b&gt;</text>" in drawn


@pytest.mark.parametrize(
    ("svg", "words"),
    [("<svg", "圖"), ("<p/>", "圖"), ("", "圖"), (CHART, "  ")],
    ids=["cut off", "no drawing", "nothing", "no words"],
)
def test_a_figure_that_is_none_is_refused(svg, words):
    with pytest.raises(UnwritablePaper):
        write_html(Paper((Figure(svg, words),)))


def test_nothing_is_fetched_and_nothing_runs():
    written = write_html(PAPER)
    assert "default-src 'none'" in written
    assert not re.search(r"<script|\bsrc=|https?://(?!www\.w3\.org)|@import|\bon\w+=", written)


def test_the_same_paper_gives_the_same_text():
    assert write_html(PAPER) == write_html(replace(PAPER))


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from("甲乙<>&\"'/=!-;# \n`{}script"), min_size=1))
def test_any_text_is_text(text):
    cells = Table((Row((Cell(text), Cell(text, heading=True))),), caption=text)
    paper = Paper((Paragraph(f"甲{text}", Style.TITLE), Paragraph(f"乙{text}"), cells))
    tags = {one.tag for one in page(paper).iter() if isinstance(one.tag, str)}
    ours = {"p", "br", "div", "table", "caption", "colgroup", "col", "tbody", "tr", "th", "td"}
    assert tags <= ours | {"html", "head", "meta", "title", "style", "body", "main", "h1"}
    shown = page(paper).find(".//main").text_content()
    assert shown.count("".join(text.split("\n")).strip()) >= 2
