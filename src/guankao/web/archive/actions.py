"""The one verb of the archive: keep, documents and files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from guankao.documents import AnyDocument, write_document
from guankao.web.archive import memory
from guankao.web.archive.models import KeptDocument, KeptFile


@dataclass(frozen=True)
class Written:
    """A document with its text and the digest of that: made once, before anything is locked."""

    document: AnyDocument
    content: str
    digest: str


def written(document: AnyDocument) -> Written:
    """Write a document as it is kept; the same document has the same digest."""
    content = write_document(document)
    return Written(document, content, hashlib.sha256(content.encode()).hexdigest())


def digest_of(document: AnyDocument) -> str:
    """SHA-256 of the document as it is written; the same document has the same digest."""
    return written(document).digest


def keep(document: AnyDocument | Written) -> str:
    """Keep the text of a document, inside the transaction of the verb that stores it.

    Gives its digest. The same document twice is kept once. Raises RuntimeError outside a
    transaction: a text that stays while its plan is undone would be a version nobody made.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A document is kept inside the transaction that stores it.")
    text = document if isinstance(document, Written) else written(document)
    kept = KeptDocument(
        digest=text.digest,
        identifier=text.document.identifier,
        content=text.content,
        kept_at=timezone.now(),
    )
    KeptDocument.objects.bulk_create([kept], ignore_conflicts=True)
    # Whoever saved a text asks for it next; where the transaction fails, nobody does.
    transaction.on_commit(
        lambda: memory.documents.put(text.digest, text.document, weight=len(text.content))
    )
    return text.digest


def keep_file(digest: str, *, size: int, media_type: str) -> KeptFile:
    """Keep a file whose bytes were put into `files` before, inside the transaction of the verb.

    The same file twice is kept once. Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A file is kept inside the transaction that stores it.")
    kept = KeptFile(digest=digest, size=size, media_type=media_type, kept_at=timezone.now())
    KeptFile.objects.bulk_create([kept], ignore_conflicts=True)
    return kept
