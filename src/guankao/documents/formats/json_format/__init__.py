"""The interchange format: documents as JSON, lossless in and out."""

from guankao.documents.formats.json_format.reader import (
    Problem,
    UnreadableDocument,
    read_document,
)
from guankao.documents.formats.json_format.writer import write_document

__all__ = ["Problem", "UnreadableDocument", "read_document", "write_document"]
