"""Pictures in documents: how large a chart stands on the page, and its dots for old programs."""

from __future__ import annotations

import json
import re
from typing import Final

from lxml import etree

from guankao.documents.fonts import typst_fonts
from guankao.documents.formats.pages import MARGIN, page_size
from guankao.documents.formats.unwritable import UnwritablePaper

_PIXELS_IN_A_CENTIMETRE: Final = 96 / 2.54
"""CSS: an inch has 96 pixels."""

_SHARE_OF_A_PAGE: Final = 0.38
"""So that two charts with their captions stand on one page."""

_DOTS_IN_AN_INCH: Final = 200
_LENGTH: Final = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*")


class UnreadablePicture(UnwritablePaper):
    """A chart that cannot be put on pages: it is no SVG, or says not how large it is."""

    def __init__(self, found: str) -> None:
        super().__init__(
            "the chart is no SVG of a known size; expected width and height, or viewBox", found
        )


def picture_size(svg: str, *, landscape: bool) -> tuple[float, float]:
    """Width and height in centimetres, smaller where it would not fit on the line or half a page.

    >>> picture_size('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 48"/>',
    ...     landscape=False)
    (2.54, 1.27)
    """
    width, height = (length / _PIXELS_IN_A_CENTIMETRE for length in _pixels(svg))
    line, column = (side - 2 * MARGIN for side in page_size(landscape=landscape))
    scale = min(1.0, line / width, _SHARE_OF_A_PAGE * column / height)
    return round(width * scale, 2), round(height * scale, 2)


def _pixels(svg: str) -> tuple[float, float]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        top = etree.fromstring(svg.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadablePicture(str(error)) from None
    lengths = [_LENGTH.fullmatch(top.get(name, "")) for name in ("width", "height")]
    found = [float(match[1]) for match in lengths if match]
    if len(found) < 2:
        found = [float(one) for one in re.findall(r"[\d.]+", top.get("viewBox", ""))[2:]]
    if len(found) != 2 or not all(found):
        raise UnreadablePicture(f"<{etree.QName(top).localname}>")
    return found[0], found[1]


def rasterised(svg: str) -> bytes:
    """The chart as PNG, for programs that show no SVG; Typst draws it with the packaged fonts.

    Raises:
        UnreadablePicture: where it cannot be drawn.
    """
    import typst

    width, height = _pixels(svg)
    source = (
        f"#set page(width: {width * 0.75}pt, height: {height * 0.75}pt, margin: 0pt, fill: white)\n"
        f'#image(bytes({json.dumps(svg, ensure_ascii=False)}), format: "svg", width: 100%)'
    )
    try:
        drawn = typst.compile(
            source.encode("utf-8"),
            format="png",
            ppi=_DOTS_IN_AN_INCH,
            font_paths=typst_fonts(),
            ignore_system_fonts=True,
        )
    except typst.TypstError as error:
        raise UnreadablePicture(error.message) from None
    return drawn if isinstance(drawn, bytes) else drawn[0]
