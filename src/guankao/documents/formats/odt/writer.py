"""Writing a paper as ODT: headings with their levels, tables whose heads return on each page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from guankao.documents.formats.odt.style_sheet import (
    CELL_TEXT,
    FIGURE_STYLE,
    HEADING_CELL_TEXT,
    NUMERIC_CELL_TEXT,
    OUTLINE_LEVELS,
    PARAGRAPH_STYLES,
    style_sheet,
)
from guankao.documents.formats.opendocument import (
    child,
    metadata,
    named,
    package,
    root,
    serialised,
    write_text,
)
from guankao.documents.formats.pages import LONGEST_UNBROKEN_ROW, column_widths, stays_whole
from guankao.documents.formats.pictures import picture_size, rasterised
from guankao.documents.formats.unwritable import require_grid
from guankao.documents.papers import Cell, Figure, PageBreak, Paper, Paragraph, Row, Style, Table

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"

_PREFIXES: Final = ("office", "style", "text", "table", "draw", "fo", "svg", "xlink")

_BREAK_BEFORE: Final = "-on-a-new-page"
_UNBROKEN: Final = "UnbrokenRow"
_CELL: Final = "Cell"
_HEADING_CELL: Final = "HeadingCell"
_PICTURE: Final = "Picture"


def write_odt(paper: Paper) -> bytes:
    """The paper as an ODT file; the same paper always gives the same bytes.

    Raises:
        UnwritablePaper: for a table that is no grid.
        UnreadablePicture: for a figure that is no SVG.
    """
    content = _Content(paper)
    parts = {
        "content.xml": content.written(),
        "styles.xml": style_sheet(landscape=paper.landscape, notice=paper.notice),
        "meta.xml": metadata(paper.title),
        **content.pictures,
    }
    kinds = {name: "image/png" if name.endswith("png") else "image/svg+xml" for name in parts}
    media_types = {name: kind for name, kind in kinds.items() if name in content.pictures}
    return package(MEDIA_TYPE, parts, media_types)


class _Content:
    """The part content.xml while it grows, and the pictures that it shows."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.pictures: dict[str, bytes] = {}
        self.top = root("office:document-content", *_PREFIXES)
        self.styles = child(self.top, "office:automatic-styles")
        self.body = child(child(self.top, "office:body"), "office:text")
        self.tables = 0
        self.breaks: set[str] = set()

    def written(self) -> bytes:
        """The part, once every block of the paper stands in it."""
        self._common_styles()
        on_a_new_page = False
        for block in self.paper.blocks:
            match block:
                case Paragraph():
                    self._paragraph(block, on_a_new_page=on_a_new_page)
                case Table():
                    self._table(block, on_a_new_page=on_a_new_page)
                case Figure():
                    self._figure(block, on_a_new_page=on_a_new_page)
                case PageBreak():
                    pass
            on_a_new_page = isinstance(block, PageBreak)
        return serialised(self.top)

    def _paragraph(self, paragraph: Paragraph, *, on_a_new_page: bool) -> None:
        style = self._style(PARAGRAPH_STYLES[paragraph.style], on_a_new_page=on_a_new_page)
        level = OUTLINE_LEVELS.get(paragraph.style)
        if level is None:
            element = child(self.body, "text:p", text_style_name=style)
        else:
            element = child(
                self.body, "text:h", text_style_name=style, text_outline_level=str(level)
            )
        write_text(element, paragraph.text)

    def _table(self, table: Table, *, on_a_new_page: bool) -> None:
        if not table.rows:
            return
        require_grid(table)
        if table.caption:
            caption = Paragraph(table.caption, Style.CAPTION)
            self._paragraph(caption, on_a_new_page=on_a_new_page)
            on_a_new_page = False
        self.tables += 1
        name = f"Table{self.tables}"
        columns = len(table.rows[0].cells)
        widths = column_widths(table.widths, columns, landscape=self.paper.landscape)
        properties = self._table_style(name, sum(widths), on_a_new_page=on_a_new_page)
        if stays_whole(table):
            properties.set(named("style:may-break-between-rows"), "false")
        element = child(self.body, "table:table", table_name=name, table_style_name=name)
        for number, width in enumerate(widths, start=1):
            style = f"{name}.{number}"
            properties = self._automatic(style, "table-column")
            child(properties, "style:table-column-properties", style_column_width=f"{width}cm")
            child(element, "table:table-column", table_style_name=style)
        heads = [row for row in table.rows if row.heading]
        if heads:
            repeated = child(element, "table:table-header-rows")
            for row in heads:
                _row(repeated, row)
        for row in table.rows[len(heads) :]:
            _row(element, row)

    def _figure(self, figure: Figure, *, on_a_new_page: bool) -> None:
        style = self._style(FIGURE_STYLE, on_a_new_page=on_a_new_page)
        paragraph = child(self.body, "text:p", text_style_name=style)
        number = len(self.pictures) // 2 + 1
        width, height = picture_size(figure.svg, landscape=self.paper.landscape)
        frame = child(
            paragraph,
            "draw:frame",
            draw_style_name=_PICTURE,
            draw_name=f"Figure{number}",
            text_anchor_type="as-char",
            svg_width=f"{width}cm",
            svg_height=f"{height}cm",
        )
        # The first picture that a program can show is the one it takes.
        pictures = {
            f"Pictures/{number}.svg": figure.svg.encode("utf-8"),
            f"Pictures/{number}.png": rasterised(figure.svg),
        }
        for name in pictures:
            image = child(frame, "draw:image", xlink_type="simple", xlink_show="embed")
            image.set(named("xlink:actuate"), "onLoad")
            image.set(named("xlink:href"), name)
        child(frame, "svg:title", f"圖 {number}")
        child(frame, "svg:desc", figure.alternative)
        self.pictures |= pictures

    def _style(self, name: str, *, on_a_new_page: bool) -> str:
        """The style, or one like it that begins a page; an empty paragraph would leave a gap."""
        if not on_a_new_page:
            return name
        breaking = f"{name}{_BREAK_BEFORE}"
        if breaking not in self.breaks:
            self.breaks.add(breaking)
            style = self._automatic(breaking, "paragraph")
            style.set(named("style:parent-style-name"), name)
            child(style, "style:paragraph-properties", fo_break_before="page")
        return breaking

    def _automatic(self, name: str, family: str) -> etree._Element:
        return child(self.styles, "style:style", style_name=name, style_family=family)

    def _table_style(self, name: str, width: float, *, on_a_new_page: bool) -> etree._Element:
        properties = child(
            self._automatic(name, "table"),
            "style:table-properties",
            style_width=f"{width:.2f}cm",
            table_align="center",
            table_border_model="collapsing",
        )
        if on_a_new_page:
            properties.set(named("fo:break-before"), "page")
        return properties

    def _common_styles(self) -> None:
        for name, background in ((_CELL, ""), (_HEADING_CELL, "#e7e6e6")):
            properties = child(
                self._automatic(name, "table-cell"),
                "style:table-cell-properties",
                fo_border="0.5pt solid #000000",
                fo_padding="0.1cm",
                style_vertical_align="middle" if background else "",
            )
            if background:
                properties.set(named("fo:background-color"), background)
            else:
                del properties.attrib[named("style:vertical-align")]
        unbroken = self._automatic(_UNBROKEN, "table-row")
        child(unbroken, "style:table-row-properties", fo_keep_together="always")
        picture = self._automatic(_PICTURE, "graphic")
        child(picture, "style:graphic-properties", style_vertical_pos="top")


def _row(parent: etree._Element, row: Row) -> None:
    element = child(parent, "table:table-row")
    if sum(len(cell.text) for cell in row.cells) <= LONGEST_UNBROKEN_ROW:
        element.set(named("table:style-name"), _UNBROKEN)
    for cell in row.cells:
        _cell(element, cell)


def _cell(parent: etree._Element, cell: Cell) -> None:
    style = _HEADING_CELL if cell.heading else _CELL
    if cell.covered:
        child(parent, "table:covered-table-cell", table_style_name=style)
        return
    element = child(parent, "table:table-cell", table_style_name=style)
    element.set(named("office:value-type"), "string")
    for name, count in _spans(cell):
        element.set(named(name), str(count))
    text_style = CELL_TEXT
    if cell.heading:
        text_style = HEADING_CELL_TEXT
    elif cell.numeric:
        text_style = NUMERIC_CELL_TEXT
    for line in cell.text.split("\n"):
        write_text(child(element, "text:p", text_style_name=text_style), line)


def _spans(cell: Cell) -> Iterator[tuple[str, int]]:
    if cell.columns > 1:
        yield "table:number-columns-spanned", cell.columns
    if cell.rows > 1:
        yield "table:number-rows-spanned", cell.rows
