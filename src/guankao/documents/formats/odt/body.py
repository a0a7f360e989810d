"""Walking through the body of an OpenDocument text, block by block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree

from guankao.documents.formats.flattening import flat_text, numbered_text
from guankao.documents.formats.meter import Meter
from guankao.documents.formats.odt.lists import Counters, numbered
from guankao.documents.formats.odt.names import named, whole_number
from guankao.documents.formats.odt.styles import Styles
from guankao.documents.formats.odt.tables import RawCell, RawRow, lay_out_table, raw_rows
from guankao.documents.formats.odt.text import ParagraphText
from guankao.documents.marks import Mark
from guankao.documents.notes import NoteCode
from guankao.documents.papers import Block, Paragraph, Style, Table

_PARAGRAPHS: Final = frozenset({named("text:p"), named("text:h")})
_TRANSPARENT: Final = frozenset(
    {
        named("text:section"),
        named("text:numbered-paragraph"),
        named("draw:frame"),
        named("draw:text-box"),
        named("draw:g"),
        named("text:note-body"),
        named("office:text"),
    }
)
_INDEXES: Final = frozenset(
    named(f"text:{name}")
    for name in (
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
        "bibliography",
    )
)
_HEADINGS: Final = (Style.TITLE, Style.SECTION, Style.HEADING)
_STYLE_NAME: Final = named("text:style-name")


class Body:
    """The blocks of a body in reading order, with what is counted on the way.

    `page` is None where the file does not say where its pages end.
    """

    def __init__(self, styles: Styles, meter: Meter, file: str | None, page: int | None) -> None:
        self._styles = styles
        self._meter = meter
        self._file = file
        self.page = page
        self._line = 0
        self._tables = 0
        self._inside = 0
        self._titled = False
        self._counters = Counters()
        self._lists = 0
        self._footnotes: list[etree._Element] = []
        self.left_out: Counter[NoteCode] = Counter()
        self._begun = False

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """The blocks within an element; each footnote follows the block that it hangs on."""
        for child in container:
            yield from self._block(child)
            if not self._inside:
                yield from self._collected_notes()

    def _block(self, element: etree._Element) -> Iterator[Block]:
        tag = element.tag
        if tag in _PARAGRAPHS:
            yield from self._paragraph(element, "", Style.TEXT)
        elif tag == named("text:list"):
            self._lists += 1
            key = element.get(named("xml:id")) or f" {self._lists}"
            self._counters.start(
                key,
                element.get(_STYLE_NAME),
                element.get(named("text:continue-list")),
                going_on=element.get(named("text:continue-numbering")) == "true",
            )
            yield from self._list(element, key, 1, element.get(_STYLE_NAME))
        elif tag == named("table:table"):
            yield from self._table(element)
        elif tag == named("text:soft-page-break"):
            self._turn(1)
        elif tag in _TRANSPARENT:
            yield from self.blocks(element)
        elif tag in _INDEXES:
            self.left_out[NoteCode.INDEX_LEFT_OUT] += 1
        elif tag == named("text:tracked-changes") and len(element):
            self.left_out[NoteCode.CHANGES_ACCEPTED] += 1

    def _turn(self, pages: int) -> None:
        if self.page is not None and not self._inside:
            self.page += pages

    def _paragraph(self, element: etree._Element, number: str, style: Style) -> Iterator[Block]:
        name = element.get(_STYLE_NAME)
        if self._begun and self._styles.begins_page(name):
            self._turn(1)
        self._begun = True
        collected = ParagraphText(self._styles)
        collected.add(element)
        self.left_out += collected.left_out
        self._footnotes += collected.notes
        if not self._inside:
            self._line += 1
        kind, shown = self._kind(element, name, style)
        text = self._meter.read(numbered_text(number or shown, collected.text))
        if text.strip():
            mark = Mark(file=self._file, page=self.page, line=self._line or None)
            yield Paragraph(text, kind, mark)
        self._turn(collected.page_breaks + self._styles.ends_page(name))
        for box in collected.boxes:
            yield from self.blocks(box)

    def _kind(self, element: etree._Element, name: str | None, style: Style) -> tuple[Style, str]:
        """What a paragraph is, and the number that it has as a heading."""
        if element.tag == named("text:h"):
            level = whole_number(element.get(named("text:outline-level")), 1, 10) or 1
            place = min(level - 1 + self._titled, len(_HEADINGS) - 1)
            return _HEADINGS[place], self._heading_number(element, level)
        kind = self._styles.kind_of(name)
        self._titled = self._titled or kind is Style.TITLE
        return (style if kind is Style.TEXT else kind), ""

    def _heading_number(self, element: etree._Element, level: int) -> str:
        levels = [self._styles.outline.get(place) for place in range(1, level + 1)]
        known = [found for found in levels if found is not None]
        if len(known) < level or known[-1].scheme is None or self._inside:
            return ""
        if element.get(named("text:is-list-header")) == "true" or known[-1].scheme == "none":
            return ""
        restart = element.get(named("text:start-value"))
        at = whole_number(restart, 1, 32_767) if restart else None
        self._counters.count("outline", level, known[-1].start, at)
        numbers = self._counters.numbers("outline", [found.start for found in known])
        return numbered(known, numbers)

    def _list(
        self, element: etree._Element, key: str, level: int, style: str | None
    ) -> Iterator[Block]:
        levels = [self._styles.list_level(style, place) for place in range(1, level + 1)]
        for item in element:
            counted = item.tag != named("text:list-item")
            restart = item.get(named("text:start-value"))
            for child in item:
                if child.tag == named("text:list"):
                    inner = child.get(_STYLE_NAME) or style
                    yield from self._list(child, key, level + 1, inner)
                elif child.tag in _PARAGRAPHS:
                    number = ""
                    if not counted:
                        at = whole_number(restart, 1, 32_767) if restart else None
                        self._counters.count(key, level, levels[-1].start, at)
                        starts = [found.start for found in levels]
                        number = numbered(levels, self._counters.numbers(key, starts))
                        counted = True
                    yield from self._paragraph(child, number, Style.ITEM)
                else:
                    yield from self._block(child)

    def _table(self, element: etree._Element) -> Iterator[Block]:
        if self._begun and self._styles.begins_page(element.get(named("table:style-name"))):
            self._turn(1)
        self._begun = True
        if self._inside:
            self.left_out[NoteCode.NESTED_TABLE] += 1
        else:
            self._tables += 1
        mark = Mark(file=self._file, page=self.page, table=self._tables or None)
        rows = lay_out_table(self._rows(element), mark, self._meter)
        if rows:
            yield Table(rows, mark=mark)

    def _rows(self, element: etree._Element) -> Iterator[RawRow]:
        for row, heading, breaks_before in raw_rows(element):
            self._turn(breaks_before)
            cells = [self._cell(cell) for cell in row]
            yield RawRow(
                tuple(cells),
                heading,
                self.page,
                whole_number(row.get(named("table:number-rows-repeated")), 1, 2**31),
            )
            self._turn(max((cell.page_breaks for cell in cells), default=0))

    def _cell(self, cell: etree._Element) -> RawCell:
        self._inside += 1
        text = flat_text(self.blocks(cell))
        self._inside -= 1
        covered = cell.tag == named("table:covered-table-cell")
        return RawCell(
            text="" if covered else text,
            rows=whole_number(cell.get(named("table:number-rows-spanned")), 1, 2**31) or 1,
            columns=whole_number(cell.get(named("table:number-columns-spanned")), 1, 2**31) or 1,
            repeated=whole_number(cell.get(named("table:number-columns-repeated")), 1, 2**31) or 1,
            page_breaks=sum(1 for _ in cell.iter(named("text:soft-page-break"))),
        )

    def _collected_notes(self) -> Iterator[Block]:
        while self._footnotes:
            note = self._footnotes.pop(0)
            citation = note.findtext(named("text:note-citation"), "")
            body = note.find(named("text:note-body"))
            self._inside += 1
            text = flat_text(self.blocks(body)) if body is not None else ""
            self._inside -= 1
            if text:
                self._line += 1
                mark = Mark(file=self._file, page=self.page, line=self._line)
                yield Paragraph(numbered_text(citation, text), Style.NOTE, mark)
