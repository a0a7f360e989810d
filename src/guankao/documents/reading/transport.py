"""Readings and errors as JSON, on their way out of the child process.

JSON and not pickle: what comes out of a process that opened a stranger's file is a stranger's.
"""

from __future__ import annotations

import json
from typing import Any

from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.json_format import read_document, write_document
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.formats.recognition import FileFormat
from guankao.documents.formats.sheets import Sheet
from guankao.documents.interpretation.results import Missing, Uncertain
from guankao.documents.marks import Mark
from guankao.documents.notes import Note, NoteCode
from guankao.documents.reading.results import Reading


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """A reading as plain values."""
    return {
        "file": reading.file,
        "format": reading.format.value,
        "sha256": reading.sha256,
        "pages": reading.pages,
        "documents": [write_document(document) for document in reading.documents],
        "places": {key: mark_to_json(mark) for key, mark in reading.places.items()},
        "found": dict(reading.found),
        "missing": [
            {"what": gap.what, "identifier": gap.identifier, "mark": mark_to_json(gap.mark)}
            for gap in reading.missing
        ],
        "uncertain": [
            {"text": doubt.text, "reason": doubt.reason, "mark": mark_to_json(doubt.mark)}
            for doubt in reading.uncertain
        ],
        "notes": [
            {"code": note.code.value, "facts": note.facts, "mark": mark_to_json(note.mark)}
            for note in reading.notes
        ],
    }


def reading_from_json(content: dict[str, Any]) -> Reading:
    """A reading from plain values; every document is validated again."""
    places = {key: mark_from_json(mark) for key, mark in content["places"].items()}
    return Reading(
        file=content["file"],
        format=FileFormat(content["format"]),
        sha256=content["sha256"],
        pages=content["pages"],
        documents=tuple(read_document(text) for text in content["documents"]),
        places={key: mark for key, mark in places.items() if mark is not None},
        found={str(key): int(count) for key, count in content["found"].items()},
        missing=tuple(
            Missing(gap["what"], gap["identifier"], mark_from_json(gap["mark"]))
            for gap in content["missing"]
        ),
        uncertain=tuple(
            Uncertain(doubt["text"], doubt["reason"], mark_from_json(doubt["mark"]))
            for doubt in content["uncertain"]
        ),
        notes=tuple(
            Note(NoteCode(note["code"]), dict(note["facts"]), mark_from_json(note["mark"]))
            for note in content["notes"]
        ),
    )


def sheets_to_json(sheets: tuple[Sheet, ...]) -> list[dict[str, Any]]:
    """The sheets of a workbook as plain values."""
    return [
        {"name": one.name, "cells": [[*place, text] for place, text in one.cells.items()]}
        for one in sheets
    ]


def sheets_from_json(content: list[dict[str, Any]]) -> tuple[Sheet, ...]:
    """The sheets of a workbook from plain values."""
    return tuple(
        Sheet(
            str(one["name"]),
            {(int(row), int(column)): str(text) for row, column, text in one["cells"]},
        )
        for one in content
    )


def error_to_json(error: UnreadableFile) -> dict[str, Any]:
    """An error as plain values."""
    return {
        "obstacle": error.obstacle.value,
        "facts": error.facts,
        "mark": mark_to_json(error.mark),
    }


def error_from_json(content: dict[str, Any]) -> UnreadableFile:
    """An error from plain values."""
    facts = {str(name): str(fact) for name, fact in content["facts"].items()}
    return UnreadableFile(Obstacle(content["obstacle"]), mark_from_json(content["mark"]), **facts)


def mark_to_json(mark: Mark | None) -> dict[str, Any] | None:
    """A mark as plain values, without what it does not say."""
    return None if mark is None else mark.model_dump(exclude_none=True)


def mark_from_json(content: dict[str, Any] | None) -> Mark | None:
    """A mark from plain values."""
    return None if content is None else Mark.model_validate(content)


def line(kind: str, content: Any) -> str:
    """One message of the child process."""
    return json.dumps({kind: content}, ensure_ascii=True, separators=(",", ":")) + "\n"
