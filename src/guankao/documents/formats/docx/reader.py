"""Reading Office Open XML text into a paper."""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml import etree

from guankao.documents.formats.containers import Package
from guankao.documents.formats.docx.body import Body, Footnotes, Source
from guankao.documents.formats.docx.names import named, transitional, whole_number
from guankao.documents.formats.docx.numbering import Numbering
from guankao.documents.formats.docx.styles import Styles
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import DEFAULT_LIMITS, Limits
from guankao.documents.formats.meter import Meter
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.formats.sources import counted_notes, source_name
from guankao.documents.formats.xml_parts import parse_part
from guankao.documents.notes import Note, NoteCode
from guankao.documents.papers import Paper

_MAIN: Final = "/officeDocument"
_MOST_PAGES: Final = 100_000


def read_paper(data: bytes, name: str | None = None, *, limits: Limits = DEFAULT_LIMITS) -> Paper:
    """The paper that a DOCX file holds, with a mark on every paragraph, row and cell.

    Lines of marks count the paragraphs outside tables. Pages are given where the program that
    saved the file noted where each page ends, and its count of pages agrees.

    Raises:
        UnreadableFile: damaged, encrypted, or beyond the limits.
    """
    package = Package(data, limits)
    main = _main_part(package)
    root = _part(package, main)
    body = root.find(named("w:body"))
    if body is None:
        raise UnreadableFile(Obstacle.DAMAGED, detail=f"{main}: w:body")
    folder = main.rpartition("/")[0]
    styles = Styles(_part_if_there(package, f"{folder}/styles.xml"))
    footnotes = _footnotes(package, folder)
    file = source_name(name)
    macros, ignored = _macros(package), _ignored_parts(package)
    has_breaks = next(body.iter(named("w:lastRenderedPageBreak")), None) is not None
    pages = _pages_stated(package)
    if pages == 1 and not has_breaks:
        pages = None  # programs that lay nothing out copy the count of their template

    def walked(page: int | None) -> tuple[Body, Paper]:
        numbering = Numbering(_part_if_there(package, f"{folder}/numbering.xml"))
        walk = Body(Source(file, styles, numbering, footnotes), Meter(limits), page)
        blocks = tuple(walk.blocks(body))
        notes = (*macros, *counted_notes(walk.left_out + ignored))
        return walk, Paper(blocks, pages=pages or walk.page, file=file, notes=notes)

    walk, paper = walked(1 if has_breaks else None)
    if walk.page is not None and pages is not None and walk.page != pages:
        # The breaks noted and the pages counted contradict each other: a wrong page is worse
        # than none.
        _, paper = walked(None)
    return paper


def _part(package: Package, name: str) -> etree._Element:
    return parse_part(transitional(package.part(name)), name)


def _part_if_there(package: Package, name: str) -> etree._Element | None:
    return _part(package, name) if name in package else None


def _main_part(package: Package) -> str:
    """The name of the part that holds the text, as the package's relationships say."""
    relations = _part_if_there(package, "_rels/.rels")
    for relation in () if relations is None else relations.iter(named("rel:Relationship")):
        if relation.get("Type", "").endswith(_MAIN):
            target = relation.get("Target", "").lstrip("/")
            if target in package:
                return target
    return "word/document.xml"


def _footnotes(package: Package, folder: str) -> Footnotes:
    found: dict[tuple[str, str], etree._Element] = {}
    for kind in ("footnote", "endnote"):
        root = _part_if_there(package, f"{folder}/{kind}s.xml")
        for note in () if root is None else root.iter(named(f"w:{kind}")):
            # Separators between text and notes are kept as notes with a type.
            if note.get(named("w:type"), "normal") == "normal":
                found[kind, note.get(named("w:id"), "")] = note
    return found


def _pages_stated(package: Package) -> int | None:
    root = _part_if_there(package, "docProps/app.xml")
    pages = None if root is None else root.findtext(named("ep:Pages"))
    return whole_number(pages, 0, _MOST_PAGES) or None


def _macros(package: Package) -> tuple[Note, ...]:
    if any(part.lower().endswith("vbaproject.bin") for part in package.names):
        return (Note(NoteCode.MACROS_IGNORED),)
    return ()


def _ignored_parts(package: Package) -> Counter[NoteCode]:
    """How many files are embedded, and how much is drawn in from outside."""
    counts: Counter[NoteCode] = Counter()
    counts[NoteCode.EMBEDDED_FILES_IGNORED] = sum(
        1 for part in package.names if "/embeddings/" in part
    )
    for part in package.names:
        if not part.endswith(".rels"):
            continue
        for relation in _part(package, part).iter(named("rel:Relationship")):
            outside = relation.get("TargetMode") == "External"
            # A link that a person may follow is no data that the document draws in.
            if outside and not relation.get("Type", "").endswith("/hyperlink"):
                counts[NoteCode.EXTERNAL_LINKS_IGNORED] += 1
    return counts
