"""Elements of WordprocessingML that only wrap others, and those that were deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree

from guankao.documents.formats.docx.names import named
from guankao.documents.notes import NoteCode

_TRANSPARENT: Final = frozenset(
    named(name)
    for name in ("w:customXml", "w:smartTag", "w:sdtContent", "w:ins", "w:moveTo", "w:fldSimple")
) | {named("w:hyperlink"), named("w:dir"), named("w:bdo"), named("mc:Choice")}
_DELETED: Final = frozenset({named("w:del"), named("w:moveFrom")})
_CONTENTS: Final = frozenset({"Table of Contents", "Bibliographies"})


def unwrapped(container: etree._Element, left_out: Counter[NoteCode]) -> Iterator[etree._Element]:
    """The children of an element as if nothing wrapped them, without what was deleted."""
    for child in container:
        tag = child.tag
        if tag in _DELETED:
            left_out[NoteCode.CHANGES_ACCEPTED] += 1
        elif tag == named("w:sdt"):
            yield from _control(child, left_out)
        elif tag == named("mc:AlternateContent"):
            chosen = child.find(named("mc:Choice"))
            chosen = child.find(named("mc:Fallback")) if chosen is None else chosen
            if chosen is not None:
                yield from unwrapped(chosen, left_out)
        elif tag in _TRANSPARENT:
            if tag in {named("w:ins"), named("w:moveTo")}:
                left_out[NoteCode.CHANGES_ACCEPTED] += 1
            yield from unwrapped(child, left_out)
        else:
            yield child


def _control(control: etree._Element, left_out: Counter[NoteCode]) -> Iterator[etree._Element]:
    """What a content control holds, unless it is an index or only asks to be filled in."""
    properties = control.find(named("w:sdtPr"))
    if properties is not None:
        if properties.find(named("w:showingPlcHdr")) is not None:
            return
        gallery = next(properties.iter(named("w:docPartGallery")), None)
        if gallery is not None and gallery.get(named("w:val")) in _CONTENTS:
            left_out[NoteCode.INDEX_LEFT_OUT] += 1
            return
    content = control.find(named("w:sdtContent"))
    if content is not None:
        yield from unwrapped(content, left_out)
