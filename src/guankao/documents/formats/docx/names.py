"""Names of the elements and attributes of WordprocessingML that a reader meets."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_SPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "ep": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
}
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _SPACES["w"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _SPACES["r"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _SPACES["m"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/extendedProperties", _SPACES["ep"].encode()),
)


@lru_cache(maxsize=500)
def named(name: str) -> str:
    """A prefixed name as lxml writes it.

    >>> named("w:p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def transitional(data: bytes) -> bytes:
    """The same part with the names of ISO/IEC 29500 Strict replaced by those that Word writes."""
    if b"purl.oclc.org" not in data:
        return data
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return data


def whole_number(text: str | None, otherwise: int, largest: int) -> int:
    """A count from an attribute, between 0 and `largest`; nonsense counts as `otherwise`."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 18:
        return otherwise
    return min(int(text), largest)


def switched_on(value: str | None) -> bool:
    """Whether the value of a switch such as `w:vanish` is on; without a value it is."""
    return value not in {"0", "false", "off"}
