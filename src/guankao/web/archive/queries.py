"""What can be asked of the archive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

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
    return _remembered(KeptDocument.objects.get(digest=digest))


def documents_of(digests: Iterable[str]) -> Mapping[str, AnyDocument]:
    """The documents of many digests by one question at most; a digest without one is left out."""
    wanted = set(digests)
    found = {one: document for one in wanted if (document := memory.documents.get(one)) is not None}
    missing = wanted - set(found)
    if missing:
        for kept in KeptDocument.objects.filter(digest__in=missing):
            found[kept.digest] = _remembered(kept)
    return found


def _remembered(kept: KeptDocument) -> AnyDocument:
    if hashlib.sha256(kept.content.encode()).hexdigest() != kept.digest:
        raise AlteredDocument(f"The kept text of {kept.identifier} was altered.")
    document = read_document(kept.content)
    memory.documents.put(kept.digest, document, weight=len(kept.content))
    return document
