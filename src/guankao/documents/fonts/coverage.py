"""Which characters the packaged fonts cover, and what is printed for the others."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Final

STAND_IN: Final = "〓"
"""Printed for a character that no font has: the sign (下駄) that printers put for missing type."""


@cache
def _uncovered() -> re.Pattern[str]:
    """Whatever is no line feed and stands in none of the fonts."""
    source = files("guankao.documents.fonts").joinpath("coverage.json").read_text("utf-8")
    runs = [run for font in json.loads(source).values() for run in font]
    inside = "".join(rf"\U{first:08x}-\U{last:08x}" for first, last in runs)
    return re.compile(f"[^\n{inside}]")


def uncovered_in(text: str) -> str:
    """The characters of a text that no packaged font has, each once, in order.

    >>> uncovered_in("執行率 90% 以上★")
    ''
    >>> [hex(ord(one)) for one in uncovered_in("名\\ue000冊\\ue000")]
    ['0xe000']
    """
    return "".join(dict.fromkeys(_uncovered().findall(text)))


def covered(text: str) -> str:
    """The text with a visible sign for each character that no packaged font has.

    >>> covered("名\\ue000冊")
    '名〓冊'
    """
    return _uncovered().sub(STAND_IN, text)
