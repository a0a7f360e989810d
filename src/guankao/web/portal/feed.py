"""An Atom feed (RFC 4287) as XML. Every text is escaped, and what XML cannot hold is left out."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

ATOM = "http://www.w3.org/2005/Atom"
CONTENT_TYPE = "application/atom+xml; charset=utf-8"

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""https://www.w3.org/TR/xml/#charsets"""


@dataclass(frozen=True)
class FeedEntry:
    """One entry; `address` is absolute, `categories` are codes with their words."""

    id: str
    title: str
    summary: str
    author: str
    address: str
    at: dt.datetime
    categories: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Feed:
    """A feed; its addresses are absolute. `others` are the same in other languages."""

    title: str
    subtitle: str
    author: str
    language: str
    address: str
    page: str
    others: Sequence[tuple[str, str]]
    entries: Sequence[FeedEntry]


def name_for_ever(key: str) -> str:
    """The id of an entry: the same wherever and whenever the feed is made.

    >>> name_for_ever("107/內政部/versions/1") == name_for_ever("107/內政部/versions/1")
    True
    """
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:guankao:{key}").urn


def as_xml(feed: Feed) -> bytes:
    """The feed as a document. An empty one was updated at the beginning of time."""
    Xml.register_namespace("", ATOM)
    root = Xml.Element(f"{{{ATOM}}}feed", {"xml:lang": feed.language})
    newest = max((one.at for one in feed.entries), default=dt.datetime.fromtimestamp(0, dt.UTC))
    _text(root, "id", feed.address)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _moment(newest))
    _text(_child(root, "author"), "name", feed.author)
    _child(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _child(root, "link", rel="alternate", type="text/html", href=feed.page)
    for language, address in feed.others:
        _child(
            root,
            "link",
            rel="alternate",
            type="application/atom+xml",
            hreflang=language,
            href=address,
        )
    _text(root, "generator", "Guankao")
    for one in feed.entries:
        _entry(_child(root, "entry"), one)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(place: Xml.Element, one: FeedEntry) -> None:
    _text(place, "id", one.id)
    _text(place, "title", one.title)
    _text(place, "updated", _moment(one.at))
    _text(place, "published", _moment(one.at))
    _text(_child(place, "author"), "name", one.author)
    _child(place, "link", rel="alternate", type="text/html", href=one.address)
    for code, words in one.categories:
        _child(place, "category", term=code, label=_legible(words))
    _text(place, "summary", one.summary)


def _child(parent: Xml.Element, name: str, **attributes: str) -> Xml.Element:
    return Xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes)


def _text(parent: Xml.Element, name: str, text: str) -> None:
    _child(parent, name).text = _legible(text)


def _legible(text: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _moment(at: dt.datetime) -> str:
    """RFC 3339, in the time of the world."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
