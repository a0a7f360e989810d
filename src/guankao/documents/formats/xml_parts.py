"""XML from strangers: no document type, no entities, no network, no depth without end."""

from __future__ import annotations

import codecs
import re
from typing import Final

from lxml import etree

from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.obstacles import Obstacle

_DECLARATION: Final = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
_TWO_BYTES: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def parse_part(data: bytes, part: str) -> etree._Element:
    """The root of an XML part, or UnreadableFile that names the part.

    Only UTF-8 and UTF-16 are read: any other encoding could hide a document type from us that the
    parser would see. libxml2 refuses more than 256 levels and more than 10 MB in one text.
    """
    whole = _as_utf8(data, part)
    if b"<!DOCTYPE" in whole or b"<!ENTITY" in whole:
        raise UnreadableFile(Obstacle.DECLARES_ENTITIES, part=part)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(whole, parser)
    except etree.XMLSyntaxError:
        raise UnreadableFile(Obstacle.DAMAGED, detail=part) from None


def _as_utf8(data: bytes, part: str) -> bytes:
    if data.startswith(_TWO_BYTES):
        try:
            return data.decode("utf-16").encode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError):
            raise UnreadableFile(Obstacle.DAMAGED, detail=part) from None
    whole = data.removeprefix(codecs.BOM_UTF8)
    declared = _DECLARATION.match(whole)
    if declared and declared[1].lower() not in {b"utf-8", b"utf8", b"us-ascii", b"ascii"}:
        raise UnreadableFile(Obstacle.DAMAGED, detail=f"{part} ({declared[1].decode('ascii')})")
    return whole
