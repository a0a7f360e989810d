"""The year's book: which plans it binds and in which order, and what its PDF holds."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pypdfium2
import pytest

from documents.enforcement_plan import ENFORCEMENT
from guankao.documents import Plan
from guankao.documents.book import Book, Chapter, UnboundPlans, plans_book
from guankao.documents.formats.pdf.book_writer import write_book
from guankao.documents.papers import Cell, PageBreak, Paper, Paragraph, Row, Style, Table


def plan(agency: str, chapter: int | None = None, fiscal_year: int = 110) -> Plan:
    fields = {name: value for name, value in ENFORCEMENT.items() if name != "parent_agency"}
    changed = {"agency": agency, "chapter": chapter, "fiscal_year": fiscal_year}
    return Plan.model_validate({**fields, **changed}, strict=False)


def test_chapters_follow_their_numbers_and_the_others_come_behind():
    book = plans_book([plan("氣象署"), plan("港務局", 12), plan("檔案處"), plan("統計司", 3)])
    assert [(one.number, one.agency) for one in book.chapters] == [
        (3, "統計司"),
        (12, "港務局"),
        (13, "氣象署"),
        (14, "檔案處"),
    ]
    assert book.title == "110 年度施政計畫"
    assert "2021" in book.subtitle


@pytest.mark.parametrize(
    ("plans", "found"),
    [
        ([], "no plan"),
        ([plan("甲部", 1), plan("乙部", 2, 111)], "110, 111"),
        ([plan("甲部", 7), plan("乙部", 7)], "7"),
    ],
    ids=["none", "two years", "one chapter twice"],
)
def test_what_is_no_book_is_refused(plans, found):
    with pytest.raises(UnboundPlans, match=found):
        plans_book(plans)


@pytest.fixture(scope="module")
def book() -> Book:
    long = Table(tuple(Row((Cell(str(n)), Cell("說明"))) for n in range(150)))
    parts = (Paragraph("壹、目標", Style.SECTION), long, Paragraph("貳、指標", Style.SECTION))
    first = Paper((Paragraph("甲部年度計畫", Style.TITLE), *parts))
    second = Paper((*parts, PageBreak()), title="乙部年度計畫", landscape=True)
    chapters = (Chapter(7, "甲部", first), Chapter(8, "乙部", second))
    return Book("內閣", "110 年度施政計畫", "西元 2021 年", chapters)


@pytest.fixture(scope="module")
def pages(book) -> list[str]:
    with pdfplumber.open(BytesIO(write_book(book))) as document:
        return [page.extract_text() for page in document.pages]


def test_the_cover_names_publisher_and_title_and_has_no_number(pages):
    assert pages[0].split("\n") == ["內閣", "110 年度施政計畫", "西元 2021 年"]


def test_pages_are_counted_by_chapter(pages):
    feet = [text.split("\n")[-1].split()[-1] for text in pages[1:]]
    sevens = [one for one in feet if one.startswith("7-")]
    eights = [one for one in feet if one.startswith("8-")]
    assert feet == ["i", *sevens, *eights]
    assert sevens == [f"7-{n}" for n in range(1, len(sevens) + 1)]
    assert eights == [f"8-{n}" for n in range(1, len(eights) + 1)]
    assert len(sevens) > 2


def test_the_contents_name_chapters_and_parts_with_the_page_that_they_stand_on(pages):
    lines = [line.replace(".", " ").split() for line in pages[1].split("\n")]
    told = {"".join(words[:-1]): words[-1] for words in lines if len(words) > 1}
    assert told["第7章甲部年度計畫"] == "7-1"
    assert told["第8章乙部年度計畫"] == "8-1"
    entries = [words[-1] for words in lines if "".join(words[:-1]) == "貳、指標"]
    for entry in entries:
        page = next(text for text in pages[2:] if text.endswith(f" {entry}"))
        assert "貳、指標" in page
    assert len(entries) == 2


def test_bookmarks_lead_to_chapters(book, pages):
    document = pypdfium2.PdfDocument(write_book(book))
    top = [one for one in document.get_toc() if one.level == 0]
    led = {one.get_title(): one.get_dest().get_index() for one in top}
    document.close()
    assert list(led) == ["目次", "第 7 章 甲部年度計畫", "第 8 章 乙部年度計畫"]
    assert led["目次"] == 1
    for title in ("第 7 章 甲部年度計畫", "第 8 章 乙部年度計畫"):
        assert pages[led[title]].replace("\n", " ").startswith(title)


def test_progress_is_told_to_the_end_and_stops_the_work(book):
    told = []
    write_book(book, progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]

    def stop(done, _of):
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_book(book, progress=stop)


def test_the_same_book_gives_the_same_bytes(book):
    assert write_book(book) == write_book(replace(book))
