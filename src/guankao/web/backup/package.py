"""Open a backup and read its pieces; each is compared with its digest as it is read."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from guankao.web.backup.manifest import (
    HEAD,
    LARGEST_MANIFEST,
    MANIFEST,
    KeptFilePiece,
    Manifest,
    Table,
    UnusableBackup,
    Upload,
    read_manifest,
)
from guankao.web.backup.rows import Json
from guankao.web.ledger.heads import Head, UnreadableHead, read_head

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
"""What reading a broken archive can raise."""


class Package:
    """An open backup."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.manifest = self._read_manifest()

    def check(self) -> None:
        """Read every piece and compare it with its digest, before anything is made of it."""
        for name in self.manifest.digests:
            for _line in self._lines(name):
                pass

    def head(self) -> Head:
        """What the newest entries of the ledger were."""
        try:
            return read_head(b"".join(self._lines(HEAD)).decode("utf-8"))
        except (UnreadableHead, UnicodeDecodeError) as problem:
            raise UnusableBackup(f"The head of its ledger cannot be read. {problem}") from problem

    def rows(self, table: Table) -> Iterator[list[Json]]:
        """The rows of a table, in their order."""
        for number, line in enumerate(self._lines(table.member), start=1):
            try:
                row = json.loads(line)
            except ValueError as problem:
                raise UnusableBackup(f"{table.member}, line {number} is damaged.") from problem
            yield row

    def bytes_of(self, piece: Upload | KeptFilePiece) -> bytes:
        """A file that waited to be read, or one of evidence."""
        return b"".join(self._lines(piece.member))

    def _read_manifest(self) -> Manifest:
        names = self._archive.namelist()
        if MANIFEST not in names:
            raise UnusableBackup("It is no backup of Guankao.")
        if self._archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise UnusableBackup("Its table of contents is too large.")
        if any(entry.flag_bits & 0x1 for entry in self._archive.infolist()):
            raise UnusableBackup("It is encrypted; open it with what encrypted it first.")
        manifest = read_manifest(self._archive.read(MANIFEST))
        wanted = {*manifest.digests, MANIFEST}
        if set(names) != wanted or len(names) != len(wanted):
            odd = sorted(wanted.symmetric_difference(names)) or sorted(names)
            raise UnusableBackup(f"Its pieces are not those of its table of contents: {odd[0]}.")
        return manifest

    def _lines(self, name: str) -> Iterator[bytes]:
        digest = hashlib.sha256()
        with self._archive.open(name) as member:
            for line in member:
                digest.update(line)
                yield line
        if digest.hexdigest() != self.manifest.digests[name]:
            raise UnusableBackup(f"{name} is damaged: its digest is not the one that was written.")


@contextmanager
def open_package(file: Path) -> Iterator[Package]:
    """Open a backup; whatever is wrong with the file is an UnusableBackup."""
    try:
        with zipfile.ZipFile(file) as archive:
            yield Package(archive)
    except DAMAGED as problem:
        raise UnusableBackup(f"It cannot be read: {problem}") from problem
