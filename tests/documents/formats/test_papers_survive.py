"""A paper that was written as ODT or DOCX and read again is the same paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from documents.document_strategies import plans
from documents.formats.papers_of_tests import PAPER
from guankao.documents import Plan
from guankao.documents.formats.docx.reader import read_paper as read_docx
from guankao.documents.formats.docx.writer import write_docx
from guankao.documents.formats.odt.reader import read_paper as read_odt
from guankao.documents.formats.odt.writer import write_odt
from guankao.documents.official import plan_paper
from guankao.documents.papers import Paper, Paragraph, Style, Table
from guankao.sample import documents as sample_documents

THERE_AND_BACK: dict[str, Callable[[Paper], Paper]] = {
    "odt": lambda paper: read_odt(write_odt(paper)),
    "docx": lambda paper: read_docx(write_docx(paper)),
}
KEPT_STYLES = {Style.TITLE, Style.SECTION, Style.HEADING, Style.NOTE, Style.CAPTION}
"""An item is a paragraph to a reader: that it is one, its number in brackets says."""

formats = pytest.mark.parametrize("there_and_back", THERE_AND_BACK.values(), ids=THERE_AND_BACK)


def essence(paper: Paper) -> list[object]:
    """What must survive: texts, kinds of paragraph, the grid of each table with its spans."""
    found: list[object] = []
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            kind = block.style if block.style in KEPT_STYLES else Style.TEXT
            found.append((kind, lines(block.text)))
        elif isinstance(block, Table):
            if block.caption:
                found.append((Style.CAPTION, lines(block.caption)))
            found.append(
                [
                    (
                        row.heading,
                        [(lines(c.text), c.rows, c.columns, c.covered) for c in row.cells],
                    )
                    for row in block.rows
                ]
            )
    return found


def lines(text: str) -> list[str]:
    """The lines of a text without blanks around them, which no layout shows."""
    return [line.strip() for line in text.split("\n")]


@formats
def test_one_of_each_thing_survives(there_and_back: Callable[[Paper], Paper]) -> None:
    assert essence(there_and_back(PAPER)) == essence(PAPER)


@formats
def test_every_plan_of_the_sample_survives(there_and_back: Callable[[Paper], Paper]) -> None:
    shipped = [*sample_documents(), *sample_documents(fictional=True)]
    papers = [plan_paper(plan) for plan in shipped if isinstance(plan, Plan)]
    assert len(papers) == 36
    for paper in papers[:: len(papers) // 6]:
        assert essence(there_and_back(paper)) == essence(paper)


@formats
@given(plan=plans())
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_any_plan_survives(there_and_back: Callable[[Paper], Paper], plan: Plan) -> None:
    paper = plan_paper(plan)
    assert essence(there_and_back(paper)) == essence(paper)
