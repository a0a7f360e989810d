"""The names of the packaged fonts, their folder, and the fonts as Typst takes them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import typst

SERIF: Final = "Guankao Serif TC"
"""Running text: regular."""

SANS: Final = "Guankao Sans TC"
"""Headings: bold."""


def fonts_folder() -> Path:
    """The folder of the font files, for programs that want to be given one."""
    return Path(str(files("guankao.documents.fonts")))


@cache
def typst_fonts() -> typst.Fonts:
    """The packaged fonts and no other, so that every machine sets the same pages."""
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[fonts_folder()],
    )
