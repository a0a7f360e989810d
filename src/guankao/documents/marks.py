"""Marks: where each piece of a document stood in the file that it was read from."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from guankao.documents.fields import Title
from guankao.documents.words import Language

Place = Annotated[int, Field(ge=1, le=9_999_999)]
"""A page, table, row, cell or line, counted from 1 as a person counts."""


class Mark(BaseModel):
    """A place in a source; a piece that was typed into Guankao has none.

    >>> str(Mark(file="plan.odt", page=3, table=1, row=4, cell=2))
    'plan.odt, page 3, table 1, row 4, cell 2'
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    file: Title | None = Field(default=None, description="Name of the file, without its folder.")
    page: Place | None = Field(default=None, description="Page of the source (頁).")
    table: Place | None = Field(default=None, description="Table within the source (表).")
    row: Place | None = Field(default=None, description="Row of the table (列).")
    cell: Place | None = Field(default=None, description="Cell of the row (格).")
    line: Place | None = Field(default=None, description="Line of the source's text (行).")

    def __str__(self) -> str:
        places = [("page", self.page), ("table", self.table), ("row", self.row)]
        places += [("cell", self.cell), ("line", self.line)]
        named = [f"{name} {place}" for name, place in places if place is not None]
        return ", ".join([*([self.file] if self.file else []), *named])

    def said(self, language: Language) -> str:
        """The place in a person's words, with the file before it.

        >>> Mark(file="plan.odt", page=3, table=1, row=4, cell=2).said("zh-Hant")
        'plan.odt 第 3 頁、表 1、第 4 列、第 2 格'
        """
        if language == "en":
            return str(self)
        return " ".join(piece for piece in (self.file, self.place(language)) if piece)

    def place(self, language: Language) -> str:
        """The place without the file.

        >>> Mark(file="plan.odt", page=3, line=7).place("zh-Hant")
        '第 3 頁、第 7 行'
        >>> Mark(file="plan.odt", page=3, line=7).place("en")
        'page 3, line 7'
        """
        if language == "en":
            return str(self.model_copy(update={"file": None}))
        places = [("第 {} 頁", self.page), ("表 {}", self.table), ("第 {} 列", self.row)]
        places += [("第 {} 格", self.cell), ("第 {} 行", self.line)]
        return "、".join(words.format(place) for words, place in places if place is not None)
