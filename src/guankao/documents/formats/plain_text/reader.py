"""Reading plain text into a paper: lines with tabs are rows of tables, the others paragraphs."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Final

from guankao.documents.formats.characters import legible
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.grids import GridLines, PlacedCell, lay_out
from guankao.documents.formats.limits import DEFAULT_LIMITS, Limits
from guankao.documents.formats.meter import Meter
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.formats.sources import source_name
from guankao.documents.marks import Mark
from guankao.documents.notes import Note, NoteCode
from guankao.documents.papers import Block, Paper, Paragraph, Row, Table

_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PAGE_END: Final = "\f"


def read_paper(data: bytes, name: str | None = None, *, limits: Limits = DEFAULT_LIMITS) -> Paper:
    """The paper that a plain text holds; marks give the lines as an editor counts them.

    Lines with tabs that follow one another without a blank line are one table. A form feed ends a
    page, where the text has any.

    Raises:
        UnreadableFile: neither UTF-8 nor Big5, or beyond the limits.
    """
    text, notes = decode(data)
    meter = Meter(limits)
    # legible() would make a line end of a form feed, which here ends a page.
    pages = [legible(page) for page in text.split(_PAGE_END)]
    meter.read("".join(pages))
    file = source_name(name)
    blocks = tuple(_blocks(pages, file, meter))
    return Paper(blocks, pages=len(pages) if len(pages) > 1 else None, file=file, notes=notes)


def decode(data: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text of a file in UTF-8, UTF-16 with its mark, or Big5, with a note in the last case.

    >>> decode("年度".encode("big5"))[0]
    '年度'
    """
    try:
        if data.startswith(_UTF_16):
            return data.decode("utf-16"), ()
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        position = error.start
    if b"\x00" not in data:
        try:
            return data.decode("cp950"), (Note(NoteCode.READ_AS_BIG5),)
        except UnicodeDecodeError as error:
            position = max(position, error.start)
    raise UnreadableFile(Obstacle.NOT_TEXT, position=f"{position + 1:,}")


def _blocks(pages: list[str], file: str | None, meter: Meter) -> Iterator[Block]:
    number = 0
    tables = 0
    rows: list[tuple[int, str]] = []
    for page, text in enumerate(pages, start=1):
        shown = page if len(pages) > 1 else None
        lines = text.split("\n")
        # A page that is followed by another ends with its form feed, not with a line of its own.
        for line in lines:
            number += 1
            if "\t" in line and line.strip():
                rows.append((number, line))
                continue
            if rows:
                tables += 1
                yield _table(rows, Mark(file=file, page=shown, table=tables), meter)
                rows = []
            if line.strip():
                yield Paragraph(line, mark=Mark(file=file, page=shown, line=number))
        if rows:
            tables += 1
            yield _table(rows, Mark(file=file, page=shown, table=tables), meter)
            rows = []
        number -= page < len(pages) and lines[-1] == ""


def _table(lines: list[tuple[int, str]], mark: Mark, meter: Meter) -> Table:
    """A table of tab-separated lines; rows keep the numbers of their lines."""
    cells = [
        PlacedCell(row, column, text.strip())
        for row, (_, line) in enumerate(lines)
        for column, text in enumerate(line.split("\t"))
    ]
    rows = lay_out(cells, GridLines(len(lines)), mark, meter)
    numbered = tuple(_on_line(row, line) for row, (line, _) in zip(rows, lines, strict=True))
    return Table(numbered, mark=mark.model_copy(update={"line": lines[0][0]}))


def _on_line(row: Row, line: int) -> Row:
    """A row and its cells marked with the line that they stand on."""
    cells = tuple(
        cell
        if cell.mark is None
        else type(cell)(text=cell.text, mark=cell.mark.model_copy(update={"line": line}))
        for cell in row.cells
    )
    mark = None if row.mark is None else row.mark.model_copy(update={"line": line})
    return Row(cells, row.heading, mark)
