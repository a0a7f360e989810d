"""A chart inside a page: what draws is kept, and whatever could act or be fetched is not."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from lxml import etree

from guankao.documents.formats.unwritable import UnwritablePaper

_SVG: Final = "http://www.w3.org/2000/svg"
_ELEMENTS: Final = frozenset({
    "svg", "g", "defs", "path", "rect", "line", "polyline", "polygon", "circle", "ellipse",
    "text", "tspan", "clipPath", "linearGradient", "radialGradient", "stop",
})  # fmt: skip
_ATTRIBUTES: Final = frozenset({
    "id", "class", "width", "height", "viewBox", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy",
    "r", "rx", "ry", "dx", "dy", "d", "points", "transform", "fill", "fill-opacity", "fill-rule",
    "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "opacity", "clip-path", "text-anchor",
    "dominant-baseline", "font-family", "font-size", "font-weight", "font-style", "offset",
    "stop-color", "gradientUnits",
})  # fmt: skip
_REFERENCE: Final = re.compile(r"url\(\s*#([^)\s]+)\s*\)")


def inline_svg(svg: str, alternative: str, number: int) -> str:
    """The drawing as an element of the page with its words; `number` tells it from the others.

    Raises:
        UnwritablePaper: for what is no SVG, and for a drawing without words.
    """
    if not alternative.strip():
        raise UnwritablePaper("a figure has no words for those who cannot see it", svg[:60])
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        top = etree.fromstring(svg.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise UnwritablePaper("a figure is no SVG", str(error)) from None
    if top.tag != f"{{{_SVG}}}svg":
        raise UnwritablePaper("a figure is no SVG", str(top.tag))
    inside = _drawn(top, f"figure-{number}-")
    words = f' role="img" aria-label="{escape(alternative)}"'
    return inside.replace("<svg", f"<svg{words}", 1)


def _drawn(element: etree._Element, prefix: str) -> str:
    """The element and what is inside it, with identifiers that no other drawing has."""
    tag = element.tag
    if not isinstance(tag, str) or not tag.startswith(f"{{{_SVG}}}"):
        return ""
    name = etree.QName(element).localname
    if name not in _ELEMENTS:
        return ""
    attributes = "".join(
        f' {key}="{escape(_own(key, value, prefix))}"'
        for key, value in element.attrib.items()
        if isinstance(key, str) and isinstance(value, str)
        if key in _ATTRIBUTES and _stays_inside(value)
    )
    inside = escape(element.text or "", quote=False) + "".join(
        _drawn(child, prefix) + escape(child.tail or "", quote=False) for child in element
    )
    return f"<{name}{attributes}>{inside}</{name}>"


def _own(key: str, value: str, prefix: str) -> str:
    if key == "id":
        return prefix + value
    return _REFERENCE.sub(lambda found: f"url(#{prefix}{found[1]})", value)


def _stays_inside(value: str) -> bool:
    """Whether every reference of an attribute leads to a part of the drawing itself."""
    return "url" not in _REFERENCE.sub("", value).lower()
