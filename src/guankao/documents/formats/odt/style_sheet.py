"""The style sheet of a written ODT: names that LibreOffice and Word know, in official type."""

from __future__ import annotations

from importlib.resources import files
from string import Template
from typing import Final
from xml.sax.saxutils import escape

from guankao.documents.formats.characters import legible
from guankao.documents.formats.pages import FONT, LATIN_FONT, MARGIN, page_size
from guankao.documents.papers import Style

PARAGRAPH_STYLES: Final = {
    Style.TITLE: "Heading_20_1",
    Style.SECTION: "Heading_20_2",
    Style.HEADING: "Heading_20_3",
    Style.TEXT: "Text_20_body",
    Style.ITEM: "Item",
    Style.NOTE: "Note",
    Style.CAPTION: "Caption",
}
"""The style of each kind of paragraph; the heading styles are the ones that office suites know."""

OUTLINE_LEVELS: Final = {Style.TITLE: 1, Style.SECTION: 2, Style.HEADING: 3}

FIGURE_STYLE: Final = "Illustration"
CELL_TEXT: Final = "Table_20_Contents"
HEADING_CELL_TEXT: Final = "Table_20_Heading"
NUMERIC_CELL_TEXT: Final = "Table_20_Figures"

_HEADER_SPACE: Final = (
    '<style:header-footer-properties fo:min-height="0.6cm" fo:margin-bottom="0.4cm"/>'
)


def style_sheet(*, landscape: bool, notice: str | None) -> bytes:
    """The part styles.xml: the styles, the page, its head with the notice, its numbered foot."""
    width, height = page_size(landscape=landscape)
    header = ""
    if notice:
        words = f'<text:p text:style-name="Header">{escape(legible(notice))}</text:p>'
        header = f"<style:header>{words}</style:header>"
    sheet = Template(files(__package__).joinpath("style_sheet.xml").read_text(encoding="utf-8"))
    filled = sheet.substitute(
        font=FONT,
        latin=LATIN_FONT,
        width=width,
        height=height,
        margin=MARGIN,
        orientation="landscape" if landscape else "portrait",
        header_space=_HEADER_SPACE if notice else "",
        header=header,
    )
    return filled.encode("utf-8")
