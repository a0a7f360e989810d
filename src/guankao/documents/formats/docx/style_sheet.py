"""The style sheet of a written DOCX: Word's own heading styles, in official type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

from guankao.documents.formats.pages import FALLBACK_FONTS, FONT, LATIN_FONT
from guankao.documents.papers import Style

PARAGRAPH_STYLES: Final = {
    Style.TITLE: "Heading 1",
    Style.SECTION: "Heading 2",
    Style.HEADING: "Heading 3",
    Style.TEXT: "Body Text",
    Style.ITEM: "Item",
    Style.NOTE: "Note",
    Style.CAPTION: "Caption",
}
"""The style of each kind of paragraph; a heading's outline level comes with its style."""

FIGURE_STYLE: Final = "Illustration"
CELL_TEXT: Final = "Table Contents"
HEADING_CELL_TEXT: Final = "Table Heading"
NUMERIC_CELL_TEXT: Final = "Table Figures"
GRID: Final = "Table Grid"
TABLE_STYLES: Final = (CELL_TEXT, HEADING_CELL_TEXT, NUMERIC_CELL_TEXT, GRID)
"""The styles of cells, and that of the table's lines."""

_WORD_OF_TODAY: Final = "15"
"""Word's own number for the layout of 2013 and later; without it Word opens an old document."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How the paragraphs of a style look: sizes in points, distances in centimetres."""

    size: float = 12
    bold: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    before: float = 0
    after: float = 0
    left: float = 0
    first_line: float = 0
    line_spacing: float = 1
    keep_with_next: bool = False


_CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER
_JUSTIFY: Final = WD_ALIGN_PARAGRAPH.JUSTIFY

_LOOKS: Final = {
    "Normal": _Look(),
    "Heading 1": _Look(20, True, _CENTRE, after=0.5, keep_with_next=True),
    "Heading 2": _Look(16, True, before=0.6, after=0.25, keep_with_next=True),
    "Heading 3": _Look(
        14, True, before=0.35, after=0.1, left=1, first_line=-1, keep_with_next=True
    ),
    "Body Text": _Look(align=_JUSTIFY, after=0.2, first_line=0.85, line_spacing=1.5),
    "Item": _Look(align=_JUSTIFY, after=0.1, left=1.9, first_line=-1.25, line_spacing=1.4),
    "Note": _Look(10.5, before=0.05, after=0.05),
    "Caption": _Look(12, True, _CENTRE, before=0.2, after=0.1, keep_with_next=True),
    FIGURE_STYLE: _Look(align=_CENTRE, after=0.3),
    CELL_TEXT: _Look(10.5),
    HEADING_CELL_TEXT: _Look(10.5, True, _CENTRE),
    NUMERIC_CELL_TEXT: _Look(10.5, align=WD_ALIGN_PARAGRAPH.RIGHT),
    "Header": _Look(10, True, _CENTRE),
    "Footer": _Look(10, align=_CENTRE),
}


def apply_style_sheet(document: Document) -> None:
    """Give the styles of Word's plain template the look of an official document."""
    _defaults(document)
    for name, look in _LOOKS.items():
        if name in document.styles:
            style = document.styles[name]
        else:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _apply(cast(ParagraphStyle, style), look)


def _apply(style: ParagraphStyle, look: _Look) -> None:
    style.font.size = Pt(look.size)
    style.font.bold = look.bold
    style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    _typeface(style.element.get_or_add_rPr())
    layout = style.paragraph_format
    layout.alignment = look.align
    layout.space_before, layout.space_after = Cm(look.before), Cm(look.after)
    layout.left_indent, layout.first_line_indent = Cm(look.left), Cm(look.first_line)
    layout.line_spacing = look.line_spacing
    layout.keep_with_next = look.keep_with_next


def _typeface(properties: etree._Element) -> None:
    """Name the typefaces; those of the template's theme would win over names beside them."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for attribute, name in (("ascii", LATIN_FONT), ("hAnsi", LATIN_FONT), ("eastAsia", FONT)):
        fonts.set(qn(f"w:{attribute}"), name)
    properties.insert(0, fonts)


def _defaults(document: Document) -> None:
    styles = document.styles.element
    properties = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _typeface(properties)
    language = properties.find(qn("w:lang"))
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-TW")
    settings = document.settings.element
    theme_language = settings.find(qn("w:themeFontLang"))
    theme_language.set(qn("w:eastAsia"), "zh-TW")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_OF_TODAY)


def font_table() -> bytes:
    """The part that names the typefaces and what may stand in for them."""
    top = etree.Element(qn("w:fonts"), nsmap={"w": qn("w:x")[1:-2]})
    for name, family, others in (
        (FONT, "script", ",".join(FALLBACK_FONTS)),
        (LATIN_FONT, "roman", ""),
    ):
        font = etree.SubElement(top, qn("w:font"), {qn("w:name"): name})
        if others:
            etree.SubElement(font, qn("w:altName"), {qn("w:val"): others})
        etree.SubElement(font, qn("w:family"), {qn("w:val"): family})
    return etree.tostring(top, xml_declaration=True, encoding="UTF-8", standalone=True)
