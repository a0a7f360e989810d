"""What styles say of a paragraph: what it is, how its list counts, whether a page begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from guankao.documents.formats.odt.names import named, whole_number
from guankao.documents.papers import Style

_STYLE: Final = named("style:style")
_LIST_STYLE: Final = named("text:list-style")
_OUTLINE_STYLE: Final = named("text:outline-style")
_PARAGRAPH_PROPERTIES: Final = named("style:paragraph-properties")
_TEXT_PROPERTIES: Final = named("style:text-properties")
_NAME: Final = named("style:name")
_DEEPEST_PARENT: Final = 20

_BY_NAME: Final = (
    ("title", Style.TITLE),
    ("caption", Style.CAPTION),
    ("table", Style.TEXT),
    ("footnote", Style.NOTE),
    ("note", Style.NOTE),
)

_SCHEMES: Final = {
    "1": "decimal",
    "01, 02, 03, ...": "decimal-two-digits",
    "a": "letters",
    "A": "letters-upper",
    "i": "roman",
    "I": "roman-upper",
    "１, ２, ３, ...": "decimal-wide",
    "一, 二, 三, ...": "chinese",
    "壹, 貳, 參, ...": "chinese-financial",
    "壹, 贰, 叁, ...": "chinese-financial",
    "甲, 乙, 丙, ...": "stems",
    "子, 丑, 寅, ...": "branches",
    "①, ②, ③, ...": "circled",
    "": "none",
}


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is numbered; a level without a scheme has a bullet."""

    scheme: str | None = None
    prefix: str = ""
    suffix: str = ""
    shown_levels: int = 1
    start: int = 1


@dataclass(frozen=True, slots=True)
class _Declared:
    parent: str | None
    shown_name: str
    page_before: bool
    page_after: bool
    hidden: bool


class Styles:
    """The styles of a document by name, those of the text before those of the whole file."""

    def __init__(self, *roots: etree._Element) -> None:
        self._styles: dict[tuple[str, str], _Declared] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self.outline: dict[int, ListLevel] = {}
        for root in roots:
            for element in root.iter(_STYLE):
                key = (element.get(named("style:family"), ""), element.get(_NAME, ""))
                self._styles.setdefault(key, _declared(element))
            for element in root.iter(_LIST_STYLE):
                self._lists.setdefault(element.get(_NAME, ""), _levels(element))
            for element in root.iter(_OUTLINE_STYLE):
                self.outline = self.outline or _levels(element)

    def list_level(self, style: str | None, level: int) -> ListLevel:
        """How a level of a list style is numbered, the first being 1."""
        return self._lists.get(style or "", {}).get(level, ListLevel())

    def begins_page(self, style: str | None) -> bool:
        """Whether a page begins before a paragraph or table of this style."""
        return any(found.page_before for found in self._family("paragraph", style)) or any(
            found.page_before for found in self._family("table", style)
        )

    def ends_page(self, style: str | None) -> bool:
        """Whether a page ends after a paragraph of this style."""
        return any(found.page_after for found in self._family("paragraph", style))

    def hides(self, style: str | None) -> bool:
        """Whether text of this character style is not shown."""
        return any(found.hidden for found in self._family("text", style))

    def kind_of(self, style: str | None) -> Style:
        """What a paragraph style's name, or that of an ancestor, says that the paragraph is."""
        names = [style or ""]
        for found in self._family("paragraph", style):
            names += [found.shown_name, found.parent or ""]
        for name in names:
            plain = name.replace("_20_", " ").lower()
            for word, kind in _BY_NAME:
                if plain == word or plain.startswith(f"{word} "):
                    return kind
        return Style.TEXT

    def _family(self, family: str, style: str | None) -> list[_Declared]:
        """A style and its ancestors; a circle of parents ends."""
        found: list[_Declared] = []
        while style and len(found) < _DEEPEST_PARENT:
            declared = self._styles.get((family, style))
            if declared is None:
                break
            found.append(declared)
            style = declared.parent
        return found


def _declared(element: etree._Element) -> _Declared:
    paragraph = element.find(_PARAGRAPH_PROPERTIES)
    table = element.find(named("style:table-properties"))
    text = element.find(_TEXT_PROPERTIES)
    breaks = [properties for properties in (paragraph, table) if properties is not None]
    return _Declared(
        parent=element.get(named("style:parent-style-name")),
        shown_name=element.get(named("style:display-name"), ""),
        page_before=any(found.get(named("fo:break-before")) == "page" for found in breaks)
        or bool(element.get(named("style:master-page-name"))),
        page_after=any(found.get(named("fo:break-after")) == "page" for found in breaks),
        hidden=text is not None and text.get(named("text:display")) == "none",
    )


def _levels(element: etree._Element) -> dict[int, ListLevel]:
    found: dict[int, ListLevel] = {}
    for child in element:
        level = whole_number(child.get(named("text:level")), 0, 10)
        scheme = child.get(named("style:num-format"))
        if not level or scheme is None:
            continue
        found[level] = ListLevel(
            scheme=_SCHEMES.get(scheme, "decimal"),
            prefix=child.get(named("style:num-prefix"), ""),
            suffix=child.get(named("style:num-suffix"), ""),
            shown_levels=whole_number(child.get(named("text:display-levels")), 1, 10),
            start=whole_number(child.get(named("text:start-value")), 1, 32_767),
        )
    return found
