"""What can be asked of the archive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

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
    return document if document is not None else _read(KeptDocument.objects.get(digest=digest))


def documents_of(digests: Iterable[str]) -> dict[str, AnyDocument]:
    """The documents of these digests by one question; KeptDocument.DoesNotExist where one lacks."""
    wanted = set(digests)
    found = {one: document for one in wanted if (document := memory.documents.get(one)) is not None}
    missing = wanted - found.keys()
    if missing:
        kept = KeptDocument.objects.filter(digest__in=sorted(missing))
        found.update((one.digest, _read(one)) for one in kept)
    if len(found) < len(wanted):
        raise KeptDocument.DoesNotExist(f"not kept: {sorted(wanted - found.keys())[0]}")
    return found


def _read(kept: KeptDocument) -> AnyDocument:
    if hashlib.sha256(kept.content.encode()).hexdigest() != kept.digest:
        raise AlteredDocument(f"The kept text of {kept.identifier} was altered.")
    document = read_document(kept.content)
    memory.documents.put(kept.digest, document, weight=len(kept.content))
    return document
