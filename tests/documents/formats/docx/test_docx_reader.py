"""Reading DOCX: text as Word shows it, tables on a full grid, a mark on everything."""

from __future__ import annotations

import io
import zipfile

import pytest

from documents.formats.made_files import docx, run, zipped
from documents.formats.papers_read import codes, grid, only_table, texts
from guankao.documents.formats.docx.reader import read_paper
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import Limits
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.papers import Style, Table

BREAK = "<w:lastRenderedPageBreak/>"


def paragraphs(body: str, **parts: str) -> list[str]:
    return texts(read_paper(docx(body, **parts)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t xml:space='preserve'>造林 </w:t></w:r><w:r><w:t> 面積 </w:t></w:r>",
         "造林 面積"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t></w:r>",
         "甲\t乙\n丙\n丁"),
        ("<w:r><w:t>7</w:t><w:noBreakHyphen/><w:t>8</w:t><w:softHyphen/><w:t>月</w:t></w:r>",
         "7-8月"),
        ("<w:r><w:t>甲</w:t><w:br w:type='page'/><w:t>乙</w:t></w:r>", "甲乙"),
        ("<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>舊</w:delText></w:r></w:del>"
         "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>", "新"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/>"
         "</w:rPr><w:t>見</w:t></w:r>", "見"),
        ("<w:hyperlink><w:r><w:t>連結</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r>"
         "<w:t>內</w:t></w:r></w:sdtContent></w:sdt><w:smartTag><w:r><w:t>文</w:t></w:r>"
         "</w:smartTag>", "連結內文"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>按此輸入</w:t></w:r>"
         "</w:sdtContent></w:sdt><w:r><w:t>甲</w:t></w:r>", "甲"),
        ("<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
         "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>3</w:t></w:r>"
         "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>頁</w:t></w:r>", "3頁"),
        ("<w:fldSimple w:instr='DATE'><w:r><w:t>107年</w:t></w:r></w:fldSimple>", "107年"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>ㄏ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r>"
         "</w:rubyBase></w:ruby></w:r>", "漢"),
        ("<m:oMath><m:r><m:t>A÷B</m:t></m:r></m:oMath>", "A÷B"),
        ("<mc:AlternateContent><mc:Choice Requires='w14'><w:r><w:t>甲</w:t></w:r></mc:Choice>"
         "<mc:Fallback><w:r><w:t>甲</w:t></w:r></mc:Fallback></mc:AlternateContent>", "甲"),
        ("<w:r><w:sym w:font='Symbol' w:char='00B1'/><w:sym w:char='F0FE'/><w:t>5</w:t></w:r>",
         "±5"),
    ],
)  # fmt: skip
def test_the_text_of_a_paragraph_is_what_is_shown(inner: str, text: str) -> None:
    assert paragraphs(f"<w:p>{inner}</w:p>") == [text]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>"
    assert paragraphs(first + run("後")) == ["前後"]


def test_a_text_box_follows_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{run('框內')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>框外</w:t><mc:AlternateContent><mc:Choice Requires='wps'>"
        f"<w:drawing><x>{box}</x></w:drawing></mc:Choice><mc:Fallback><w:pict><x>{box}</x></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert paragraphs(body) == ["框外", "框內"]


def test_footnotes_follow_their_paragraph() -> None:
    body = "<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id='2'/></w:r></w:p>" + run("乙")
    notes = (
        f"<w:footnote w:id='0' w:type='separator'>{run('線')}</w:footnote>"
        f"<w:footnote w:id='2'>{run('說明')}</w:footnote>"
    )
    paper = read_paper(docx(body, footnotes=notes))
    assert texts(paper) == ["甲", "1 說明", "乙"]
    assert [one.style for one in paper.paragraphs] == [Style.TEXT, Style.NOTE, Style.TEXT]


STYLES = """
<w:style w:type="paragraph" w:styleId="a0"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="own"><w:name w:val="大標"/><w:basedOn w:val="H2"/></w:style>
<w:style w:type="paragraph" w:styleId="o3"><w:name w:val="第三"/><w:pPr><w:outlineLvl w:val="2"/>
</w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="C"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="N"><w:name w:val="編號"/><w:pPr><w:numPr>
<w:numId w:val="1"/></w:numPr></w:pPr></w:style>
"""


def styled(style: str, text: str, more: str = "") -> str:
    return (
        f"<w:p><w:pPr><w:pStyle w:val='{style}'/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def test_headings_are_told_by_name_by_parent_and_by_outline_level() -> None:
    body = styled("H1", "計畫") + styled("own", "目標") + styled("o3", "一") + styled("a0", "文")
    paper = read_paper(docx(body, styles=STYLES))
    styles = [one.style for one in paper.paragraphs]
    assert styles == [Style.TITLE, Style.SECTION, Style.HEADING, Style.TEXT]


def test_below_a_title_the_first_level_is_a_section() -> None:
    paper = read_paper(docx(styled("T", "計畫") + styled("H1", "目標"), styles=STYLES))
    assert [one.style for one in paper.paragraphs] == [Style.TITLE, Style.SECTION]


def test_a_table_of_contents_is_left_out_however_it_is_marked() -> None:
    field = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> TOC \\o</w:instrText>"
        "</w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>目次一</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>目次二</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    )
    control = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{run('目次三')}</w:sdtContent></w:sdt>"
    )
    body = field + control + styled("C", "目次四") + run("本文")
    assert paragraphs(body, styles=STYLES) == ["本文"]


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="taiwaneseCountingThousand"/>
<w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="taiwaneseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:isLgl/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1.%4"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
<w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">
<w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def numbered(text: str, number: int, level: int = 0) -> str:
    more = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"
    return styled("a0", text, more)


def test_numbers_that_word_makes_become_text() -> None:
    body = "".join(
        [
            numbered("甲", 1),
            numbered("乙", 1, 1),
            numbered("丙", 1, 1),
            numbered("丁", 1, 2),
            numbered("戊", 1),
            numbered("己", 1, 1),
            numbered("庚", 1, 3),
            numbered("點", 2),
            numbered("新", 3),
            numbered("無", 0),
        ]
    )
    shown = [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "1. 丁",
        "二、戊",
        "（一）己",
        "2.1 庚",
        "點",
        "五、新",
        "無",
    ]
    assert paragraphs(body, styles=STYLES, numbering=NUMBERING) == shown


def test_a_style_may_bring_its_numbering_and_a_paragraph_switch_it_off() -> None:
    off = "<w:numPr><w:numId w:val='0'/></w:numPr>"
    body = styled("N", "甲") + styled("N", "乙", off) + styled("N", "丙")
    assert paragraphs(body, styles=STYLES, numbering=NUMBERING) == ["一、甲", "乙", "二、丙"]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{run(text) if text else '<w:p/>'}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


DOWN, REST = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"


def table_of(*rows: str) -> Table:
    return only_table(read_paper(docx(f"<w:tbl>{''.join(rows)}</w:tbl>"), "計畫.docx"))


def test_merged_cells_cover_the_places_that_they_take() -> None:
    table = table_of(
        row(cell("目標"), cell("名稱"), cell("標準"), properties="<w:tblHeader/>"),
        row(cell("一", DOWN), cell("甲"), cell("x")),
        row(cell("", REST), cell("合", "<w:gridSpan w:val='2'/>")),
        row(cell("二", DOWN), cell("左", "<w:hMerge w:val='restart'/>"),
            cell("", "<w:hMerge/>")),
        row(cell("舊", REST), cell("乙"), cell("y")),
    )  # fmt: skip
    assert grid(table) == [
        ["目標", "名稱", "標準"],
        ["一", "甲", "x"],
        ["^", "合", "^"],
        ["二", "左", "^"],
        ["^", "乙", "y"],
    ]
    assert [one.heading for one in table.rows] == [True, False, False, False, False]
    assert str(table.rows[3].cells[1].mark) == "計畫.docx, table 1, row 4, cell 2"


def test_a_merge_of_two_columns_over_two_rows_is_one_cell() -> None:
    wide = "<w:gridSpan w:val='2'/>"
    table = table_of(
        row(cell("大", wide + DOWN), cell("甲")),
        row(cell("", wide + REST), cell("乙")),
        row(cell("一"), cell("二"), cell("丙")),
    )
    assert grid(table) == [["大", "^", "甲"], ["^", "^", "乙"], ["一", "二", "丙"]]
    assert (table.rows[0].cells[0].rows, table.rows[0].cells[0].columns) == (2, 2)


def test_a_row_may_begin_further_right_and_be_deleted() -> None:
    table = table_of(
        row(cell("甲"), cell("乙")),
        row(cell("丙"), properties="<w:gridBefore w:val='1'/>"),
        row(cell("刪"), cell("除"), properties="<w:del/>"),
    )
    assert grid(table) == [["甲", "乙"], ["", "丙"]]


def test_the_rest_of_no_merge_is_a_cell_of_its_own() -> None:
    assert grid(table_of(row(cell("甲", REST), cell("乙")))) == [["甲", "乙"]]


def test_a_table_in_a_cell_becomes_lines_of_text() -> None:
    inner = f"<w:tbl>{row(cell('內甲'), cell('內乙'))}</w:tbl>"
    paper = read_paper(
        docx(f"<w:tbl><w:tr><w:tc>{run('段')}{inner}{run('末')}</w:tc></w:tr></w:tbl>")
    )
    assert grid(only_table(paper)) == [["段\n內甲\t內乙\n末"]]
    assert codes(paper) == ["nested-table"]


def test_a_span_without_end_is_refused() -> None:
    rows = row(*[cell("甲", "<w:gridSpan w:val='999999999'/>") for _ in range(3)])
    with pytest.raises(UnreadableFile) as raised:
        table_of(rows)
    assert raised.value.obstacle is Obstacle.TOO_MANY_CELLS


def test_pages_are_told_where_breaks_and_count_agree() -> None:
    body = (
        run("甲")
        + f"<w:p><w:r>{BREAK}<w:t>乙</w:t></w:r></w:p>"
        + f"<w:p><w:r><w:t>丙</w:t>{BREAK}<w:t>續</w:t></w:r></w:p>"
        + "<w:tbl>"
        + row(cell("一"))
        + f"<w:tr><w:tc><w:p><w:r>{BREAK}<w:t>二</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    paper = read_paper(docx(body, pages=4))
    assert [one.mark.page for one in paper.paragraphs if one.mark] == [1, 2, 2]
    assert [one.mark.page for one in only_table(paper).rows if one.mark] == [3, 4]
    assert read_paper(docx(body, pages=9)).pages == 9
    assert {one.mark.page for one in read_paper(docx(body, pages=9)).paragraphs if one.mark} == {
        None
    }


def test_what_is_left_out_is_told() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/attachedTemplate" Target="http://x" TargetMode="External"/>'
        '<Relationship Id="b" Type="x/hyperlink" Target="http://y" TargetMode="External"/>'
        "</Relationships>"
    )
    body = (
        "<w:p><w:r><w:t>甲</w:t><w:drawing/><w:commentReference w:id='1'/></w:r>"
        "<w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p><w:altChunk/>"
    )
    parts = {
        "word/vbaProject.bin": "x",
        "word/embeddings/a.bin": "x",
        "word/_rels/document.xml.rels": relations,
    }
    paper = read_paper(docx(body, parts=parts))
    assert texts(paper) == ["甲新"]
    assert {note.code.value: note.facts for note in paper.notes} == {
        "macros-ignored": {},
        "embedded-files-ignored": {"count": "2"},
        "external-links-ignored": {"count": "1"},
        "changes-accepted": {"count": "1"},
        "comments-left-out": {"count": "1"},
        "pictures-left-out": {"count": "1"},
    }


def test_names_of_the_strict_standard_are_read() -> None:
    strict = docx(run("甲"))
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(io.BytesIO(strict)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert texts(read_paper(zipped(parts))) == ["甲"]


def test_too_much_text_is_refused() -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_paper(docx(run("計畫計畫計畫") * 10), limits=Limits(characters=50))
    assert raised.value.obstacle is Obstacle.TOO_MUCH_TEXT


def test_a_count_of_one_page_without_any_break_is_not_believed() -> None:
    paper = read_paper(docx(run("甲"), pages=1))
    assert (paper.pages, [one.mark.page for one in paper.paragraphs if one.mark]) == (None, [None])
