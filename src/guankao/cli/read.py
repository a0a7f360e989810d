"""`guankao read FILE`: the plan that a Word, ODF, PDF or text file holds, as JSON."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from guankao.cli.language import LanguageOption, SpokenLanguage
from guankao.cli.progress_bar import ProgressBar

if TYPE_CHECKING:  # the readers are loaded when they run, so that other commands need not wait
    from guankao.documents.reading import Reading

EXIT_UNREADABLE: Final = 2
EXIT_STOPPED: Final = 130
"""As a shell counts what Ctrl-C ended."""


class OutputShape(StrEnum):
    """What is printed of a file."""

    DOCUMENT = "document"
    RECORDS = "records"
    PAPER = "paper"


def read(  # noqa: PLR0917  the signature is the command line
    file: Annotated[
        Path, typer.Argument(help="ODT, DOCX, PDF, text, JSON or StratML; - for standard input.")
    ],
    shape: Annotated[
        OutputShape,
        typer.Option(
            "--as",
            help="document: the interchange format. records: as open data publishes plans. "
            "paper: paragraphs and tables before anything is made of them.",
        ),
    ] = OutputShape.DOCUMENT,
    report: Annotated[
        bool,
        typer.Option(
            "--report/--no-report",
            help="Tell on standard error what was found, what was not, and what is uncertain.",
        ),
    ] = True,
    output: Annotated[
        Path | None, typer.Option(help="File to write to instead of standard output.")
    ] = None,
    places: Annotated[
        Path | None, typer.Option(help="File for the place of every value in the source, as JSON.")
    ] = None,
    language: LanguageOption = SpokenLanguage.CHINESE,
) -> None:
    """Read a plan from the file that it was written in, and print it as JSON.

    The format is told by the content and not by the name. The file is read in a process of its own
    with bounds of time and memory; Ctrl-C ends it. One document is printed as a JSON object,
    several (the book of all ministries) as a JSON array.

    Exit code 0 when the file was read, whatever the report says is missing; 2 when it cannot be
    read, and nothing is written; 130 after Ctrl-C.
    """
    from guankao.documents.reading import UnreadableFile

    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise _ended(f"{file}: {error.strerror or error}", EXIT_UNREADABLE) from None
    name = None if str(file) == "-" else file.name
    try:
        text, reading = _read(data, name, shape)
    except UnreadableFile as error:
        raise _ended(f"{file}: {error.said(language.code)}", EXIT_UNREADABLE) from None
    except KeyboardInterrupt:
        raise _ended("stopped", EXIT_STOPPED) from None
    _put(text, output)
    if reading is not None and places is not None:
        _put(_places_of(reading), places)
    if reading is not None and report:
        from guankao.cli.reading_report import report_lines

        for line in report_lines(reading, language.code):
            typer.echo(line, err=True)


def _read(data: bytes, name: str | None, shape: OutputShape) -> tuple[str, Reading | None]:
    """What is to be printed, and the reading where there is one."""
    from guankao.documents.reading import read_file, read_paper_of_file

    with ProgressBar() as bar:
        if shape is OutputShape.PAPER:
            from guankao.documents.reading.paper_transport import paper_to_json

            paper = read_paper_of_file(data, name, progress=bar.show)
            return json.dumps(paper_to_json(paper), ensure_ascii=False, indent=1) + "\n", None
        reading = read_file(data, name, progress=bar.show)
    return _written(reading, shape), reading


def _written(reading: Reading, shape: OutputShape) -> str:
    from guankao.documents import Plan, write_document

    if shape is OutputShape.DOCUMENT:
        return _array([write_document(document) for document in reading.documents])
    from guankao.documents.formats.records import write_records

    plans = [document for document in reading.documents if isinstance(document, Plan)]
    if len(plans) < len(reading.documents):
        raise _ended("only annual plans have a shape as records", EXIT_UNREADABLE)
    return _array([write_records(plan) for plan in plans])


def _array(texts: list[str]) -> str:
    """One document as it is, several as a JSON array."""
    if len(texts) == 1:
        return texts[0]
    return "[\n" + ",\n".join(text.rstrip("\n") for text in texts) + "\n]\n"


def _places_of(reading: Reading) -> str:
    from guankao.documents.reading.transport import mark_to_json

    places = {key: mark_to_json(mark) for key, mark in reading.places.items()}
    return json.dumps(places, ensure_ascii=False, indent=1) + "\n"


def _put(text: str, output: Path | None) -> None:
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise _ended(f"{output}: {error.strerror or error}", EXIT_UNREADABLE) from None


def _ended(sentence: str, code: int) -> typer.Exit:
    typer.echo(f"guankao read: {sentence}", err=True)
    return typer.Exit(code)
