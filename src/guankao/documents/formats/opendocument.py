"""What the OpenDocument formats have in common: names of elements, the package around the parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from guankao.documents.formats.characters import legible
from guankao.documents.formats.packages import write_package

VERSION: Final = "1.3"
"""ODF 1.3, which every office suite of today reads."""

NAMESPACES: Final = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
}

_BLANKS: Final = re.compile(r"( {2,}|^ | $|\n|\t)")
"""What XML readers of OpenDocument would fold together, and what stands for a line break."""


def named(name: str) -> str:
    """The full name of an element or attribute.

    >>> named("dc:title")
    '{http://purl.org/dc/elements/1.1/}title'
    """
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def root(name: str, *prefixes: str) -> etree._Element:
    """The outermost element of a part, which declares the prefixes it needs."""
    element = etree.Element(named(name), nsmap={prefix: NAMESPACES[prefix] for prefix in prefixes})
    element.set(named(f"{name.partition(':')[0]}:version"), VERSION)
    return element


def child(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """A new last child; underscores in the names of attributes stand for colon and hyphens.

    The first underscore is the colon: `style_family_asian` is `style:family-asian`.
    """
    element = etree.SubElement(parent, named(name))
    for key, value in attributes.items():
        prefix, _, local = key.partition("_")
        element.set(named(f"{prefix}:{local.replace('_', '-')}"), value)
    if text:
        element.text = legible(text)
    return element


def write_text(element: etree._Element, text: str) -> None:
    """Put text into a paragraph so that its blanks, tabs and line breaks survive."""
    last: etree._Element | None = None
    for piece in _BLANKS.split(legible(text)):
        if piece == "\n":
            last = child(element, "text:line-break")
        elif piece == "\t":
            last = child(element, "text:tab")
        elif piece and not piece.strip(" "):
            last = child(element, "text:s", text_c=str(len(piece)))
        elif last is None:
            element.text = (element.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece


def serialised(element: etree._Element) -> bytes:
    """A part as bytes, with its declaration."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8")


def metadata(title: str | None) -> bytes:
    """The part meta.xml: title, language, and who wrote it; no times, which would change daily."""
    top = root("office:document-meta", "office", "meta", "dc")
    meta = child(top, "office:meta")
    child(meta, "meta:generator", "Guankao")
    if title:
        child(meta, "dc:title", title)
    child(meta, "dc:language", "zh-TW")
    return serialised(top)


def package(media_type: str, parts: Mapping[str, bytes], media_types: Mapping[str, str]) -> bytes:
    """An OpenDocument file of its parts; `media_types` names those of parts that are no XML."""
    listed = root("manifest:manifest", "manifest")
    whole = child(listed, "manifest:file-entry", manifest_media_type=media_type)
    whole.set(named("manifest:full-path"), "/")
    whole.set(named("manifest:version"), VERSION)
    for name in parts:
        kind = media_types.get(name, "text/xml")
        child(listed, "manifest:file-entry", manifest_full_path=name, manifest_media_type=kind)
    every = {
        "mimetype": media_type.encode("ascii"),
        **parts,
        "META-INF/manifest.xml": serialised(listed),
    }
    return write_package(every, stored=("mimetype",))
