"""Writing: one door from a document to a file of any format."""

from guankao.documents.writing.file_formats import (
    FILE_FORMATS,
    FileKind,
    UnknownFileFormat,
    UnwritableDocument,
    file_format,
)
from guankao.documents.writing.writer import paper_of, title_of_document, write

__all__ = [
    "FILE_FORMATS",
    "FileKind",
    "UnknownFileFormat",
    "UnwritableDocument",
    "file_format",
    "paper_of",
    "title_of_document",
    "write",
]
