"""Walking through the body of a DOCX file, block by block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from guankao.documents.formats.docx.names import named
from guankao.documents.formats.docx.numbering import Numbering, numbering_of
from guankao.documents.formats.docx.styles import Styles, outline_level_of
from guankao.documents.formats.docx.table_shapes import (
    CellShape,
    cell_shape,
    columns_before,
    is_deleted,
    is_heading,
    placed_cells,
)
from guankao.documents.formats.docx.text import Fields, ParagraphText
from guankao.documents.formats.docx.wrappers import unwrapped
from guankao.documents.formats.flattening import flat_text, numbered_text
from guankao.documents.formats.grids import GridLines, lay_out
from guankao.documents.formats.meter import Meter
from guankao.documents.marks import Mark
from guankao.documents.notes import NoteCode
from guankao.documents.papers import Block, Paragraph, Style, Table

Footnotes = Mapping[tuple[str, str], etree._Element]
"""Footnotes and endnotes by their kind and identifier."""


@dataclass(frozen=True, slots=True)
class Source:
    """The parts of a file that stand beside its text."""

    file: str | None
    styles: Styles
    numbering: Numbering
    footnotes: Footnotes


class Body:
    """The blocks of a body in reading order, with what is counted on the way.

    `page` is None where the file does not say where its pages end.
    """

    def __init__(self, source: Source, meter: Meter, page: int | None) -> None:
        self._styles = source.styles
        self._numbering = source.numbering
        self._footnotes = source.footnotes
        self._meter = meter
        self._file = source.file
        self.page = page
        self._line = 0
        self._tables = 0
        self._inside = 0
        self._titled = False
        self._fields = Fields()
        self._open_notes: list[tuple[str, str]] = []
        self._notes_shown = 0
        self._carried = ""
        self.left_out: Counter[NoteCode] = Counter()

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """The blocks within an element; each footnote follows the block that it hangs on."""
        for child in unwrapped(container, self.left_out):
            if child.tag == named("w:p"):
                yield from self._paragraph(child)
            elif child.tag == named("w:tbl"):
                yield from self._table(child)
            elif child.tag == named("w:altChunk"):
                self.left_out[NoteCode.EMBEDDED_FILES_IGNORED] += 1
            if not self._inside:
                yield from self._collected_notes()

    def _turn(self, pages: int) -> None:
        if self.page is not None and not self._inside:
            self.page += pages

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        properties = element.find(named("w:pPr"))
        style = self._style_of(properties)
        collected = ParagraphText(self._styles, self._fields)
        collected.add(element)
        self.left_out += collected.left_out
        self._open_notes += collected.notes
        if not self._inside:
            self._line += 1
        begins_at = self.page
        if collected.page_breaks and self.page is not None and not self._inside:
            # The break stands before the first text where the paragraph begins the page.
            begins_at = self.page + _breaks_before_text(element)
        self._turn(collected.page_breaks)
        if self._styles.is_contents(style):
            self.left_out[NoteCode.INDEX_LEFT_OUT] += 1
            return
        text = self._carried + collected.text
        self._carried = ""
        if properties is not None and _mark_is_deleted(properties):
            self._carried = text
            return
        number = self._number(properties, style) if text.strip() else ""
        text = self._meter.read(numbered_text(number, text))
        if text.strip():
            mark = Mark(file=self._file, page=begins_at, line=self._line or None)
            yield Paragraph(text, self._kind(properties, style, number), mark)
        for box in collected.boxes:
            yield from self.blocks(box)

    def _style_of(self, properties: etree._Element | None) -> str | None:
        found = None if properties is None else properties.find(named("w:pStyle"))
        return self._styles.default if found is None else found.get(named("w:val"))

    def _kind(self, properties: etree._Element | None, style: str | None, number: str) -> Style:
        level = outline_level_of(properties) or self._styles.outline_level(style)
        kind = self._styles.kind_of(style, level, titled=self._titled)
        self._titled = self._titled or (kind is Style.TITLE and level is None)
        if kind is Style.TEXT and (number or numbering_of(properties) is not None):
            stated = numbering_of(properties)
            return Style.ITEM if number or (stated and stated[0] not in {"", "0"}) else kind
        return kind

    def _number(self, properties: etree._Element | None, style: str | None) -> str:
        own, brought = numbering_of(properties), self._styles.numbering(style)
        if own is not None and own[0]:
            return self._numbering.next(own[0], own[1] or 0)
        if brought is None:
            return ""
        number, level, by = brought
        if own is not None and own[1] is not None:
            level = own[1]
        if level is None:
            level = self._numbering.level_of_style(number, by)
        return self._numbering.next(number, level)

    def _table(self, element: etree._Element) -> Iterator[Block]:
        if self._inside:
            self.left_out[NoteCode.NESTED_TABLE] += 1
        else:
            self._tables += 1
        first_page = None
        headings: set[int] = set()
        pages: list[int | None] = []
        rows: list[tuple[int, list[tuple[CellShape, str]]]] = []
        for row in unwrapped(element, self.left_out):
            if row.tag != named("w:tr"):
                continue
            if is_deleted(row):
                self.left_out[NoteCode.CHANGES_ACCEPTED] += 1
                continue
            cells, page, breaks = self._row(row)
            first_page = first_page or page
            if is_heading(row):
                headings.add(len(rows))
            rows.append((columns_before(row), cells))
            pages.append(page)
            self._meter.lay(len(cells))
            self._turn(breaks)
        mark = Mark(file=self._file, page=first_page, table=self._tables or None)
        lines = GridLines(len(rows), frozenset(headings), tuple(pages))
        laid = lay_out(list(placed_cells(rows)), lines, mark, self._meter)
        if laid:
            yield Table(laid, mark=mark)

    def _row(self, row: etree._Element) -> tuple[list[tuple[CellShape, str]], int | None, int]:
        """The cells of a row, the page that it begins on, and the pages that end within it."""
        cells: list[tuple[CellShape, str]] = []
        before, within = [], []
        for cell in unwrapped(row, self.left_out):
            if cell.tag != named("w:tc"):
                continue
            self._inside += 1
            cells.append((cell_shape(cell), flat_text(self.blocks(cell))))
            self._inside -= 1
            breaks = sum(1 for _ in cell.iter(named("w:lastRenderedPageBreak")))
            first = _breaks_before_text(cell)
            before.append(first)
            within.append(breaks - first)
        # Word notes the break of a page in the first cell that it moved; all cells moved with it.
        starts = max(before, default=0)
        self._turn(starts)
        return cells, self.page, max(within, default=0)

    def _collected_notes(self) -> Iterator[Block]:
        while self._open_notes:
            found = self._footnotes.get(self._open_notes.pop(0))
            if found is None:
                continue
            self._notes_shown += 1
            self._inside += 1
            text = flat_text(self.blocks(found)).strip()
            self._inside -= 1
            if text:
                self._line += 1
                mark = Mark(file=self._file, page=self.page, line=self._line)
                yield Paragraph(numbered_text(str(self._notes_shown), text), Style.NOTE, mark)


def _mark_is_deleted(properties: etree._Element) -> bool:
    return properties.find(f"{named('w:rPr')}/{named('w:del')}") is not None


def _breaks_before_text(element: etree._Element) -> int:
    """How many page breaks stand before the first text within an element."""
    count = 0
    for piece in element.iter(named("w:lastRenderedPageBreak"), named("w:t")):
        if piece.tag == named("w:t") and (piece.text or "").strip():
            break
        count += piece.tag == named("w:lastRenderedPageBreak")
    return count
