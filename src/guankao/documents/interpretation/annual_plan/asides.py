"""What stands around the tables: the list of codes, and what a plan says of itself at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pydantic import TypeAdapter, ValidationError

from guankao.documents.fields import AgencyName
from guankao.documents.interpretation.cleaning import Cleaner
from guankao.documents.interpretation.ordinals import number_of
from guankao.documents.interpretation.spacing import without_white_space
from guankao.documents.marks import Mark
from guankao.documents.official.words import (
    CHAPTER,
    EVALUATION_ARRANGEMENTS,
    FICTIONAL_NOTICE,
    PARENT_AGENCY,
)
from guankao.documents.papers import Paragraph
from guankao.figures import fold_width

_AGENCY_NAME: Final[TypeAdapter[str]] = TypeAdapter(AgencyName)
_CODE_LIST: Final = re.compile(r"(?:註[：:])?評估體制之?(?:數字)?代號(?:之)?意義.{0,6}|註[：:]?")
_BEFORE_CODE: Final = re.compile(r"[-•*]*\(?\d\)?[.、)]?")
_MARKED_CODE: Final = re.compile(r"指實際評估作業係.+|其[它他]")


@dataclass(slots=True)
class Asides:
    """What a plan says of itself, and the paragraphs that are none of this."""

    parent_agency: str | None = None
    chapter: int | None = None
    fictional: bool = False
    others: list[Paragraph] = field(default_factory=list)
    places: dict[str, Mark | None] = field(default_factory=dict)


def sort_asides(paragraphs: Iterable[Paragraph], cleaner: Cleaner) -> Asides:
    """Take the paragraphs around the tables for what they are."""
    asides = Asides()
    for paragraph in paragraphs:
        text = cleaner.line(paragraph.text)
        chapter = number_of(text.removeprefix(CHAPTER)) if text.startswith(CHAPTER) else None
        if parent := _parent_agency(text):
            asides.parent_agency = parent
            asides.places["parent_agency"] = paragraph.mark
        elif chapter is not None:
            asides.chapter = chapter
            asides.places["chapter"] = paragraph.mark
        elif is_fictional_notice(text):
            asides.fictional = True
        elif not _is_code(text):
            asides.others.append(paragraph)
    return asides


def _parent_agency(text: str) -> str | None:
    """The parent agency that a line names; a sentence that begins like the line names none."""
    name = text.removeprefix(PARENT_AGENCY)
    if name == text or any(mark in name for mark in "。，；："):
        return None
    try:
        return _AGENCY_NAME.validate_python(name)
    except ValidationError:
        return None


def is_fictional_notice(text: str) -> bool:
    """Whether a paragraph says that the document was made up for demonstration."""
    return without_white_space(text) == FICTIONAL_NOTICE


def _is_code(text: str) -> bool:
    """Whether a line is of the list that tells what the codes of 評估體制 mean."""
    folded = fold_width(without_white_space(text))
    if _CODE_LIST.fullmatch(folded):
        return True
    plain = _BEFORE_CODE.sub("", folded, count=1).rstrip("。.")
    known = {fold_width(words).rstrip("。.") for words in EVALUATION_ARRANGEMENTS}
    return plain in known or _MARKED_CODE.fullmatch(plain) is not None
