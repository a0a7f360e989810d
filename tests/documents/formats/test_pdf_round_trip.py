"""A plan that was written as PDF and read again is the same plan."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.formats.papers_of_tests import PAPER
from documents.formats.test_papers_survive import lines
from documents.plans_of_tests import as_printed
from guankao.documents import Plan
from guankao.documents.formats.pdf.reader import read_paper
from guankao.documents.formats.pdf.writer import write_pdf
from guankao.documents.interpretation import interpret
from guankao.documents.official import plan_paper
from guankao.documents.papers import Cell, Paper, Paragraph, Row, Style, Table
from guankao.sample import documents as sample_documents

PLANS = [one for one in sample_documents() if isinstance(one, Plan)]
PLANS += [one for one in sample_documents(fictional=True) if isinstance(one, Plan)]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.identifier)
def test_every_plan_of_the_sample_survives(plan):
    read = interpret(read_paper(write_pdf(plan_paper(plan), agency=plan.agency)))
    assert read.documents == (as_printed(plan),)
    assert not read.uncertain


def grid(table):
    """Texts and spans; several blanks are one on paper."""
    return [
        [(lines(re.sub(" +", " ", c.text)), c.rows, c.columns, c.covered) for c in row.cells]
        for row in table.rows
    ]


def test_spans_and_lines_of_cells_survive():
    [table] = read_paper(write_pdf(PAPER)).tables
    assert grid(table) == grid(next(PAPER.tables))
    assert [row.heading for row in table.rows] == [True, False, False]


def test_numbered_headings_that_fill_their_lines_stay_apart():
    titles = [f"{number}、{'甲乙丙丁戊己庚辛壬癸' * 4}"[:41] for number in "一二三四"]
    paper = Paper(tuple(Paragraph(title, Style.HEADING) for title in titles), title="題")
    assert [one.text for one in read_paper(write_pdf(paper)).paragraphs][:4] == titles


@settings(max_examples=25, deadline=None)
@given(
    texts=st.lists(
        st.text(st.sampled_from("甲乙丙年度（），。、：％÷×＋12aZ%"), min_size=1, max_size=60),
        min_size=2,
        max_size=6,
    )
)
def test_lines_of_a_cell_stay_lines(texts):
    """Told by the space between them, whatever their ends and beginnings are."""
    body = [Row((Cell("\n".join(texts)), Cell("乙" * 60)))] * 3
    head = Row((Cell("甲", heading=True), Cell("乙", heading=True)), heading=True)
    paper = Paper((Table((head, *body), widths=(1, 1)),))
    for row in next(read_paper(write_pdf(paper)).tables).rows[1:]:
        assert [line.replace(" ", "") for line in row.cells[0].text.split("\n")] == texts
