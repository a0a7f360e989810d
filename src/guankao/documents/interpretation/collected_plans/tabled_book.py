"""A collected book whose tables are still tables: every chapter is read as an annual plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from guankao.documents.interpretation import annual_plan
from guankao.documents.interpretation.annual_plan.parts import plan_title
from guankao.documents.interpretation.collected_plans.chapters import FEWEST_CHAPTERS
from guankao.documents.interpretation.errors import UnknownPaper
from guankao.documents.interpretation.progress import Progress, silent
from guankao.documents.interpretation.results import Interpretation, Uncertain
from guankao.documents.papers import Block, Paper, Paragraph


def chapter_papers(paper: Paper) -> Iterator[Paper]:
    """The papers of the chapters: each begins with the title of another agency's plan."""
    blocks: list[Block] = []
    agency: str | None = None
    for block in paper.blocks:
        title = plan_title(block.text) if isinstance(block, Paragraph) else None
        if title is not None and title.agency != agency:
            if agency is not None:
                yield replace(paper, blocks=tuple(blocks))
            blocks, agency = [], title.agency
        blocks.append(block)
    if agency is not None:
        yield replace(paper, blocks=tuple(blocks))


def recognise(paper: Paper) -> bool:
    """Whether several chapters have tables of their own."""
    if not any(True for _ in paper.tables):
        return False
    return sum(annual_plan.recognise(part) for part in chapter_papers(paper)) >= FEWEST_CHAPTERS


def interpret(paper: Paper, progress: Progress = silent) -> Interpretation:
    """The plans of all chapters, with one account; a chapter that is no plan is listed."""
    parts = list(chapter_papers(paper))
    read: list[Interpretation] = []
    unread: list[Uncertain] = []
    for place, part in enumerate(parts, start=1):
        first = next(part.paragraphs)
        try:
            read.append(annual_plan.interpret(part, silent))
        except UnknownPaper as unknown:
            unread.append(Uncertain(first.text, unknown.reason, first.mark))
        progress(place, len(parts))
    found: Counter[str] = Counter(chapters=len(read))
    for one in read:
        found.update(one.found)
    return Interpretation(
        documents=tuple(document for one in read for document in one.documents),
        places={key: mark for one in read for key, mark in one.places.items()},
        found=dict(found),
        missing=tuple(missing for one in read for missing in one.missing),
        uncertain=(*(doubt for one in read for doubt in one.uncertain), *unread),
    )
