"""Reading ODT: text as the office suite shows it, tables on a full grid, a mark on everything."""

from __future__ import annotations

import pytest

from documents.formats.made_files import odt, odt_manifest
from documents.formats.papers_read import codes, grid, only_table, texts
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import Limits
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.formats.odt.reader import read_paper
from guankao.documents.papers import Style, Table

LISTS = """
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..."
 style:num-suffix="、"/>
<text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..."
 style:num-prefix="（" style:num-suffix="）"/>
<text:list-level-style-number text:level="3" style:num-format="1" style:num-suffix="."/>
</text:list-style>
<text:list-style style:name="L2">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>
</text:list-style>
<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"
 text:bullet-char="•"/></text:list-style>
"""


def paragraphs(body: str, **parts: object) -> list[str]:
    return texts(read_paper(odt(body, **parts)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("造林 <text:span>面積</text:span>\n  達標", "造林 面積 達標"),
        ("　　首行縮排", "　　首行縮排"),
        ("甲<text:s/>乙<text:s text:c='3'/>丙", "甲 乙   丙"),
        ("甲<text:tab/>乙<text:line-break/>丙", "甲\t乙\n丙"),
        ("植\u00ad樹\u200b數", "植樹數"),
        ("甲<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
         "<text:note-body><text:p>腳註</text:p></text:note-body></text:note>乙", "甲乙"),
        ("甲<office:annotation><text:p>意見</text:p></office:annotation>乙", "甲乙"),
        ("<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>ㄏ</text:ruby-text>"
         "</text:ruby>字", "漢字"),
        ("第<text:page-number>3</text:page-number>頁", "第頁"),
        ("<text:bookmark-start text:name='a'/>甲<text:a>連結</text:a>", "甲連結"),
        ("率\uf961", "率率"),
    ],
)  # fmt: skip
def test_the_text_of_a_paragraph_is_what_is_shown(inner: str, text: str) -> None:
    assert paragraphs(f"<text:p>{inner}</text:p>")[0] == text


def test_a_footnote_follows_its_paragraph_as_a_note() -> None:
    paper = read_paper(
        odt(
            "<text:p>甲<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            "<text:p>說明</text:p></text:note-body></text:note></text:p><text:p>乙</text:p>"
        )
    )
    assert texts(paper) == ["甲", "1 說明", "乙"]
    assert [one.style for one in paper.paragraphs] == [Style.TEXT, Style.NOTE, Style.TEXT]


def test_the_text_of_a_box_follows_the_paragraph_that_holds_it() -> None:
    box = "<draw:frame><draw:text-box><text:p>框內</text:p></draw:text-box></draw:frame>"
    assert paragraphs(f"<text:p>框外{box}</text:p>") == ["框外", "框內"]


def test_headings_have_their_level_and_empty_paragraphs_are_none() -> None:
    paper = read_paper(
        odt(
            "<text:h text:outline-level='1'>計畫</text:h><text:p/><text:p> </text:p>"
            "<text:h text:outline-level='2'>目標</text:h><text:h text:outline-level='5'>一</text:h>"
        )
    )
    assert [one.style for one in paper.paragraphs] == [Style.TITLE, Style.SECTION, Style.HEADING]
    assert [str(one.mark) for one in paper.paragraphs] == ["line 1", "line 4", "line 5"]


def test_below_a_title_the_first_level_is_a_section() -> None:
    body = (
        "<text:p text:style-name='Title'>計畫</text:p><text:h text:outline-level='1'>目標</text:h>"
    )
    assert [one.style for one in read_paper(odt(body)).paragraphs] == [Style.TITLE, Style.SECTION]


def item(text: str, attributes: str = "") -> str:
    return f"<text:list-item {attributes}><text:p>{text}</text:p></text:list-item>"


def listed(*items: str, style: str = "L1", attributes: str = "") -> str:
    named = f'text:style-name="{style}"' if style else ""
    return f"<text:list {named} {attributes}>{''.join(items)}</text:list>"


def test_numbers_that_the_format_makes_become_text() -> None:
    inner = listed(item("子一"), item("子二"), style="")
    body = listed(
        f"<text:list-item><text:p>甲</text:p>{inner}<text:p>續</text:p></text:list-item>",
        item("乙"),
    )
    assert paragraphs(body, styles=LISTS) == [
        "一、甲",
        "（一）子一",
        "（二）子二",
        "續",
        "二、乙",
    ]


def test_a_list_may_go_on_start_elsewhere_and_show_the_level_above() -> None:
    body = (
        listed(item("甲"), attributes='xml:id="a"')
        + "<text:p>段</text:p>"
        + listed(item("乙"), attributes='text:continue-numbering="true"')
        + listed(item("丙"))
        + listed(item("丁", 'text:start-value="7"'), attributes='text:continue-list="a"')
        + listed(f"<text:list-item><text:p>戊</text:p>{listed(item('己'), style='')}"
                 "</text:list-item>", style="L2")
    )  # fmt: skip
    shown = ["一、甲", "段", "二、乙", "一、丙", "七、丁", "1. 戊", "1.1 己"]
    assert paragraphs(body, styles=LISTS) == shown


def test_bullets_and_headers_of_lists_have_no_number() -> None:
    body = listed(item("甲"), style="B") + listed(
        "<text:list-header><text:p>題</text:p></text:list-header>", item("乙")
    )
    paper = read_paper(odt(body, styles=LISTS))
    assert texts(paper) == ["甲", "題", "一、乙"]
    assert {one.style for one in paper.paragraphs} == {Style.ITEM}


def test_headings_are_numbered_as_the_outline_says() -> None:
    outline = (
        "<text:outline-style><text:outline-level-style text:level='1' "
        "style:num-format='壹, 貳, 參, ...' style:num-suffix='、'/></text:outline-style>"
    )
    body = (
        "<text:h text:outline-level='1'>目標</text:h><text:h text:outline-level='1'>指標</text:h>"
    )
    assert paragraphs(body, styles=outline) == ["壹、目標", "貳、指標"]


def cell(text: str, attributes: str = "") -> str:
    inner = f"<text:p>{text}</text:p>" if text else "<text:p/>"
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


COVERED = "<table:covered-table-cell/>"


def table_of(*rows: str) -> Table:
    return only_table(read_paper(odt(f"<table:table>{''.join(rows)}</table:table>"), "計畫.odt"))


def test_spans_cover_the_places_that_they_take() -> None:
    table = table_of(
        f"<table:table-header-rows>{row(cell('目標'), cell('名稱'), cell('標準'))}"
        "</table:table-header-rows>",
        row(cell("一", 'table:number-rows-spanned="2"'), cell("甲"), cell("x")),
        row(COVERED, cell("合", 'table:number-columns-spanned="2"'), COVERED),
    )
    assert grid(table) == [["目標", "名稱", "標準"], ["一", "甲", "x"], ["^", "合", "^"]]
    assert [one.heading for one in table.rows] == [True, False, False]
    assert (table.rows[1].cells[0].rows, table.rows[2].cells[1].columns) == (2, 2)
    assert str(table.rows[2].cells[1].mark) == "計畫.odt, table 1, row 3, cell 2"


def test_a_cell_holds_paragraphs_lists_and_tables_as_lines() -> None:
    inner = f"<table:table>{row(cell('內甲'), cell('內乙'))}</table:table>"
    numbered = listed(item("項"), item("目"))
    made = read_paper(
        odt(
            "<table:table>"
            + row(f"<table:table-cell><text:p>段</text:p>{numbered}{inner}</table:table-cell>")
            + "</table:table>",
            styles=LISTS,
        )
    )
    assert grid(only_table(made)) == [["段\n一、項\n二、目\n內甲\t內乙"]]
    assert codes(made) == ["nested-table"]


def test_repeated_cells_are_laid_out_and_what_holds_nothing_is_left_out() -> None:
    table = table_of(
        row(cell("甲", 'table:number-columns-repeated="2"'),
            cell("", 'table:number-columns-repeated="16382"')),
        row(cell("乙"), cell(""), attributes='table:number-rows-repeated="2"'),
        row(cell("", 'table:number-columns-repeated="16384"'),
            attributes='table:number-rows-repeated="1048573"'),
    )  # fmt: skip
    assert grid(table) == [["甲", "甲"], ["乙", ""], ["乙", ""], ["", ""]]


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("甲", 'table:number-columns-repeated="1000000000"')),
        row(cell("甲"), attributes='table:number-rows-repeated="1000000000"'),
        row(cell("甲", 'table:number-columns-repeated="150"'),
            attributes='table:number-rows-repeated="1000000"'),
    ],
)  # fmt: skip
def test_repeats_without_end_are_refused(rows: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        table_of(rows)
    assert raised.value.obstacle is Obstacle.TOO_MANY_CELLS


def test_a_span_without_end_is_cut() -> None:
    table = table_of(row(cell("甲", 'table:number-columns-spanned="999999999999999999"')))
    assert grid(table)[0][0] == "甲"
    assert len(table.rows) * len(table.rows[0].cells) <= 200


def test_pages_are_told_where_breaks_and_count_agree() -> None:
    body = (
        "<text:p>甲</text:p><text:soft-page-break/><text:p>乙<text:soft-page-break/>續</text:p>"
        "<table:table>" + row(cell("一")) + "<text:soft-page-break/>" + row(cell("二"))
        + "</table:table>"
    )  # fmt: skip
    paper = read_paper(odt(body, pages=4))
    assert [one.mark.page for one in paper.paragraphs if one.mark] == [1, 2]
    assert [one.mark.page for one in only_table(paper).rows if one.mark] == [3, 4]
    assert paper.pages == 4


def test_no_page_is_told_where_breaks_and_count_contradict_each_other() -> None:
    body = "<text:p>甲</text:p><text:soft-page-break/><text:p>乙</text:p>"
    paper = read_paper(odt(body, pages=9))
    assert [one.mark.page for one in paper.paragraphs if one.mark] == [None, None]
    assert paper.pages == 9


def test_a_page_may_begin_with_a_style() -> None:
    styles = (
        '<style:style style:name="P" style:family="paragraph"><style:paragraph-properties '
        'fo:break-before="page"/></style:style>'
        '<style:style style:name="Q" style:family="paragraph" style:parent-style-name="P"/>'
    )
    body = (
        "<text:p text:style-name='Q'>甲</text:p><text:p text:style-name='Q'>乙</text:p>"
        "<text:soft-page-break/><text:p>丙</text:p>"
    )
    paper = read_paper(odt(body, styles=styles, pages=3))
    assert [one.mark.page for one in paper.paragraphs if one.mark] == [1, 2, 3]


def test_what_is_left_out_is_told() -> None:
    body = (
        "<text:tracked-changes><text:changed-region/></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>目次</text:p></text:index-body>"
        "</text:table-of-content>"
        "<text:p>甲<draw:frame><draw:image/></draw:frame>"
        "<office:annotation><text:p>意見</text:p></office:annotation>"
        "<text:span text:style-name='H'>藏</text:span></text:p>"
    )
    hidden = (
        '<style:style style:name="H" style:family="text">'
        '<style:text-properties text:display="none"/></style:style>'
    )
    paper = read_paper(odt(body, styles=hidden, parts={"Basic/Standard/Module1.xml": "<x/>"}))
    assert texts(paper) == ["甲"]
    assert sorted(codes(paper)) == [
        "changes-accepted",
        "comments-left-out",
        "hidden-text-left-out",
        "index-left-out",
        "macros-ignored",
        "pictures-left-out",
    ]


@pytest.mark.parametrize(
    "parts",
    [
        {"META-INF/manifest.xml": odt_manifest(
            "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")},
        {"encrypted-package": b"\x00"},
    ],
)  # fmt: skip
def test_a_file_with_a_password_is_refused(parts: dict[str, str]) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_paper(odt("<text:p>甲</text:p>", parts=parts))
    assert raised.value.obstacle is Obstacle.ENCRYPTED


def test_too_much_text_is_refused() -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_paper(odt("<text:p>計畫計畫計畫</text:p>" * 10), limits=Limits(characters=50))
    assert raised.value.obstacle is Obstacle.TOO_MUCH_TEXT


def test_parents_of_styles_in_a_circle_end() -> None:
    circle = (
        '<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/>'
        '<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>'
    )
    assert paragraphs("<text:p text:style-name='A'>甲</text:p>", styles=circle) == ["甲"]


def test_a_count_of_one_page_without_any_break_is_not_believed() -> None:
    paper = read_paper(odt("<text:p>甲</text:p>", pages=1))
    assert (paper.pages, [one.mark.page for one in paper.paragraphs if one.mark]) == (None, [None])
