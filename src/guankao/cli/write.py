"""`guankao write FILE --to odt`: the official documents of a plan, made of its data."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from guankao.cli.documents_read import UnreadableInput, read_documents
from guankao.documents import AnyDocument, PerformanceReport, Plan
from guankao.documents.writing import (
    FILE_FORMATS,
    FileKind,
    UnknownFileFormat,
    UnwritableDocument,
    file_format,
    paper_of,
    title_of_document,
    write,
)

if TYPE_CHECKING:
    from guankao.documents.papers import Figure, Paper

EXIT_UNWRITABLE: Final = 1
EXIT_UNREADABLE: Final = 2
_STANDARD_OUTPUT: Final = "-"
_PDF: Final = "pdf"


class Refusal(ValueError):
    """Something that cannot be written as asked, with a sentence for a person."""


def write_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="A plan as JSON or records, or any file that `guankao read` takes; "
            "with --book also folders of them.",
        ),
    ],
    to: Annotated[
        list[str],
        typer.Option(
            "--to",
            metavar="FORMAT",
            help=f"The format: {', '.join(FILE_FORMATS)}. Can be given several times, "
            "or with commas.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            help="The file to write, the folder to write to, or - for standard output. "
            "Without it, files named by their documents in the current folder."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over files that are there already.")
    ] = False,
    book: Annotated[
        bool,
        typer.Option("--book", help="Bind all plans into one PDF, with contents and chapters."),
    ] = False,
) -> None:
    """Write plans, action plans and performance reports as official documents and as tables.

    The same document always gives the same bytes. CSV is a ZIP file with a file for each table.

    Exit code 1 when a document cannot be written as asked or a file is there already, 2 when a
    file cannot be read; nothing is written then.
    """
    try:
        formats = [file_format(name) for words in to for name in words.split(",")]
        documents = [one for path in _expanded(files, book=book) for one in _documents(path)]
        made = list(_book(documents, formats) if book else _made(documents, formats))
        _put(made, output, force=force)
    except UnreadableInput as error:
        raise _ended(str(error), EXIT_UNREADABLE) from None
    except (Refusal, UnknownFileFormat) as error:
        raise _ended(str(error), EXIT_UNWRITABLE) from None


def _expanded(files: list[Path], *, book: bool) -> Iterator[Path]:
    """The files, and of a folder what lies in it."""
    for path in files:
        if not path.is_dir():
            yield path
        elif book:
            yield from sorted(one for one in path.iterdir() if one.is_file())
        else:
            raise Refusal(f"{path} is a folder; give its files, or --book to bind them")


def _documents(path: Path) -> tuple[AnyDocument, ...]:
    try:
        return read_documents(path).documents
    except UnreadableInput as error:
        raise UnreadableInput(f"{path}: {error}") from None


def _made(documents: list[AnyDocument], formats: list[FileKind]) -> Iterator[tuple[str, bytes]]:
    """The files by their names. All are made before the first is written."""
    from guankao.documents.formats.unwritable import UnwritablePaper

    for document in documents:
        figures = _figures(document)
        for kind in formats:
            try:
                content = write(document, kind.name, figures)
            except (UnwritableDocument, UnwritablePaper) as error:
                raise Refusal(f"{document.identifier}: {error}") from None
            if kind.name == _PDF:
                _name_unprintable(paper_of(document))
            yield f"{_file_name(document)}{kind.suffix}", content


def _book(documents: list[AnyDocument], formats: list[FileKind]) -> Iterator[tuple[str, bytes]]:
    from guankao.documents.book import UnboundPlans, plans_book
    from guankao.documents.formats.pdf.book_writer import write_book

    if [kind.name for kind in formats] != [_PDF]:
        raise Refusal("a book is written as one PDF: --book --to pdf")
    plans = [one for one in documents if isinstance(one, Plan)]
    try:
        bound = plans_book(plans)
    except UnboundPlans as error:
        raise Refusal(str(error)) from None
    yield f"{bound.title}{FILE_FORMATS[_PDF].suffix}", write_book(bound)
    for chapter in bound.chapters:
        _name_unprintable(chapter.paper)


def _name_unprintable(paper: Paper) -> None:
    """Say which characters the PDF shows as 〓, because no packaged font has them."""
    from guankao.documents.formats.pdf.unprintable import unprintable_in

    for one in unprintable_in(paper):
        typer.echo(f"guankao write: {one.sentence.en}", err=True)


def _file_name(document: AnyDocument) -> str:
    """The title as the name of a file: without what a file system cannot take."""
    return title_of_document(document).replace("/", "／").replace("\0", "").strip(". ")


def _figures(document: AnyDocument) -> Mapping[str, Figure]:
    """The charts of a report, where what draws them is installed."""
    if not isinstance(document, PerformanceReport):
        return {}
    from guankao.charts.reports import report_figures

    try:
        return report_figures(document)
    except ImportError:
        typer.echo("guankao write: without charts; they need guankao[web]", err=True)
        return {}


def _put(made: list[tuple[str, bytes]], output: Path | None, *, force: bool) -> None:
    if not made:
        raise Refusal("there is no document to write")
    if output is not None and str(output) == _STANDARD_OUTPUT:
        if len(made) > 1:
            raise Refusal(f"standard output takes one file, not {len(made)}")
        sys.stdout.buffer.write(made[0][1])
        return
    targets = _targets([name for name, _ in made], output)
    taken = [path for path in targets if path.exists()]
    if taken and not force:
        raise Refusal(f"{taken[0]} is there already; --force writes over it")
    try:
        for path, (_, content) in zip(targets, made, strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            typer.echo(path, err=True)
    except OSError as error:
        raise Refusal(f"{error.filename}: {error.strerror}") from None


def _targets(names: list[str], output: Path | None) -> list[Path]:
    """Where each file goes; a single one can be given its name."""
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise Refusal(f"two documents would be written to {twice}; write them one by one")
    if output is None:
        return [Path(name) for name in names]
    if len(names) == 1 and not output.is_dir():
        return [output]
    if output.exists() and not output.is_dir():
        raise Refusal(f"{output} is a file; {len(names)} files need a folder")
    return [output / name for name in names]


def _ended(sentence: str, code: int) -> typer.Exit:
    typer.echo(f"guankao write: {sentence}", err=True)
    return typer.Exit(code)
