"""What can be asked of the archive."""

from __future__ import annotations

import hashlib

from guankao.documents import AnyDocument, read_document
from guankao.web.archive import memory
from guankao.web.archive.models import KeptDocument


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
