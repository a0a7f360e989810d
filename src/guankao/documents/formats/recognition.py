"""What a file is, by its content: its name may say anything."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from guankao.documents.formats.containers import Package
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import MEBIBYTE, Limits
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.notes import Note, NoteCode


class FileFormat(StrEnum):
    """A format that is read."""

    ODT = "odt"
    DOCX = "docx"
    PDF = "pdf"
    TEXT = "txt"
    JSON = "json"
    STRATML = "stratml"


SUFFIXES: Final = MappingProxyType(
    {
        FileFormat.ODT: ("odt", "ott"),
        FileFormat.DOCX: ("docx", "docm", "dotx", "dotm"),
        FileFormat.PDF: ("pdf",),
        FileFormat.TEXT: ("txt", "text", "md", "tsv", "csv"),
        FileFormat.JSON: ("json", "jsonl"),
        FileFormat.STRATML: ("xml", "stratml"),
    }
)
"""The ends of names that fit each format."""

_PICTURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
)
_OTHER: Final = (
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x1f\x8b", "gzip"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
    (b"SQLite format 3", "SQLite"),
)
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_COMPOUND_KINDS: Final = (
    ("EncryptedPackage", None),
    ("WordDocument", "Word 97–2003, .doc"),
    ("Workbook", "Excel 97–2003, .xls"),
    ("PowerPoint Document", "PowerPoint 97–2003, .ppt"),
)
_OPENDOCUMENT: Final = "application/vnd.oasis.opendocument."
_MARKUP: Final = re.compile(rb"\s*(?:<\?xml|<!doctype|<html|<svg)", re.IGNORECASE)
_JSON: Final = re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*(?:[\[{\"\]]|-?\d))")
_PDF_BEGINS_WITHIN: Final = 1024
_SEARCHED: Final = 4 * MEBIBYTE


def recognise(data: bytes, limits: Limits) -> FileFormat:
    """The format of a file that can be read.

    Raises:
        UnreadableFile: empty, too large, or of a format that is not read, with what to do.
    """
    if not data:
        raise UnreadableFile(Obstacle.EMPTY)
    if len(data) > limits.file_bytes:
        raise UnreadableFile(
            Obstacle.TOO_LARGE, size=_mebibytes(len(data)), most=_mebibytes(limits.file_bytes)
        )
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _package_format(Package(data, limits))
    if data.startswith(_COMPOUND):
        raise _compound(data)
    if b"%PDF-" in data[:_PDF_BEGINS_WITHIN]:
        return FileFormat.PDF
    _refuse_others(data)
    start = data.removeprefix(codecs.BOM_UTF8)[:4096]
    if not start.strip():
        raise UnreadableFile(Obstacle.EMPTY)
    if b"<" in start and b"PerformancePlanOrReport" in start:
        return FileFormat.STRATML
    if _MARKUP.match(start):
        raise UnreadableFile(Obstacle.OTHER_FILE, format="XML/HTML")
    if _JSON.match(start):
        return FileFormat.JSON
    if b"\x00" in start and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableFile(Obstacle.UNKNOWN_FORMAT)
    return FileFormat.TEXT


def suffix_notes(name: str | None, found: FileFormat) -> tuple[Note, ...]:
    """A note where the end of a name says another format than the content.

    >>> [note.code.value for note in suffix_notes("計畫.pdf", FileFormat.ODT)]
    ['wrong-suffix']
    """
    _, dot, suffix = (name or "").rpartition(".")
    if not dot or suffix.lower() in SUFFIXES[found]:
        return ()
    facts = {"name": name or "", "format": found.value.upper()}
    return (Note(NoteCode.WRONG_SUFFIX, facts),)


def _package_format(package: Package) -> FileFormat:
    if "mimetype" in package:
        return _opendocument(package.part("mimetype").strip().decode("ascii", "replace"))
    if "[Content_Types].xml" in package:
        return _office_open(package.part("[Content_Types].xml"))
    if "content.xml" in package:
        return FileFormat.ODT
    raise UnreadableFile(Obstacle.OTHER_FILE, format="ZIP")


def _opendocument(kind: str) -> FileFormat:
    if not kind.startswith(_OPENDOCUMENT):
        raise UnreadableFile(Obstacle.OTHER_FILE, format=f"ZIP ({kind[:60]})")
    name = kind.removeprefix(_OPENDOCUMENT)
    if name in {"text", "text-template", "text-master"}:
        return FileFormat.ODT
    if name.startswith("spreadsheet"):
        raise UnreadableFile(Obstacle.SPREADSHEET, format="ODS")
    raise UnreadableFile(Obstacle.OTHER_FILE, format=f"OpenDocument {name[:30]}")


def _office_open(types: bytes) -> FileFormat:
    if b"wordprocessingml" in types or b"ms-word" in types:
        return FileFormat.DOCX
    if b"spreadsheetml" in types or b"ms-excel" in types:
        raise UnreadableFile(Obstacle.SPREADSHEET, format="XLSX")
    if b"presentationml" in types:
        raise UnreadableFile(Obstacle.OTHER_FILE, format="PPTX")
    raise UnreadableFile(Obstacle.OTHER_FILE, format="ZIP")


def _compound(data: bytes) -> UnreadableFile:
    """Why a compound file is not read: an old format of Office, or a new one with a password."""
    for name, kind in _COMPOUND_KINDS:
        if (
            name.encode("utf-16-le") in data[:_SEARCHED]
            or name.encode("utf-16-le") in data[-_SEARCHED:]
        ):
            if kind is None:
                return UnreadableFile(Obstacle.ENCRYPTED)
            return UnreadableFile(Obstacle.OLD_FORMAT, format=kind)
    return UnreadableFile(Obstacle.OLD_FORMAT, format="OLE")


def _refuse_others(data: bytes) -> None:
    if data.startswith(b"{\\rtf"):
        raise UnreadableFile(Obstacle.OLD_FORMAT, format="RTF")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        raise UnreadableFile(Obstacle.IMAGE, format="WebP")
    if data[4:12] in {b"ftypheic", b"ftypmif1", b"ftypavif"}:
        raise UnreadableFile(Obstacle.IMAGE, format="HEIF")
    for begin, kind in _PICTURES:
        # "BM" and "MZ" also begin words; a text holds no zero byte.
        if data.startswith(begin) and (len(begin) > 2 or b"\x00" in data[:64]):
            raise UnreadableFile(Obstacle.IMAGE, format=kind)
    for begin, kind in _OTHER:
        if data.startswith(begin) and (len(begin) > 2 or b"\x00" in data[:64]):
            raise UnreadableFile(Obstacle.OTHER_FILE, format=kind)


def _mebibytes(size: int) -> str:
    return f"{size / MEBIBYTE:,.1f} MiB"
