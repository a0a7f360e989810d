"""What can be asked of the archive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

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
    return _read(KeptDocument.objects.get(digest=digest))


def documents_of(digests: Iterable[str]) -> dict[str, AnyDocument]:
    """Documents by their digests, asked of the database at once; what is not kept is left out."""
    wanted = set(digests)
    found = {
        digest: document
        for digest in wanted
        if (document := memory.documents.get(digest)) is not None
    }
    for kept in KeptDocument.objects.filter(digest__in=wanted - found.keys()):
        found[kept.digest] = _read(kept)
    return found


def _read(kept: KeptDocument) -> AnyDocument:
    """The document of a row, remembered; AlteredDocument."""
    if hashlib.sha256(kept.content.encode()).hexdigest() != kept.digest:
        raise AlteredDocument(f"The kept text of {kept.identifier} was altered.")
    document = read_document(kept.content)
    memory.documents.put(kept.digest, document, weight=len(kept.content))
    return document


def broken_files() -> Iterator[str]:
    """The digests of kept files whose bytes are gone, or are others by now."""
    for digest in KeptFile.objects.order_by("pk").values_list("pk", flat=True).iterator():
        if not files.is_whole(digest):
            yield digest
