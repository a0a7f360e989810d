"""Interpretation: from a paper as it lies on the page to the documents that it holds."""

from __future__ import annotations

from pydantic import ValidationError

from guankao.documents.interpretation.errors import UnknownPaper
from guankao.documents.interpretation.kinds import PAPER_KINDS, PaperKind
from guankao.documents.interpretation.progress import Progress, silent
from guankao.documents.interpretation.results import (
    Interpretation,
    Missing,
    Uncertain,
    place_key,
)
from guankao.documents.papers import Paper

__all__ = [
    "PAPER_KINDS",
    "Interpretation",
    "Missing",
    "PaperKind",
    "Progress",
    "Uncertain",
    "UnknownPaper",
    "interpret",
    "place_key",
]


def interpret(paper: Paper, *, progress: Progress | None = None) -> Interpretation:
    """Find the documents that a paper holds.

    Raises:
        UnknownPaper: it has the signs of no kind of paper that is known, or what it holds is no
            document: a title that no title can be, say.
    """
    for kind in PAPER_KINDS:
        if kind.recognise(paper):
            try:
                return kind.interpret(paper, progress or silent)
            except ValidationError as refused:
                raise UnknownPaper(_first_fault(refused, kind), kind.signs) from refused
    raise UnknownPaper(
        "the file has the signs of none of them",
        "; or ".join(kind.signs for kind in PAPER_KINDS),
    )


def _first_fault(refused: ValidationError, kind: PaperKind) -> str:
    fault = refused.errors(include_url=False)[0]
    place = ".".join(map(str, fault["loc"]))
    return f"what this {kind.name} says cannot stand in a document ({place}: {fault['msg']})"
