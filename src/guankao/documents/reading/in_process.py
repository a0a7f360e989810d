"""Reading a file in this process: for files of one's own, and inside the child process."""

from __future__ import annotations

import hashlib
import json
from typing import Final

from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.json_format import UnreadableDocument, read_document
from guankao.documents.formats.limits import DEFAULT_LIMITS, Limits
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.formats.recognition import FileFormat, recognise, suffix_notes
from guankao.documents.formats.sheets import Sheet
from guankao.documents.formats.sources import source_name
from guankao.documents.kinds import AnyDocument
from guankao.documents.papers import Paper
from guankao.documents.reading.progress import (
    INTERPRETING,
    OPENING,
    PAGES,
    Progress,
    silent,
    steps_of,
)
from guankao.documents.reading.results import Reading

_MOST_PROBLEMS_SAID: Final = 5

DATA: Final = frozenset({FileFormat.JSON, FileFormat.STRATML})
"""Formats that hold documents as they are; there is no paper to interpret."""


def read_here(
    data: bytes,
    name: str | None = None,
    *,
    progress: Progress = silent,
    limits: Limits = DEFAULT_LIMITS,
) -> Reading:
    """Read a file in this process, without its protection: no bound of time or memory holds here.

    Raises:
        UnreadableFile: with the reason and what a person can do.
    """
    progress(OPENING, 0, 1)
    found = recognise(data, limits)
    file, digest = source_name(name), hashlib.sha256(data).hexdigest()
    notes = suffix_notes(file, found)
    if found in DATA:
        documents = stratml_in(data) if found is FileFormat.STRATML else documents_in(data)
        return Reading(file, found, digest, None, documents, notes=notes)
    paper = _paper(data, file, found, progress, limits)
    # The interpreters need the whole model of documents, which a paper alone does not.
    from guankao.documents.interpretation import UnknownPaper, interpret
    from guankao.documents.interpretation.sentences import in_words

    try:
        meaning = interpret(paper, progress=steps_of(progress, INTERPRETING))
    except UnknownPaper as unknown:
        said = in_words(unknown.reason)
        raise UnreadableFile(
            Obstacle.UNKNOWN_DOCUMENT, unknown.mark, detail=said.en, detail_zh=said.zh
        ) from None
    return Reading(
        file=file,
        format=found,
        sha256=digest,
        pages=paper.pages,
        documents=meaning.documents,
        places=meaning.places,
        found=meaning.found,
        missing=meaning.missing,
        uncertain=meaning.uncertain,
        notes=(*notes, *paper.notes),
    )


def paper_of(
    data: bytes,
    name: str | None = None,
    *,
    progress: Progress = silent,
    limits: Limits = DEFAULT_LIMITS,
) -> Paper:
    """The paper that a file holds, before anything is made of it.

    Raises:
        UnreadableFile: with the reason and what a person can do; data are no paper.
    """
    found = recognise(data, limits)
    if found in DATA:
        raise UnreadableFile(Obstacle.OTHER_FILE, format=found.value.upper())
    return _paper(data, source_name(name), found, progress, limits)


def sheets_of(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> tuple[Sheet, ...]:
    """The cells of a workbook, XLSX or ODS.

    Raises:
        UnreadableFile: with the reason and what a person can do; anything else is no workbook.
    """
    try:
        found = recognise(data, limits)
    except UnreadableFile as error:
        if error.obstacle is not Obstacle.SPREADSHEET:
            raise
        if error.facts["format"] == "ODS":
            from guankao.documents.formats.ods.reader import read_ods

            return read_ods(data, limits=limits)
        from guankao.documents.formats.xlsx.reader import read_xlsx

        return read_xlsx(data, limits=limits)
    raise UnreadableFile(Obstacle.NO_WORKBOOK, format=found.value.upper())


def _paper(
    data: bytes, file: str | None, found: FileFormat, progress: Progress, limits: Limits
) -> Paper:
    # Each reader brings a library of its own; only the one that is needed is loaded.
    if found is FileFormat.ODT:
        from guankao.documents.formats.odt.reader import read_paper as read_odt

        return read_odt(data, file, limits=limits)
    if found is FileFormat.DOCX:
        from guankao.documents.formats.docx.reader import read_paper as read_docx

        return read_docx(data, file, limits=limits)
    if found is FileFormat.PDF:
        from guankao.documents.formats.pdf.reader import read_paper as read_pdf

        return read_pdf(data, file, limits=limits, progress=steps_of(progress, PAGES))
    from guankao.documents.formats.plain_text.reader import read_paper as read_text

    return read_text(data, file, limits=limits)


def documents_in(data: bytes) -> tuple[AnyDocument, ...]:
    """The documents in a JSON text: one, an array of them, or one on each line.

    A document is in the interchange format or a record of open data.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(Obstacle.NOT_TEXT, position=f"{error.start + 1:,}") from None
    try:
        return tuple(_document(piece) for piece in _pieces(text))
    except UnreadableDocument as error:
        raise _invalid(error) from None


def stratml_in(data: bytes) -> tuple[AnyDocument, ...]:
    """The document in a StratML file."""
    from guankao.documents.formats.stratml import read_stratml

    try:
        return (read_stratml(data),)
    except UnreadableDocument as error:
        raise _invalid(error) from None


def _invalid(error: UnreadableDocument) -> UnreadableFile:
    said = "; ".join(map(str, error.problems[:_MOST_PROBLEMS_SAID]))
    if len(error.problems) > _MOST_PROBLEMS_SAID:
        said += f"; … ({len(error.problems)})"
    return UnreadableFile(Obstacle.INVALID_DOCUMENT, detail=said)


def _document(text: str) -> AnyDocument:
    from guankao.documents.formats.records import are_records, read_records

    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None  # the reader of documents says what is wrong with it
    return read_records(text) if are_records(content) else read_document(text)


def _pieces(text: str) -> list[str]:
    """The text of each document; that of a whole text that is not JSON, so that it is said why."""
    start = text.lstrip(" \t\r\n")
    decoder = json.JSONDecoder()
    in_array = start.startswith("[")
    position = len(text) - len(start) + in_array
    pieces: list[str] = []
    while True:
        while position < len(text) and text[position] in " \t\r\n,":
            position += 1
        if position >= len(text) or (in_array and text[position] == "]"):
            return pieces or [text]
        try:
            _, end = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            return [*pieces, text[position:]]
        pieces.append(text[position:end])
        position = end
