"""What a backup says of itself: which program, which tables, and the digest of every piece."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

FORMAT: Literal["guankao-backup-1"] = "guankao-backup-1"
MANIFEST = "manifest.json"
HEAD = "ledger-head.txt"
LARGEST_MANIFEST = 16 * 1024 * 1024

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Label = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$", max_length=200)]
UploadName = Annotated[str, StringConstraints(pattern=r"^[0-9a-f-]{36}\.upload$")]


class UnusableBackup(ValueError):
    """A file that is no backup, is damaged, or was made by another version; nothing was changed."""


class _Piece(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Table(_Piece):
    """The rows of one table, one JSON array a line, in the order of the primary key."""

    model: Label
    columns: tuple[str, ...]
    rows: Annotated[int, Field(ge=0)]
    digest: Digest

    @property
    def member(self) -> str:
        return f"tables/{self.model}.jsonl"


class Upload(_Piece):
    """A file that waits to be read."""

    name: UploadName
    size: Annotated[int, Field(ge=0)]
    digest: Digest

    @property
    def member(self) -> str:
        return f"uploads/{self.name}"


class KeptFilePiece(_Piece):
    """A file of evidence, which is named by its SHA-256; `digest` is that of what was there."""

    name: Digest
    size: Annotated[int, Field(ge=0)]
    digest: Digest

    @property
    def member(self) -> str:
        return f"files/{self.name}"


class Manifest(_Piece):
    """The table of contents. Everything else in the backup is named here, with its digest."""

    format: Literal["guankao-backup-1"]
    guankao: str
    made_at: dt.datetime
    database: Literal["sqlite", "postgresql"]
    """Where it comes from; it can be put back into either."""
    migrations: tuple[str, ...]
    tables: tuple[Table, ...]
    uploads: tuple[Upload, ...]
    uploads_missing: tuple[UploadName, ...]
    """Of files that should have been there and were not, when the backup was made."""
    files: tuple[KeptFilePiece, ...] = ()
    files_missing: tuple[Digest, ...] = ()
    """Files of evidence that were not on the disk."""
    head_digest: Digest
    """Of the ledger's head, which is a piece of its own."""

    @property
    def files_altered(self) -> tuple[str, ...]:
        """Files of evidence whose bytes were not those of their name any more."""
        return tuple(file.name for file in self.files if file.name != file.digest)

    @property
    def digests(self) -> dict[str, str]:
        """The digest of every piece by its name in the archive."""
        return {
            **{table.member: table.digest for table in self.tables},
            **{upload.member: upload.digest for upload in self.uploads},
            **{file.member: file.digest for file in self.files},
            HEAD: self.head_digest,
        }

    def text(self) -> str:
        return self.model_dump_json(indent=2) + "\n"


def read_manifest(text: bytes) -> Manifest:
    """Read a manifest, or raise UnusableBackup."""
    if not re.search(rb'"format": *"guankao-backup-', text[:200]):
        raise UnusableBackup("It is no backup of Guankao.")
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as problem:
        raise UnusableBackup(
            "Its table of contents cannot be read; it may be of a newer Guankao."
        ) from problem
