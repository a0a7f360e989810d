"""The characters of a file as a document may hold them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_UNSEEN: Final = re.compile(
    "["
    "\u00ad"  # soft hyphen: a place where a word may be cut, not a sign of the text
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u061c"  # zero width, direction
    "\ufff9-\ufffb\ufffe\uffff"  # interlinear marks and non-characters
    "\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff"  # controls, half pairs
    "]"
)
_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\u0085\u2028\u2029]")


def legible(text: str) -> str:
    """The text in NFC, without what cannot be seen; every line end is a line feed.

    >>> legible("執\\u00ad行\\r\\n績\\u200b效")
    '執行\\n績效'
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))
