"""Names of the elements and attributes of OpenDocument that a reader meets."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES: Final = {
    "office": _OASIS + "office:1.0",
    "text": _OASIS + "text:1.0",
    "table": _OASIS + "table:1.0",
    "style": _OASIS + "style:1.0",
    "draw": _OASIS + "drawing:1.0",
    "fo": _OASIS + "xsl-fo-compatible:1.0",
    "svg": _OASIS + "svg-compatible:1.0",
    "meta": _OASIS + "meta:1.0",
    "manifest": _OASIS + "manifest:1.0",
    "script": _OASIS + "script:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


@lru_cache(maxsize=500)
def named(name: str) -> str:
    """A prefixed name as lxml writes it.

    >>> named("text:p")
    '{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p'
    """
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def whole_number(text: str | None, otherwise: int, largest: int) -> int:
    """A count from an attribute, between 0 and `largest`; nonsense counts as `otherwise`."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 18:
        return otherwise
    return min(int(text), largest)
