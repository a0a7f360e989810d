"""The policy guidelines in their layout."""

from __future__ import annotations

from guankao.documents import Clause, Guidelines, Section
from guankao.documents.official import guidelines_paper
from guankao.documents.official.words import FICTIONAL_NOTICE

GUIDELINES = Guidelines(
    fiscal_year=110,
    priorities=("守護海岸。",),
    sections=(
        Section(
            key="1",
            no=1,
            title="海洋",
            clauses=(Clause(no=1, text="淨灘。"), Clause(no=2), Clause(no=3)),
        ),
        Section(key="2", no=12, title="航運", clauses=(Clause(no=1),)),
    ),
)


def test_sections_and_clauses_stand_in_order_and_untold_ones_are_counted() -> None:
    paper = guidelines_paper(GUIDELINES)
    assert [paragraph.text for paragraph in paper.paragraphs] == [
        "行政院 110 年度施政方針",
        "一、守護海岸。",
        "一、海洋",
        "（一）淨灘。",
        "另有2項，條文略。",
        "十二、航運",
        "共1項，條文略。",
    ]
    assert paper.notice is None


def test_what_was_made_up_says_so() -> None:
    paper = guidelines_paper(GUIDELINES.model_copy(update={"fictional": True}))
    assert paper.notice == FICTIONAL_NOTICE
    assert getattr(paper.blocks[1], "text", "") == FICTIONAL_NOTICE
