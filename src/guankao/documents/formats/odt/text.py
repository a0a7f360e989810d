"""The text of a paragraph of OpenDocument, and what hangs on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from lxml import etree

from guankao.documents.formats.characters import legible
from guankao.documents.formats.odt.names import named, whole_number
from guankao.documents.formats.odt.styles import Styles
from guankao.documents.notes import NoteCode

_BLANKS: Final = re.compile("[ \t\r\n]+")
_MOST_SPACES: Final = 200
_SOFT_PAGE_BREAK: Final = named("text:soft-page-break")
_SPAN: Final = named("text:span")

_LEFT_OUT: Final = {
    named("office:annotation"): NoteCode.COMMENTS_LEFT_OUT,
    named("draw:image"): NoteCode.PICTURES_LEFT_OUT,
    named("text:hidden-text"): NoteCode.HIDDEN_TEXT_LEFT_OUT,
}
_NO_TEXT: Final = frozenset(
    {
        named("office:annotation-end"),
        named("office:event-listeners"),
        named("svg:title"),
        named("svg:desc"),
        named("text:ruby-text"),
        named("text:page-number"),
        named("text:page-count"),
        named("text:script"),
        named("text:tracked-changes"),
    }
)


class ParagraphText:
    """The text of one paragraph as it is collected: blanks run together as in HTML.

    Attributes:
        page_breaks: pages that ended within the paragraph.
        notes: footnotes and endnotes, in their order.
        boxes: text boxes that are anchored in the paragraph.
        left_out: how many pieces of each kind were left out.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._pieces: list[str] = []
        self._blank = True
        self.page_breaks = 0
        self.notes: list[etree._Element] = []
        self.boxes: list[etree._Element] = []
        self.left_out: Counter[NoteCode] = Counter()

    @property
    def text(self) -> str:
        """What was collected."""
        whole = "".join(self._pieces)
        return legible(whole.rstrip(" ") if self._blank else whole)

    def add(self, element: etree._Element) -> None:
        """Collect the text within an element."""
        self._running(element.text)
        for child in element:
            self._child(child)
            self._running(child.tail)

    def _running(self, text: str | None) -> None:
        if not text:
            return
        text = _BLANKS.sub(" ", text)
        if self._blank:
            text = text.removeprefix(" ")
        if text:
            self._pieces.append(text)
            self._blank = text.endswith(" ")

    def _fixed(self, text: str) -> None:
        self._pieces.append(text)
        self._blank = False

    def _child(self, child: etree._Element) -> None:
        tag = child.tag
        if not isinstance(tag, str) or tag in _NO_TEXT:
            return
        if tag in _LEFT_OUT:
            self.left_out[_LEFT_OUT[tag]] += 1
        elif tag == _SOFT_PAGE_BREAK:
            self.page_breaks += 1
        elif tag == _SPAN and self._styles.hides(child.get(named("text:style-name"))):
            self.left_out[NoteCode.HIDDEN_TEXT_LEFT_OUT] += 1
        elif tag in _SIGNS:
            self._fixed(_SIGNS[tag](child))
        elif tag == named("text:note"):
            self.notes.append(child)
        elif tag == named("draw:text-box"):
            self.boxes.append(child)
        else:
            self.add(child)


def _spaces(element: etree._Element) -> str:
    return " " * whole_number(element.get(named("text:c")), 1, _MOST_SPACES)


_SIGNS: Final[dict[str, Callable[[etree._Element], str]]] = {
    named("text:s"): _spaces,
    named("text:tab"): lambda _: "\t",
    named("text:line-break"): lambda _: "\n",
}
