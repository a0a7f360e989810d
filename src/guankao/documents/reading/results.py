"""What reading a file gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from guankao.documents.formats.recognition import FileFormat
from guankao.documents.interpretation.results import Missing, Uncertain
from guankao.documents.kinds import AnyDocument
from guankao.documents.marks import Mark
from guankao.documents.notes import Note


@dataclass(frozen=True, slots=True)
class Reading:
    """The documents that a file holds, and an account of how they were found.

    Attributes:
        file: the file's name without its folder.
        format: what the content is.
        sha256: of the bytes that were read, in hexadecimal.
        pages: how many pages the file has, where it says so.
        documents: every document in the file, in its order.
        places: where each value stood, by `place_key`.
        found: how many pieces of each kind were found.
        missing: what such a document should hold and this one does not.
        uncertain: texts that could not be put in their place without guessing.
        notes: what the reader left out of the file, or took to be so.
    """

    file: str | None
    format: FileFormat
    sha256: str
    pages: int | None
    documents: tuple[AnyDocument, ...]
    places: Mapping[str, Mark] = field(default_factory=dict)
    found: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()
    uncertain: tuple[Uncertain, ...] = ()
    notes: tuple[Note, ...] = ()


class Stopped(Exception):
    """Reading was ended because the caller asked for it."""
