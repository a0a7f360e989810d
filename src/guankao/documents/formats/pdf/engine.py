"""Typst, the typesetter: a template and its data in, the bytes of a PDF out."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from typing import Any, Final

from guankao.documents.fonts import typst_fonts
from guankao.documents.formats.unwritable import UnwritablePaper

STANDARDS: Final = ("a-2a", "ua-1")
"""PDF/A-2a for the archive (tagged, every font embedded), PDF/UA-1 for assistive technology."""

UNDATED: Final = date(1970, 1, 1)
"""PDF/A asks for a date. A document that states none has this one: a clock would make another
file of the same document on another day."""


def typeset(template: str, data: dict[str, Any], dated: date) -> bytes:
    """The PDF that a template makes of its data; the data is never read as Typst.

    Raises:
        UnwritablePaper: where a picture is no SVG or cells of a table lie on one another.
    """
    import typst

    folder = files("guankao.documents.formats.pdf").joinpath("templates")
    given = {**data, "dated": [dated.year, dated.month, dated.day]}
    try:
        made = typst.compile(
            str(folder.joinpath(template)),
            root=str(folder),
            font_paths=typst_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(given, ensure_ascii=False)},
            pdf_standards=list(STANDARDS),
            timestamp=0,
        )
    except typst.TypstError as error:
        raise UnwritablePaper("the typesetter refused the paper", error.message) from None
    return bytes(made)
