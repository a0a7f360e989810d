"""What styles say of a paragraph in a DOCX file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from guankao.documents.formats.docx.names import named, switched_on, whole_number
from guankao.documents.formats.docx.numbering import numbering_of
from guankao.documents.papers import Style

_VALUE: Final = named("w:val")
_DEEPEST_PARENT: Final = 20
_HEADING: Final = re.compile(r"heading ([1-9])", re.ASCII)
_CONTENTS: Final = re.compile(r"toc( heading|\s*[1-9])|table of figures|index( heading|\s*[1-9])")
_BY_NAME: Final = {
    "title": Style.TITLE,
    "caption": Style.CAPTION,
    "footnote text": Style.NOTE,
    "endnote text": Style.NOTE,
    "note": Style.NOTE,
    "list paragraph": Style.ITEM,
}
_HEADINGS: Final = (Style.TITLE, Style.SECTION, Style.HEADING)


@dataclass(frozen=True, slots=True)
class _Declared:
    name: str
    parent: str | None
    outline_level: int | None
    numbering: tuple[str, int | None] | None
    hidden: bool


class Styles:
    """The styles of a document by their identifiers."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Declared] = {}
        self.default: str | None = None
        for element in () if root is None else root.iter(named("w:style")):
            key = element.get(named("w:styleId"), "")
            self._styles.setdefault(key, _declared(element))
            is_default = element.get(named("w:default"), "0") in {"1", "true"}
            if is_default and element.get(named("w:type")) == "paragraph":
                self.default = key

    def is_contents(self, style: str | None) -> bool:
        """Whether the style is one of a table of contents or an index."""
        return any(_CONTENTS.fullmatch(found.name) for found in self._family(style))

    def numbering(self, style: str | None) -> tuple[str, int | None, str] | None:
        """The numbering that a style or its ancestor brings, and the style that brings it."""
        for key in self._keys(style):
            if found := self._styles[key].numbering:
                return (*found, key)
        return None

    def hides(self, style: str | None) -> bool:
        """Whether text of this style is not shown."""
        return any(found.hidden for found in self._family(style))

    def outline_level(self, style: str | None) -> int | None:
        """The outline level, from 1, that a style or its ancestor gives."""
        for found in self._family(style):
            if heading := _HEADING.fullmatch(found.name):
                return int(heading[1])
            if found.outline_level is not None:
                return found.outline_level
        return None

    def kind_of(self, style: str | None, level: int | None, *, titled: bool) -> Style:
        """What a paragraph is, by the names of its style's family and its outline level."""
        for found in self._family(style):
            if found.name in _BY_NAME:
                return _BY_NAME[found.name]
        if level is not None:
            return _HEADINGS[min(level - 1 + titled, len(_HEADINGS) - 1)]
        return Style.TEXT

    def _keys(self, style: str | None) -> list[str]:
        found: list[str] = []
        while style in self._styles and len(found) < _DEEPEST_PARENT:
            found.append(style or "")
            style = self._styles[style or ""].parent
        return found

    def _family(self, style: str | None) -> list[_Declared]:
        return [self._styles[key] for key in self._keys(style)]


def outline_level_of(properties: etree._Element | None) -> int | None:
    """The outline level that properties state, from 1; body text has none."""
    found = None if properties is None else properties.find(named("w:outlineLvl"))
    level = 9 if found is None else whole_number(found.get(_VALUE), 9, 9)
    return level + 1 if level < 9 else None


def hides(properties: etree._Element | None) -> bool:
    """Whether the properties of a run hide its text."""
    found = None if properties is None else properties.find(named("w:vanish"))
    return found is not None and switched_on(found.get(_VALUE))


def _declared(element: etree._Element) -> _Declared:
    name, parent = element.find(named("w:name")), element.find(named("w:basedOn"))
    paragraph = element.find(named("w:pPr"))
    return _Declared(
        name="" if name is None else name.get(_VALUE, "").lower(),
        parent=None if parent is None else parent.get(_VALUE),
        outline_level=outline_level_of(paragraph),
        numbering=numbering_of(paragraph),
        hidden=hides(element.find(named("w:rPr"))),
    )
