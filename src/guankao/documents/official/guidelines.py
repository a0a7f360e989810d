"""The policy guidelines (施政方針) as they are printed: priorities, then sections with clauses."""

from __future__ import annotations

from collections.abc import Iterator

from guankao.documents.guidelines import Guidelines, Section
from guankao.documents.official.words import FICTIONAL_NOTICE, chinese_number
from guankao.documents.papers import Block, Paper, Paragraph, Style


def guidelines_paper(guidelines: Guidelines) -> Paper:
    """The guidelines of a year in their layout.

    Where only the number of a section's clauses is known, that is said in their place.
    """
    title = f"行政院 {guidelines.fiscal_year} 年度施政方針"
    return Paper(
        blocks=(Paragraph(title, Style.TITLE), *_blocks(guidelines)),
        title=title,
        notice=FICTIONAL_NOTICE if guidelines.fictional else None,
    )


def _blocks(guidelines: Guidelines) -> Iterator[Block]:
    if guidelines.fictional:
        yield Paragraph(FICTIONAL_NOTICE, Style.NOTE)
    for number, priority in enumerate(guidelines.priorities, start=1):
        yield Paragraph(f"{chinese_number(number)}、{priority}", Style.ITEM)
    for section in guidelines.sections:
        yield Paragraph(f"{chinese_number(section.no)}、{section.title}", Style.SECTION)
        yield from _clauses(section)


def _clauses(section: Section) -> Iterator[Paragraph]:
    told = [clause for clause in section.clauses if clause.text]
    for clause in told:
        yield Paragraph(f"（{chinese_number(clause.no)}）{clause.text}", Style.ITEM)
    untold = len(section.clauses) - len(told)
    if untold:
        words = f"另有{untold}項，條文略。" if told else f"共{untold}項，條文略。"
        yield Paragraph(words, Style.NOTE)
