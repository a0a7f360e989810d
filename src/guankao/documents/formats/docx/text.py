"""The text of a paragraph of WordprocessingML, and what hangs on it."""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml import etree

from guankao.documents.formats.characters import legible
from guankao.documents.formats.docx.names import named
from guankao.documents.formats.docx.styles import Styles, hides
from guankao.documents.formats.docx.wrappers import unwrapped
from guankao.documents.notes import NoteCode

_PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_SIGNS: Final = {
    named("w:tab"): "\t",
    named("w:ptab"): "\t",
    named("w:cr"): "\n",
    named("w:noBreakHyphen"): "-",
}
_NOTE_REFERENCES: Final = {
    named("w:footnoteReference"): "footnote",
    named("w:endnoteReference"): "endnote",
}
_DRAWINGS: Final = frozenset({named("w:drawing"), named("w:pict"), named("w:object")})


class Fields:
    """Fields such as PAGE or TOC that are open: their instructions are no text.

    A field may begin in one paragraph and end in another, so this outlives the paragraph.
    """

    def __init__(self) -> None:
        self._open: list[str] = []
        self.contents = 0

    def sign(self, kind: str | None) -> None:
        """Take note of the beginning, the middle or the end of a field."""
        if kind == "begin":
            self._open.append("instruction")
        elif kind == "separate" and self._open:
            if self._open[-1] != "contents":
                self._open[-1] = "result"
        elif kind == "end" and self._open:
            self._open.pop()

    def instruct(self, text: str) -> None:
        """Take note of an instruction: a table of contents is left out as a whole."""
        if self._open and text.split()[:1] in (["TOC"], ["INDEX"], ["TOA"]):
            self._open[-1] = "contents"
            self.contents += 1

    @property
    def hidden(self) -> bool:
        """Whether text at this place is an instruction or an index."""
        return any(state != "result" for state in self._open)


class ParagraphText:
    """The text of one paragraph as it is collected.

    Attributes:
        page_breaks: pages that ended within the paragraph, as the program last laid it out.
        notes: kind and identifier of each footnote and endnote, in their order.
        boxes: text boxes that are anchored in the paragraph.
        left_out: how many pieces of each kind were left out.
    """

    def __init__(self, styles: Styles, fields: Fields) -> None:
        self._styles = styles
        self._fields = fields
        self._pieces: list[str] = []
        self.page_breaks = 0
        self.notes: list[tuple[str, str]] = []
        self.boxes: list[etree._Element] = []
        self.left_out: Counter[NoteCode] = Counter()

    @property
    def text(self) -> str:
        """What was collected."""
        return legible("".join(self._pieces))

    def add(self, element: etree._Element) -> None:
        """Collect the text of the runs within an element."""
        for child in unwrapped(element, self.left_out):
            if child.tag == named("w:r"):
                self._run(child)
            elif child.tag in {named("m:oMath"), named("m:oMathPara")}:
                self._put("".join(text.text or "" for text in child.iter(named("m:t"))))
            elif child.tag == named("w:ruby"):
                self._ruby(child)

    def _run(self, run: etree._Element) -> None:
        properties = run.find(named("w:rPr"))
        style = None if properties is None else properties.find(named("w:rStyle"))
        name = None if style is None else style.get(named("w:val"))
        hidden = hides(properties) or self._styles.hides(name)
        for child in unwrapped(run, self.left_out):
            if hidden and child.tag == named("w:t"):
                self.left_out[NoteCode.HIDDEN_TEXT_LEFT_OUT] += 1
            else:
                self._piece(child)

    def _piece(self, piece: etree._Element) -> None:
        tag = piece.tag
        if tag == named("w:t"):
            text = piece.text or ""
            self._put(text if piece.get(_PRESERVE) == "preserve" else text.strip(" \t\r\n"))
        elif tag in _SIGNS:
            self._put(_SIGNS[tag])
        elif tag == named("w:br"):
            if piece.get(named("w:type"), "textWrapping") == "textWrapping":
                self._put("\n")
        elif tag == named("w:lastRenderedPageBreak"):
            self.page_breaks += 1
        elif tag == named("w:fldChar"):
            self._fields.sign(piece.get(named("w:fldCharType")))
        elif tag == named("w:instrText"):
            self._fields.instruct(piece.text or "")
        elif tag == named("w:sym"):
            self._put(_symbol(piece))
        elif tag == named("w:ruby"):
            self._ruby(piece)
        elif tag in _NOTE_REFERENCES:
            self.notes.append((_NOTE_REFERENCES[tag], piece.get(named("w:id"), "")))
        elif tag == named("w:commentReference"):
            self.left_out[NoteCode.COMMENTS_LEFT_OUT] += 1
        elif tag in _DRAWINGS:
            self._drawing(piece)

    def _put(self, text: str) -> None:
        if text and not self._fields.hidden:
            self._pieces.append(text)

    def _ruby(self, ruby: etree._Element) -> None:
        base = ruby.find(named("w:rubyBase"))
        if base is not None:
            self.add(base)

    def _drawing(self, drawing: etree._Element) -> None:
        boxes = list(drawing.iter(named("w:txbxContent")))
        # A box inside a box comes with the outer one.
        self.boxes += [box for box in boxes if not _is_inside(box, boxes)]
        if not boxes:
            self.left_out[NoteCode.PICTURES_LEFT_OUT] += 1


def _is_inside(box: etree._Element, boxes: list[etree._Element]) -> bool:
    outer = {id(other) for other in boxes}
    return any(
        id(ancestor) in outer or ancestor.tag == named("mc:Fallback")
        for ancestor in box.iterancestors()
        if ancestor.tag in {named("w:txbxContent"), named("mc:Fallback")}
    )


def _symbol(piece: etree._Element) -> str:
    """A sign of a symbol font: those that stand in the private area mean nothing outside it."""
    try:
        code = int(piece.get(named("w:char"), ""), 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 else ""
