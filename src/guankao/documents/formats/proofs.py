"""What a file of evidence (佐證資料) is, by its bytes; its name has to say the same.

Such a file is kept and handed out as it came, and never opened here beyond its table of contents.
So only formats are taken that people need as proof and that run nothing by themselves.
"""

from __future__ import annotations

import codecs
import re
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from guankao.documents.formats.containers import Package
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import DEFAULT_LIMITS
from guankao.documents.words import Words


class ProofFormat(StrEnum):
    """A format of evidence; the value is the end of its name."""

    PDF = "pdf"
    ODT = "odt"
    ODS = "ods"
    DOCX = "docx"
    XLSX = "xlsx"
    PNG = "png"
    JPEG = "jpg"
    CSV = "csv"
    TEXT = "txt"


MEDIA_TYPES: Final = MappingProxyType(
    {
        ProofFormat.PDF: "application/pdf",
        ProofFormat.ODT: "application/vnd.oasis.opendocument.text",
        ProofFormat.ODS: "application/vnd.oasis.opendocument.spreadsheet",
        ProofFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ProofFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ProofFormat.PNG: "image/png",
        ProofFormat.JPEG: "image/jpeg",
        ProofFormat.CSV: "text/csv",
        ProofFormat.TEXT: "text/plain",
    }
)
SUFFIXES: Final = MappingProxyType(
    {one.value: one for one in ProofFormat} | {"jpeg": ProofFormat.JPEG}
)
"""The ends of names that are taken."""


class ProofObstacle(StrEnum):
    """Why a file is not taken as evidence."""

    EMPTY = "empty"
    OTHER_FORMAT = "other-format"
    NOT_WHAT_IT_SAYS = "not-what-it-says"
    MACROS = "macros"
    DAMAGED = "damaged"


_SENTENCES: Final = MappingProxyType(
    {
        ProofObstacle.EMPTY: Words("檔案是空的。", "The file is empty."),
        ProofObstacle.OTHER_FORMAT: Words(
            "不收這種檔案。可收 PDF、ODT、ODS、DOCX、XLSX、PNG、JPEG、CSV、TXT。",
            "Files of this kind are not taken. These are: PDF, ODT, ODS, DOCX, XLSX, PNG, JPEG, "
            "CSV and TXT.",
        ),
        ProofObstacle.NOT_WHAT_IT_SAYS: Words(
            "檔名的副檔名是「.{suffix}」，內容卻不是。請改用正確的檔案或副檔名。",
            "The name ends in “.{suffix}”, and the content is something else. Choose the right "
            "file, or give it the right ending.",
        ),
        ProofObstacle.MACROS: Words(
            "檔案含有巨集，請另存為不含巨集的檔案。",
            "The file holds macros. Save it without them.",
        ),
        ProofObstacle.DAMAGED: Words(
            "檔案已損壞、加密或展開後過大，無法收件。",
            "The file is damaged, encrypted, or unpacks to too much.",
        ),
    }
)
_TEXTS: Final = frozenset({ProofFormat.CSV, ProofFormat.TEXT})
_ZIP: Final = b"PK\x03\x04"
_MACRO_PARTS: Final = re.compile(r"(?:^|/)(?:vbaProject\.bin|Basic/|Scripts/)", re.IGNORECASE)
_MARKUP: Final = re.compile(r"\s*<(?:\?xml|!doctype|html|svg|script|!--)", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_OPENDOCUMENT: Final = MappingProxyType(
    {MEDIA_TYPES[one]: one for one in (ProofFormat.ODT, ProofFormat.ODS)}
)
_OFFICE_OPEN: Final = MappingProxyType(
    {
        b"wordprocessingml.document.main+xml": ProofFormat.DOCX,
        b"spreadsheetml.sheet.main+xml": ProofFormat.XLSX,
    }
)


class RefusedProof(ValueError):
    """A file that is not taken as evidence.

    Attributes:
        obstacle: why, as a code.
        reason: why, in both languages.
    """

    def __init__(self, obstacle: ProofObstacle, **facts: str) -> None:
        self.obstacle = obstacle
        self.reason = _SENTENCES[obstacle].filled(facts)
        super().__init__(self.reason.en)


def proof_format(name: str, data: bytes) -> ProofFormat:
    """The format of a file of evidence, on which its name and its bytes agree; RefusedProof.

    >>> proof_format("名冊.PDF", b"%PDF-1.7").value
    'pdf'
    """
    _, dot, end = name.strip().rpartition(".")
    suffix = end.lower() if dot else ""
    said = SUFFIXES.get(suffix)
    if not data:
        raise RefusedProof(ProofObstacle.EMPTY)
    if said is None:
        raise RefusedProof(ProofObstacle.OTHER_FORMAT)
    agrees = _is_text(data) if said in _TEXTS else _format_of(data) is said
    if not agrees:
        raise RefusedProof(ProofObstacle.NOT_WHAT_IT_SAYS, suffix=suffix)
    return said


def _format_of(data: bytes) -> ProofFormat | None:
    if data.startswith(b"%PDF-"):
        return ProofFormat.PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        return ProofFormat.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return ProofFormat.JPEG
    if not data.startswith(_ZIP):
        return None
    try:
        return _package_format(Package(data, DEFAULT_LIMITS))
    except UnreadableFile:
        raise RefusedProof(ProofObstacle.DAMAGED) from None


def _package_format(package: Package) -> ProofFormat | None:
    if any(_MACRO_PARTS.search(name) for name in package.names):
        raise RefusedProof(ProofObstacle.MACROS)
    kind = package.part_if_there("mimetype")
    if kind is not None:
        return _OPENDOCUMENT.get(kind.decode("ascii", "replace").strip())
    types = package.part_if_there("[Content_Types].xml") or b""
    if b"macroEnabled" in types:
        raise RefusedProof(ProofObstacle.MACROS)
    return next((found for part, found in _OFFICE_OPEN.items() if part in types), None)


def _is_text(data: bytes) -> bool:
    """Whether the bytes are characters that a person reads, and no markup that a browser runs."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp950")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not _CONTROL.search(text) and not _MARKUP.match(text)
    return False
