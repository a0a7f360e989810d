"""`guankao lint FILE…`: find what is wrong with plans, as ruff does for code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from guankao import __version__
from guankao.cli.language import LanguageOption, SpokenLanguage

if TYPE_CHECKING:  # the rules are loaded when they run, so that other commands need not wait
    from guankao.cli.documents_read import DocumentsRead
    from guankao.documents import AnyDocument, Plan
    from guankao.rules import Finding
    from guankao.rules.output import Linted

EXIT_ERRORS: Final = 1
EXIT_UNREADABLE: Final = 2
EXIT_STOPPED: Final = 130
"""As a shell counts what Ctrl-C ended."""


class OutputFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    ODT = "odt"


def lint(  # noqa: PLR0917  the signature is the command line
    files: Annotated[
        list[Path], typer.Argument(help="Plans and action plans, of any kind that is read.")
    ],
    select: Annotated[
        list[str] | None,
        typer.Option(help="Only these rules: a family (GK1), codes or names, with commas."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help="Not these rules: families, codes or names.")
    ] = None,
    previous: Annotated[
        list[Path] | None,
        typer.Option(help="Last year's plan of the same agency, for the rules GK5."),
    ] = None,
    output_format: Annotated[
        OutputFormat, typer.Option("--format", help="How the findings are written.")
    ] = OutputFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option(help="File to write to; needed for odt. Else standard output.")
    ] = None,
    show_statistics: Annotated[
        bool, typer.Option("--statistics", help="Print only how many findings each rule has.")
    ] = False,
    language: LanguageOption = SpokenLanguage.CHINESE,
) -> None:
    """Find what is wrong with plans before a person reads them.

    Takes every kind of file that is read (ODT, DOCX, PDF, plain text), plan documents in JSON, and
    records. `guankao rule CODE` explains a rule.

    Exit code 1 where a finding is an error, 2 where a file cannot be read, 130 after Ctrl-C.
    """
    from guankao.rules import Level, UnknownRule
    from guankao.rules.output import Linted
    from guankao.rules.selection import Selection

    chosen, left_out = _names(select), _names(ignore)
    if output_format is OutputFormat.ODT and output is None:
        raise _stopped("--format odt needs --output FILE")
    try:
        Selection.of(chosen, left_out)
    except UnknownRule as error:
        raise _stopped(str(error)) from None
    unreadable: list[str] = []
    earlier = list(_plans(_read_all(previous or [], unreadable, language)))
    linted: list[Linted] = []
    for read in _read_all(files, unreadable, language):
        for document in read.documents:
            findings = _findings(document, read, earlier, chosen, left_out)
            linted.append(Linted(read.name, document.identifier, findings))
    if linted or not unreadable:
        _write(linted, output_format, output, language, show_statistics=show_statistics)
    if unreadable:
        raise typer.Exit(EXIT_UNREADABLE)
    if any(one.level is Level.ERROR for each in linted for one in each.findings):
        raise typer.Exit(EXIT_ERRORS)


def _names(options: Iterable[str] | None) -> list[str]:
    return [name for option in options or () for name in option.split(",") if name.strip()]


def _stopped(sentence: str) -> typer.Exit:
    typer.echo(f"guankao lint: {sentence}", err=True)
    return typer.Exit(EXIT_UNREADABLE)


def _read_all(
    paths: Iterable[Path], unreadable: list[str], language: SpokenLanguage
) -> Iterator[DocumentsRead]:
    """The files that can be read; of the others the names are noted and the reason is printed."""
    from guankao.cli.documents_read import UnreadableInput, read_documents

    for path in paths:
        try:
            yield read_documents(path, language.code)
        except UnreadableInput as error:
            unreadable.append(path.name)
            typer.echo(f"guankao lint: {path}: {error}", err=True)
        except KeyboardInterrupt:
            typer.echo("guankao lint: stopped", err=True)
            raise typer.Exit(EXIT_STOPPED) from None


def _plans(reads: Iterable[DocumentsRead]) -> Iterator[Plan]:
    from guankao.documents import Plan

    for read in reads:
        yield from (document for document in read.documents if isinstance(document, Plan))


def _findings(
    document: AnyDocument,
    read: DocumentsRead,
    earlier: Iterable[Plan],
    select: list[str],
    ignore: list[str],
) -> tuple[Finding, ...]:
    from guankao.documents import Plan
    from guankao.rules import check_document, check_plan
    from guankao.rules.accounts import empty_cells, loose_links, partly_read

    if not isinstance(document, Plan):
        return check_document(document, select=select, ignore=ignore, places=read.places)
    before = (one for one in earlier if one.agency == document.agency)
    named = (*read.loose_links, *loose_links(document, read.places, read.uncertain))
    return check_plan(
        document,
        next(before, None),
        select=select,
        ignore=ignore,
        places=read.places,
        loose_links=named,
        empty_cells=empty_cells(document, read.missing),
        partly_read=partly_read(document, read.places, read.uncertain, read.missing),
    )


def _write(
    linted: list[Linted],
    output_format: OutputFormat,
    output: Path | None,
    language: SpokenLanguage,
    *,
    show_statistics: bool,
) -> None:
    from guankao.rules.output import review_paper, statistics, to_json, to_sarif, to_text

    if output_format is OutputFormat.ODT and output is not None:
        from guankao.documents.formats.odt.writer import write_odt

        output.write_bytes(write_odt(review_paper(linted, language.code)))
        return
    if show_statistics:
        text = statistics(linted, language.code)
    elif output_format is OutputFormat.JSON:
        text = to_json(linted, language.code)
    elif output_format is OutputFormat.SARIF:
        text = to_sarif(linted, __version__, language.code)
    else:
        text = to_text(linted, language.code)
    if output is None:
        typer.echo(text)
    else:
        output.write_text(text + "\n", encoding="utf-8")
