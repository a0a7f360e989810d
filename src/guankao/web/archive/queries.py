"""What can be asked of the archive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from guankao.documents import AnyDocument, read_document
from guankao.web.archive import files, memory
from guankao.web.archive.models import KeptDocument, KeptFile


class AlteredDocument(RuntimeError):
    """A kept text that is no longer what its digest says: somebody changed the table by hand."""


def document_of(digest: str) -> AnyDocument:
    """The document of this digest; KeptDocument.DoesNotExist says that there is none.

    What was read lately is not asked of the database again: a digest names one text for ever.
    """
    document = memory.documents.get(digest)
    if document is not None:
        return document
    kept = KeptDocument.objects.get(digest=digest)
    if hashlib.sha256(kept.content.encode()).hexdigest() != digest:
        raise AlteredDocument(f"The kept text of {kept.identifier} was altered.")
    document = read_document(kept.content)
    memory.documents.put(digest, document, weight=len(kept.content))
    return document


def broken_files() -> Iterator[str]:
    """The digests of kept files whose bytes are gone, or are others by now."""
    for digest in KeptFile.objects.order_by("pk").values_list("pk", flat=True).iterator():
        if not files.is_whole(digest):
            yield digest
