"""Reading a PDF into a paper: text by its place on the page, tables by their rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from guankao.documents.formats.characters import legible
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import DEFAULT_LIMITS, Limits
from guankao.documents.formats.meter import Meter
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.formats.pdf.flow import FlowLine, gathered, usual_pitch
from guankao.documents.formats.pdf.glyphs import Glyph, PageContent, page_content
from guankao.documents.formats.pdf.grid_text import headings_marked, table_of
from guankao.documents.formats.pdf.lines import Gaps, Line, gaps_of, text_lines
from guankao.documents.formats.pdf.margins import running_lines
from guankao.documents.formats.pdf.rulings import RuledTable, ruled_tables
from guankao.documents.formats.sources import source_name
from guankao.documents.marks import Mark
from guankao.documents.notes import Note, NoteCode
from guankao.documents.papers import Block, Paper, Paragraph

_SHARE_OF_FULL_LINES: Final = 0.9
_FEWEST_FULL_LINES: Final = 12
_RAGGED: Final = 1.5
_SHORTEST_FULL_LINE: Final = 12
"""In letter sizes: how far full lines may end from one another, and how long they are at least."""

_MOST_PAGES_NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class _Page:
    """A page taken apart: its tables with their lines cell by cell, and its other lines."""

    number: int
    width: float
    height: float
    tables: tuple[tuple[RuledTable, tuple[tuple[Line, ...], ...]], ...]
    lines: tuple[Line, ...]

    @property
    def every_line(self) -> Iterator[Line]:
        """All lines, in tables and outside."""
        yield from self.lines
        for _, cells in self.tables:
            for cell in cells:
                yield from cell


def read_paper(
    data: bytes,
    name: str | None = None,
    *,
    limits: Limits = DEFAULT_LIMITS,
    progress: Callable[[int, int], None] | None = None,
) -> Paper:
    """The paper that a PDF holds, with the page of every paragraph, row and cell.

    A table that runs over pages is one table on each page. Page numbers and running heads are left
    out. `progress` is told the pages done and their number.

    Raises:
        UnreadableFile: damaged, encrypted, without text, or beyond the limits.
    """
    document = _opened(data)
    try:
        count = len(document)
        if count > limits.pages:
            raise UnreadableFile(
                Obstacle.TOO_MANY_PAGES, pages=f"{count:,}", most=f"{limits.pages:,}"
            )
        meter = Meter(limits)
        contents: list[PageContent] = []
        for number in range(count):
            content = page_content(document, number)
            meter.read("x" * len(content.glyphs))
            contents.append(content)
            if progress is not None:
                progress(number + 1, count)
        notes = _notes(document, contents)
    finally:
        document.close()
    if not any(content.glyphs for content in contents):
        raise UnreadableFile(Obstacle.NO_TEXT)
    file = source_name(name)
    return Paper(tuple(_blocks(contents, file, meter)), pages=count, file=file, notes=notes)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) < 1:
            raise UnreadableFile(Obstacle.DAMAGED, detail="PDF")
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in {
            pdfium.FPDF_ERR_PASSWORD,
            pdfium.FPDF_ERR_SECURITY,
        }
        if locked:
            raise UnreadableFile(Obstacle.ENCRYPTED) from None
        raise UnreadableFile(Obstacle.DAMAGED, detail="PDF") from None
    return document


def _notes(document: pypdfium2.PdfDocument, contents: list[PageContent]) -> tuple[Note, ...]:
    notes: list[Note] = []
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        notes.append(Note(NoteCode.SCRIPTS_IGNORED))
    if attached := pdfium.FPDFDoc_GetAttachmentCount(document):
        notes.append(Note(NoteCode.EMBEDDED_FILES_IGNORED, {"count": f"{attached:,}"}))
    if unreadable := sum(content.unreadable for content in contents):
        notes.append(Note(NoteCode.UNREADABLE_CHARACTERS, {"count": f"{unreadable:,}"}))
    bare = [
        str(number)
        for number, content in enumerate(contents, start=1)
        if content.pictures and not content.glyphs
    ]
    if bare:
        shown = bare[:_MOST_PAGES_NAMED] + (["…"] if len(bare) > _MOST_PAGES_NAMED else [])
        notes.append(Note(NoteCode.PAGES_WITHOUT_TEXT, {"pages": ", ".join(shown)}))
    return tuple(notes)


def _blocks(contents: list[PageContent], file: str | None, meter: Meter) -> Iterator[Block]:
    gaps = gaps_of([content.glyphs for content in contents])
    pages = [_taken_apart(number, one, gaps) for number, one in enumerate(contents, start=1)]
    spaces_end_lines = any(line.ends_in_space for page in pages for line in page.every_line)
    flows = _flows(pages)
    every = [line for flow in flows for line in flow]
    limit = _right_limit(pages, [line.line for line in every])
    pitch = usual_pitch(every)
    blocks: list[Block] = []
    waiting: list[FlowLine] = []

    def flush() -> None:
        for paragraph in gathered(waiting, limit, pitch, spaces_end_lines=spaces_end_lines):
            mark = Mark(file=file, page=paragraph.first.page, line=paragraph.first.number)
            blocks.append(Paragraph(legible(paragraph.text), mark=mark))
        waiting.clear()

    tables = 0
    for page, flow in zip(pages, flows, strict=True):
        left = flow
        for ruled, cells in page.tables:
            above = [line for line in left if line.line.base > ruled.top - 1]
            waiting += above
            left = left[len(above) :]
            flush()
            tables += 1
            mark = Mark(file=file, page=page.number, table=tables)
            blocks.append(table_of(ruled, cells, mark, meter, spaces_end_lines=spaces_end_lines))
        waiting += left
    flush()
    yield from headings_marked(blocks)


def _flows(pages: list[_Page]) -> list[list[FlowLine]]:
    """The lines of each page outside its tables, without page numbers and running heads."""
    running = running_lines([(page.height, page.lines) for page in pages])
    return [
        [
            FlowLine(page.number, number, line)
            for number, line in enumerate(
                (line for line in page.lines if line not in left_out), start=1
            )
        ]
        for page, left_out in zip(pages, running, strict=True)
    ]


def _taken_apart(number: int, content: PageContent, gaps: Gaps) -> _Page:
    """The glyphs of a page given to the cells that they stand in, and the rest to lines."""
    tables = ruled_tables(content.horizontal, content.vertical)
    cells: list[list[list[Glyph]]] = [[[] for _ in table.cells] for table in tables]
    free: list[Glyph] = []
    for glyph in content.glyphs:
        place = _place_of(glyph, tables)
        if place is None:
            free.append(glyph)
        else:
            cells[place[0]][place[1]].append(glyph)
    filled = [
        (table, tuple(tuple(text_lines(cell, gaps)) for cell in of_table))
        for table, of_table in zip(tables, cells, strict=True)
        if any(of_table)
    ]
    return _Page(
        number, content.width, content.height, tuple(filled), tuple(text_lines(free, gaps))
    )


def _place_of(glyph: Glyph, tables: tuple[RuledTable, ...]) -> tuple[int, int] | None:
    x, y = glyph.middle, glyph.base + 0.3 * glyph.size
    for number, table in enumerate(tables):
        place = table.cell_at(x, y)
        if place is not None:
            return number, place
    return None


def _right_limit(pages: list[_Page], lines: list[Line]) -> float:
    """How far to the right the text of the file reaches, without the odd line that hangs over.

    Where no lines end together, none is full; then the right margin is as wide as the left, or
    tables reach to it.
    """
    if not lines:
        return 0.0
    rights = sorted(line.right for line in lines)
    furthest = rights[int(_SHARE_OF_FULL_LINES * (len(rights) - 1))]
    full = [
        line
        for line in lines
        if abs(line.right - furthest) < _RAGGED * line.size
        and line.right - line.left > _SHORTEST_FULL_LINE * line.size
    ]
    tables = max((ruled.right for page in pages for ruled, _ in page.tables), default=0.0)
    # Headings alone end together by chance; a table beside them says where the margin is.
    if len(full) >= _FEWEST_FULL_LINES or (len(full) > 1 and not tables):
        return furthest
    widest = max(page.width for page in pages)
    return max(furthest, tables, widest - min(line.left for line in lines))
