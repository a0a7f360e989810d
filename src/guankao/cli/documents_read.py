"""A file on the command line as the documents that it holds, with the places of their values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from guankao.cli.progress_bar import ProgressBar
from guankao.documents import AnyDocument, Mark, Problem, UnreadableDocument, read_document
from guankao.documents.interpretation.results import Missing, Uncertain
from guankao.documents.words import Language
from guankao.rules.subjects import LooseLink

_EMPTY: Final = "—"
"""What stands for an empty text of a record, so that the linter tells of it, not the reader."""
_LINK: Final = re.compile(r"projects\[(\d+)\]\.indicators\[(\d+)\]")
_STEP: Final = re.compile(r"\w+")


class UnreadableInput(ValueError):
    """A file that holds no document that can be read, with a sentence that says why."""


@dataclass(frozen=True, slots=True)
class DocumentsRead:
    """The documents of one file.

    Attributes:
        name: of the file, without its folder.
        documents: in the order of the file.
        places: by `place_key`: where each value stood.
        uncertain: what could not be put in its place.
        missing: what such a document should hold and this one does not.
        loose_links: of records: the links that are the name of no KPI.
    """

    name: str
    documents: tuple[AnyDocument, ...]
    places: Mapping[str, Mark] = field(default_factory=dict)
    uncertain: tuple[Uncertain, ...] = ()
    missing: tuple[Missing, ...] = ()
    loose_links: tuple[LooseLink, ...] = ()


def read_documents(path: Path, language: Language = "en") -> DocumentsRead:
    """Read a file of any kind that `guankao read` takes, with a bar where a person watches.

    Plan documents and records in JSON are data and are read here; anything else may be hostile and
    is read in a process of its own.

    Raises:
        UnreadableInput: with a sentence for a person.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(error.strerror or str(error)) from None
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _from_json(data, path.name)
    # The readers of files are loaded only for files: linting JSON does not wait for them.
    from guankao.documents.reading import UnreadableFile, read_file

    try:
        with ProgressBar() as bar:
            reading = read_file(data, path.name, progress=bar.show)
    except UnreadableFile as error:
        raise UnreadableInput(error.said(language)) from None
    return DocumentsRead(
        path.name,
        tuple(reading.documents),
        reading.places,
        tuple(reading.uncertain),
        tuple(reading.missing),
    )


def _from_json(data: bytes, name: str) -> DocumentsRead:
    from guankao.documents.formats.records import are_records

    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        content = None  # the reader says what is wrong with it
    try:
        if are_records(content):
            return _from_records(data, content, name)
        if isinstance(content, list):  # as `guankao read` writes a file of several documents
            texts = (json.dumps(each, ensure_ascii=False) for each in content)
            return DocumentsRead(name, tuple(read_document(text) for text in texts))
        return DocumentsRead(name, (read_document(data),))
    except UnreadableDocument as error:
        raise UnreadableInput(str(error)) from None


def _from_records(data: bytes, content: Any, name: str) -> DocumentsRead:
    """The plan of records, where links and cells that hold nothing are left to the linter."""
    from guankao.documents.formats.records import read_records

    try:
        return DocumentsRead(name, (read_records(data),))
    except UnreadableDocument as error:
        for problem in error.problems:
            _fill(content, problem)
    try:
        return DocumentsRead(name, (read_records(json.dumps(content, ensure_ascii=False)),))
    except UnreadableDocument as error:
        links = [found for one in error.problems if (found := _LINK.fullmatch(one.path))]
        if len(links) < len(error.problems):
            raise
    loose: list[tuple[int, str]] = []
    for found in reversed(links):  # from the last, so that the places of the others stay
        project = int(found[1])
        loose.append((project, content["projects"][project]["indicators"].pop(int(found[2]))))
    plan = read_records(json.dumps(content, ensure_ascii=False))
    named = tuple(LooseLink(plan.projects[place].key, text) for place, text in reversed(loose))
    return DocumentsRead(name, (plan,), loose_links=named)


def _fill(content: Any, problem: Problem) -> None:
    """Put a dash where a problem is that a text is empty."""
    *way, last = [
        int(step) if step.isdigit() else step for step in _STEP.findall(problem.path)
    ] or [""]
    for step in way:
        content = content[step]
    if (
        isinstance(content, dict)
        and isinstance(content.get(last), str)
        and not content[last].strip()
    ):
        content[last] = _EMPTY
