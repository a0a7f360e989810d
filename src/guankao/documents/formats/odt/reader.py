"""Reading OpenDocument text into a paper."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from guankao.documents.formats.containers import Package
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import DEFAULT_LIMITS, Limits
from guankao.documents.formats.meter import Meter
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.formats.odt.body import Body
from guankao.documents.formats.odt.names import named, whole_number
from guankao.documents.formats.odt.styles import Styles
from guankao.documents.formats.sources import counted_notes, source_name
from guankao.documents.formats.xml_parts import parse_part
from guankao.documents.notes import Note, NoteCode
from guankao.documents.papers import Paper

_MACRO_FOLDERS = ("Basic/", "Scripts/", "Dialogs/")
_MOST_PAGES = 100_000


def read_paper(data: bytes, name: str | None = None, *, limits: Limits = DEFAULT_LIMITS) -> Paper:
    """The paper that an ODT file holds, with a mark on every paragraph, row and cell.

    Lines of marks count the paragraphs outside tables. Pages are given where the program that
    saved the file noted where each page ends, and its count of pages agrees.

    Raises:
        UnreadableFile: damaged, encrypted, or beyond the limits.
    """
    package = Package(data, limits)
    _refuse_encrypted(package)
    content = parse_part(package.part("content.xml"), "content.xml")
    roots = [content]
    if "styles.xml" in package:
        roots.append(parse_part(package.part("styles.xml"), "styles.xml"))
    body = content.find(f"{named('office:body')}/{named('office:text')}")
    if body is None:
        raise UnreadableFile(Obstacle.DAMAGED, detail="content.xml: office:text")
    styles, file = Styles(*roots), source_name(name)
    has_breaks = next(body.iter(named("text:soft-page-break")), None) is not None
    pages = _pages_stated(package)
    if pages == 1 and not has_breaks:
        pages = None  # programs that lay nothing out copy the count of their template
    walk = Body(styles, Meter(limits), file, 1 if has_breaks else None)
    blocks = tuple(walk.blocks(body))
    if walk.page is not None and pages is not None and walk.page != pages:
        # The breaks that the file notes and the pages that it counts contradict each other, as
        # they do where a table was never laid out on screen. A wrong page is worse than none.
        walk = Body(styles, Meter(limits), file, None)
        blocks = tuple(walk.blocks(body))
    return Paper(
        blocks=blocks,
        pages=pages or walk.page,
        file=file,
        notes=(*_macros(package), *counted_notes(walk.left_out + _ignored(package, content))),
    )


def _refuse_encrypted(package: Package) -> None:
    if "encrypted-package" in package:
        raise UnreadableFile(Obstacle.ENCRYPTED)
    manifest = package.part_if_there("META-INF/manifest.xml")
    if manifest is None:
        return
    encryption = named("manifest:encryption-data")
    if next(parse_part(manifest, "META-INF/manifest.xml").iter(encryption), None) is not None:
        raise UnreadableFile(Obstacle.ENCRYPTED)


def _pages_stated(package: Package) -> int | None:
    meta = package.part_if_there("meta.xml")
    if meta is None:
        return None
    statistic = next(parse_part(meta, "meta.xml").iter(named("meta:document-statistic")), None)
    if statistic is None:
        return None
    return whole_number(statistic.get(named("meta:page-count")), 0, _MOST_PAGES) or None


def _macros(package: Package) -> tuple[Note, ...]:
    if any(part.startswith(_MACRO_FOLDERS) for part in package.names):
        return (Note(NoteCode.MACROS_IGNORED),)
    return ()


def _ignored(package: Package, content: etree._Element) -> Counter[NoteCode]:
    """How many files are embedded, and how much is drawn in from outside."""
    counts: Counter[NoteCode] = Counter()
    counts[NoteCode.EMBEDDED_FILES_IGNORED] = sum(
        1 for part in package.names if part.endswith("/content.xml")
    )
    sources = (named("text:section-source"), named("text:dde-connection-decl"))
    counts[NoteCode.EXTERNAL_LINKS_IGNORED] = sum(1 for _ in content.iter(*sources))
    counts[NoteCode.EXTERNAL_LINKS_IGNORED] += sum(
        1
        for image in content.iter(named("draw:image"), named("draw:object"))
        if "://" in image.get(named("xlink:href"), "")
    )
    return counts
