"""The formats that documents are written in, and what is said where that cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from guankao.documents.words import Words

_LAID_OUT: Final = frozenset({"plan", "action-plan", "performance-report", "guidelines"})
_EVERY: Final = _LAID_OUT | {"programme", "report"}


@dataclass(frozen=True, slots=True)
class FileKind:
    """A format by its word, the end of a file's name, what web servers call it, and its kinds.

    `kinds` are the kinds of document that can be written in it.
    """

    name: str
    suffix: str
    media_type: str
    title: Words
    kinds: frozenset[str]


def _formats(*kinds: FileKind) -> Mapping[str, FileKind]:
    return MappingProxyType({kind.name: kind for kind in kinds})


FILE_FORMATS: Final = _formats(
    FileKind(
        "odt",
        ".odt",
        "application/vnd.oasis.opendocument.text",
        Words("ODF 文書（ODT）", "Open document (ODT)"),
        _LAID_OUT,
    ),
    FileKind(
        "docx",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Words("Word 文書（DOCX）", "Word document (DOCX)"),
        _LAID_OUT,
    ),
    FileKind("pdf", ".pdf", "application/pdf", Words("PDF", "PDF"), _LAID_OUT),
    FileKind(
        "html",
        ".html",
        "text/html; charset=utf-8",
        Words("可列印網頁（HTML）", "Page to print (HTML)"),
        _LAID_OUT,
    ),
    FileKind(
        "xlsx",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Words("Excel 試算表（XLSX）", "Excel workbook (XLSX)"),
        _EVERY,
    ),
    FileKind(
        "ods",
        ".ods",
        "application/vnd.oasis.opendocument.spreadsheet",
        Words("ODF 試算表（ODS）", "Open workbook (ODS)"),
        _EVERY,
    ),
    FileKind(
        "csv",
        ".csv.zip",
        "application/zip",
        Words("CSV 表格（ZIP）", "CSV tables (ZIP)"),
        _EVERY,
    ),
    FileKind(
        "json",
        ".json",
        "application/json",
        Words("資料交換格式（JSON）", "Interchange format (JSON)"),
        _EVERY,
    ),
    FileKind(
        "stratml",
        ".stratml.xml",
        "application/xml",
        Words("StratML（ISO 17469-2）", "StratML (ISO 17469-2)"),
        frozenset({"plan", "performance-report"}),
    ),
)
"""By the word that names each on the command line and in addresses."""


class UnknownFileFormat(ValueError):
    """A word that names no format, with the words that do."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name!r} is not a format; choose {', '.join(FILE_FORMATS)}")


class UnwritableDocument(ValueError):
    """A document that a format has no place for, with the reason and the formats for its kind."""

    def __init__(self, kind: str, name: str, reason: str | None = None) -> None:
        self.kind = kind
        self.name = name
        able = [one.name for one in FILE_FORMATS.values() if kind in one.kinds and one.name != name]
        because = reason or f"a {kind} cannot be written as {name}"
        super().__init__(f"{because}; choose {', '.join(able)}")


def file_format(name: str) -> FileKind:
    """The format of a name.

    Raises:
        UnknownFileFormat: with the names there are.

    >>> file_format("odt").suffix
    '.odt'
    """
    if name not in FILE_FORMATS:
        raise UnknownFileFormat(name)
    return FILE_FORMATS[name]
