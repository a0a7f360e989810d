"""The one verb of the archive: keep."""

from __future__ import annotations

import hashlib

from django.db import connection
from django.utils import timezone

from guankao.documents import AnyDocument, write_document
from guankao.web.archive.models import KeptDocument


def digest_of(document: AnyDocument) -> str:
    """SHA-256 of the document as it is written; the same document has the same digest."""
    return hashlib.sha256(write_document(document).encode()).hexdigest()


def keep(document: AnyDocument) -> str:
    """Keep the text of a document, inside the transaction of the verb that stores it.

    Gives its digest. The same document twice is kept once. Raises RuntimeError outside a
    transaction: a text that stays while its plan is undone would be a version nobody made.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A document is kept inside the transaction that stores it.")
    content = write_document(document)
    digest = hashlib.sha256(content.encode()).hexdigest()
    KeptDocument.objects.get_or_create(
        digest=digest,
        defaults={
            "identifier": document.identifier,
            "content": content,
            "kept_at": timezone.now(),
        },
    )
    return digest
