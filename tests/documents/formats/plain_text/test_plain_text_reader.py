"""Reading plain text: lines with tabs are tables, and marks count lines as an editor does."""

from __future__ import annotations

import codecs

import pytest

from documents.formats.papers_read import codes, grid, texts
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import Limits
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.formats.plain_text.reader import read_paper

TEXT = "示範部 107 年度\n\n目標\t名稱\n一\t造林\n\t植樹\n附註\n"


def test_lines_with_tabs_are_rows_and_the_others_paragraphs() -> None:
    paper = read_paper(TEXT.encode(), "計畫.txt")
    assert texts(paper) == ["示範部 107 年度", "附註"]
    (table,) = paper.tables
    assert grid(table) == [["目標", "名稱"], ["一", "造林"], ["", "植樹"]]
    assert [str(one.mark) for one in paper.paragraphs] == ["計畫.txt, line 1", "計畫.txt, line 6"]
    assert str(table.rows[2].cells[1].mark) == "計畫.txt, table 1, row 3, cell 2, line 5"


def test_a_blank_line_parts_two_tables_of_their_own_width() -> None:
    tables = list(read_paper(b"a\tb\n\nc\td\te\n").tables)
    assert [grid(table) for table in tables] == [[["a", "b"]], [["c", "d", "e"]]]
    assert [table.mark.table for table in tables if table.mark] == [1, 2]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts_as_one(end: str) -> None:
    paper = read_paper(end.join(["甲", "", "乙"]).encode())
    assert [(one.text, one.mark and one.mark.line) for one in paper.paragraphs] == [
        ("甲", 1),
        ("乙", 3),
    ]


def test_a_form_feed_ends_a_page() -> None:
    paper = read_paper("甲\n\f乙\n丙\f丁".encode())
    marks = [(one.text, one.mark.page, one.mark.line) for one in paper.paragraphs if one.mark]
    assert marks == [("甲", 1, 1), ("乙", 2, 2), ("丙", 2, 3), ("丁", 3, 4)]
    assert paper.pages == 3


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        ("指標".encode(), []),
        (codecs.BOM_UTF8 + "指標".encode(), []),
        ("指標".encode("utf-16"), []),
        ("指標".encode("big5"), ["read-as-big5"]),
    ],
)
def test_the_encodings_of_the_island_are_read(data: bytes, notes: list[str]) -> None:
    paper = read_paper(data)
    assert texts(paper) == ["指標"]
    assert codes(paper) == notes


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"abc\x80\x00\xff", b"\xa4\xa4\xff\xff"])
def test_bytes_that_are_no_text_are_refused_with_their_place(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_paper(data)
    assert raised.value.obstacle is Obstacle.NOT_TEXT
    assert int(raised.value.facts["position"]) <= len(data)


def test_a_line_of_a_million_tabs_is_refused_where_it_holds_text_and_else_nothing() -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_paper(b"\t" * 1_000_000 + b"a")
    assert raised.value.obstacle is Obstacle.TOO_MANY_CELLS
    assert read_paper(b"\t" * 1_000_000).blocks == ()


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_paper(b"a\n" * 100, limits=Limits(characters=150))
    assert raised.value.obstacle is Obstacle.TOO_MUCH_TEXT
