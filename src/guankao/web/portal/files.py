"""Official documents as files: written anew from the kept text whenever somebody asks."""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from guankao import __version__
from guankao.documents import PerformanceReport
from guankao.documents import Plan as PlanDocument
from guankao.documents.book import plans_book
from guankao.documents.formats.pdf.book_writer import write_book
from guankao.documents.writing import FILE_FORMATS, file_format, title_of_document, write
from guankao.web.archive.queries import document_of
from guankao.web.planning.models import Plan


@dataclass(frozen=True)
class WrittenFile:
    """The bytes of a file, what a browser calls it, and how it is named."""

    data: bytes
    media_type: str
    name: str


@dataclass(frozen=True)
class Download:
    """A format that a document can be had in, for the list of a page."""

    form: str
    title_zh: str
    title_en: str


def downloads_of(kind: str) -> list[Download]:
    """The formats that there are for a kind of document, such as `plan`."""
    return [
        Download(one.name, one.title.zh, one.title.en)
        for one in FILE_FORMATS.values()
        if kind in one.kinds
    ]


def file_of_document(digest: str, form: str) -> WrittenFile:
    """A kept document in a format.

    Raises UnknownFileFormat or UnwritableDocument where there is no such file.
    """
    kind = file_format(form)
    document = document_of(digest)
    return WrittenFile(
        data=write(document, form),
        media_type=kind.media_type,
        name=f"{title_of_document(document)}{kind.suffix}",
    )


def file_of_report(report: PerformanceReport, form: str) -> WrittenFile:
    """A performance report in a format; what `file_of_document` raises."""
    kind = file_format(form)
    return WrittenFile(
        data=write(report, form),
        media_type=kind.media_type,
        name=f"{title_of_document(report)}{kind.suffix}",
    )


def file_version(digest: str) -> str:
    """The ETag of a document's files: program and text decide them, nothing else."""
    return hashlib.sha256(f"{__version__} {digest}".encode()).hexdigest()[:32]


_BINDING = threading.Lock()
"""One book at a time in each process: it is the largest piece of work that a page can ask for."""


def book_version(plans: Sequence[Plan]) -> str:
    """The ETag of a year's book: it changes when one of its plans does."""
    digests = " ".join(plan.content_digest for plan in plans)
    return file_version(digests)


def book_of(plans: Sequence[Plan]) -> Path:
    """The file of the book of these plans, bound once and kept until one of them changes."""
    path = Path(settings.PAPERS) / f"book-{book_version(plans)}.pdf"
    with _BINDING:
        if not path.is_file():
            _remove_older_books(path.parent)
            documents = [document_of(plan.content_digest) for plan in plans]
            _put(
                path,
                write_book(plans_book([one for one in documents if isinstance(one, PlanDocument)])),
            )
    return path


def _put(path: Path, data: bytes) -> None:
    """Write the file whole and only then give it its name: nobody is sent half a book."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix="binding-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    Path(name).replace(path)


KEPT_BOOKS = 10


def _remove_older_books(folder: Path) -> None:
    """Books of plans that have changed since are bound again when somebody asks for them."""
    books = sorted(folder.glob("book-*.pdf"), key=lambda book: book.stat().st_mtime)
    for book in books[: max(0, len(books) - KEPT_BOOKS + 1)]:
        book.unlink(missing_ok=True)
