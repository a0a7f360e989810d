"""Writing a paper as DOCX: Word's headings, tables whose heads return on each page."""

from __future__ import annotations

import io
from typing import Final
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph as WordParagraph

from guankao.documents.formats.characters import legible
from guankao.documents.formats.docx.style_sheet import (
    FIGURE_STYLE,
    PARAGRAPH_STYLES,
    TABLE_STYLES,
    apply_style_sheet,
    font_table,
)
from guankao.documents.formats.docx.written_tables import child, table_element
from guankao.documents.formats.packages import write_package
from guankao.documents.formats.pages import MARGIN, page_size
from guankao.documents.formats.pictures import picture_size, rasterised
from guankao.documents.formats.unwritable import require_grid
from guankao.documents.papers import Figure, PageBreak, Paper, Paragraph, Style, Table

_LONGEST_PROPERTY: Final = 255
"""Characters that python-docx allows in the title of a document's properties."""

_FONT_TABLE: Final = "word/fontTable.xml"
_OF_THE_TEMPLATE: Final = (
    "/thumbnail",
    "/extended-properties",
    "/stylesWithEffects",
    "/customXml",
    "/webSettings",
)
"""Relationships to parts that describe the template of python-docx, or that nothing needs."""


def write_docx(paper: Paper) -> bytes:
    """The paper as a DOCX file; the same paper always gives the same bytes.

    Raises:
        UnwritablePaper: for a table that is no grid.
        UnreadablePicture: for a figure that is no SVG.
    """
    document = docx.Document()
    apply_style_sheet(document)
    _page(document, paper)
    _metadata(document, paper)
    previous: object = None
    for block in paper.blocks:
        on_a_new_page = isinstance(previous, PageBreak)
        match block:
            case Paragraph():
                _paragraph(document, block, on_a_new_page=on_a_new_page)
            case Table():
                if on_a_new_page or (isinstance(previous, Table) and not block.caption):
                    # Word joins two tables that touch, and a table cannot begin a page itself.
                    gap = Paragraph("", Style.NOTE)
                    _paragraph(document, gap, on_a_new_page=on_a_new_page)
                _table(document, block, landscape=paper.landscape)
            case Figure():
                _figure(document, block, paper, on_a_new_page=on_a_new_page)
            case PageBreak():
                pass
        previous = block
    return _deterministic(document)


def _paragraph(
    document: Document, paragraph: Paragraph, *, on_a_new_page: bool = False
) -> WordParagraph:
    written = document.add_paragraph(legible(paragraph.text), PARAGRAPH_STYLES[paragraph.style])
    if on_a_new_page:
        written.paragraph_format.page_break_before = True
    return written


def _figure(document: Document, figure: Figure, paper: Paper, *, on_a_new_page: bool) -> None:
    width, height = picture_size(figure.svg, landscape=paper.landscape)
    paragraph = document.add_paragraph(style=FIGURE_STYLE)
    paragraph.paragraph_format.page_break_before = on_a_new_page or None
    picture = paragraph.add_run().add_picture(
        io.BytesIO(rasterised(figure.svg)), Cm(width), Cm(height)
    )
    # python-docx keeps no name for the words that stand for a picture.
    picture._inline.docPr.set("descr", legible(figure.alternative))


def _table(document: Document, table: Table, *, landscape: bool) -> None:
    if not table.rows:
        return
    require_grid(table)
    if table.caption:
        _paragraph(document, Paragraph(table.caption, Style.CAPTION))
    ids = {name: document.styles[name].style_id for name in TABLE_STYLES}
    element = table_element(table, ids, landscape=landscape)
    document.element.body.insert_element_before(element, "w:sectPr")


def _page(document: Document, paper: Paper) -> None:
    [section] = document.sections
    width, height = page_size(landscape=paper.landscape)
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(MARGIN)
    section.header_distance = section.footer_distance = Cm(MARGIN / 2)
    if paper.notice:
        section.header.paragraphs[0].text = legible(paper.notice)
    footer = section.footer.paragraphs[0]
    for words, field in (("第 ", "PAGE"), (" 頁，共 ", "NUMPAGES"), (" 頁", None)):
        footer.add_run(words)
        if field:
            _field(footer, field)


def _field(paragraph: WordParagraph, instruction: str) -> None:
    field = child(paragraph._p, "w:fldSimple", instr=instruction)
    text = child(child(field, "w:r"), "w:t")
    text.text = "1"


def _metadata(document: Document, paper: Paper) -> None:
    properties = document.core_properties
    properties.title = legible(paper.title or "")[:_LONGEST_PROPERTY]
    properties.author = properties.comments = ""
    properties.language = "zh-TW"
    element = properties._element
    for name in ("dcterms:created", "dcterms:modified", "cp:revision", "cp:lastModifiedBy"):
        for stated in element.findall(qn(name)):
            element.remove(stated)


def _deterministic(document: Document) -> bytes:
    """The package without the times that python-docx puts into it, and without its template's."""
    for relations in (document.part.package.rels, document.part.rels):
        for relation in list(relations.values()):
            if relation.reltype.endswith(_OF_THE_TEMPLATE):
                del relations[relation.rId]
    written = io.BytesIO()
    document.save(written)
    with ZipFile(written) as saved:
        parts = {name: saved.read(name) for name in sorted(saved.namelist())}
    first = "[Content_Types].xml"
    return write_package({first: parts.pop(first), **parts, _FONT_TABLE: font_table()})
