"""Take a backup: read everything at one moment, while people go on writing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from guankao import __version__
from guankao.web.archive import files
from guankao.web.archive.models import KeptFile
from guankao.web.backup.manifest import (
    FORMAT,
    HEAD,
    MANIFEST,
    KeptFilePiece,
    Manifest,
    Table,
    Upload,
)
from guankao.web.backup.rows import columns_of, read_rows, tables
from guankao.web.importing import uploads
from guankao.web.importing.models import Import
from guankao.web.importing.states import State
from guankao.web.ledger.heads import Head, write_head
from guankao.web.ledger.queries import Break, take_head, verify

ATTEMPTS = 5
"""A file can be read, and so removed, between the moment of the database and its copying."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time that every piece bears: the same content is the same bytes."""
WAITS = (State.WAITING.value, State.READING.value)


@dataclass(frozen=True)
class Written:
    """What a backup holds. `breaks` says where the ledger was broken at that moment already."""

    manifest: Manifest
    head: Head
    breaks: tuple[Break, ...]


def write_backup(file: Path) -> Written:
    """Write a backup to a new file, which appears under its name only when it is whole.

    A broken ledger is backed up as well: what is left must not be lost with it.
    FileExistsError says that the name is taken; OSError that it cannot be written.
    """
    if file.exists():
        raise FileExistsError(file)
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")  # mode 0600
    try:
        with os.fdopen(descriptor, "w+b") as archive:
            content = _write(archive)
            archive.flush()
            os.fsync(archive.fileno())
        os.link(name, file)  # never over another, whoever came between
    finally:
        Path(name).unlink()
    return content


def digest_of_file(file: Path) -> str:
    """SHA-256 of a whole file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def applied_migrations() -> tuple[str, ...]:
    """The migrations of every room and library that the database went through."""
    applied = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(f"{app}.{name}" for app, name in applied))


def _write(archive: IO[bytes]) -> Written:
    with tempfile.TemporaryDirectory(prefix="guankao-backup-") as folder:
        for attempt in range(1, ATTEMPTS + 1):
            with _one_moment():
                missing = _hold_uploads(Path(folder))
                if missing and attempt < ATTEMPTS:
                    continue
                with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
                    manifest, head = _write_pieces(package, Path(folder), missing)
                    return Written(manifest, head, verify().breaks)
    raise AssertionError("the last attempt writes")


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction that sees one state of everything and hinders nobody.

    On SQLite the settings let a transaction take the lock of writers at once; this one only reads,
    and in WAL it keeps its state while others write.
    """
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        settings_of_connection = vars(connections[DEFAULT_DB_ALIAS])
        mode = settings_of_connection["transaction_mode"]
        settings_of_connection["transaction_mode"] = "DEFERRED"
        try:
            with transaction.atomic():
                yield
        finally:
            settings_of_connection["transaction_mode"] = mode
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _hold_uploads(folder: Path) -> list[str]:
    """Copy the files that wait to be read at this moment; give the names of those that are gone."""
    missing = []
    for key in Import.objects.filter(state__in=WAITS).values_list("pk", flat=True):
        path = uploads.path_of(key)
        copy = folder / path.name
        if copy.exists():
            continue
        try:
            shutil.copyfile(path, copy)
        except FileNotFoundError:
            missing.append(path.name)
    return sorted(missing)


def _write_pieces(
    package: zipfile.ZipFile, folder: Path, missing: list[str]
) -> tuple[Manifest, Head]:
    head = take_head()
    head_text = write_head(head).encode()
    lost: list[str] = []
    manifest = Manifest(
        format=FORMAT,
        guankao=__version__,
        made_at=timezone.now(),
        database="sqlite" if connection.vendor == "sqlite" else "postgresql",
        migrations=applied_migrations(),
        tables=tuple(_write_table(package, model) for model in tables()),
        uploads=tuple(_write_uploads(package, folder)),
        uploads_missing=tuple(missing),
        files=tuple(_write_files(package, lost)),
        files_missing=tuple(lost),
        head_digest=hashlib.sha256(head_text).hexdigest(),
    )
    _write_piece(package, HEAD, [head_text])
    _write_piece(package, MANIFEST, [manifest.text().encode()])
    return manifest, head


def _write_table(package: zipfile.ZipFile, model: type[models.Model]) -> Table:
    rows = 0

    def lines() -> Iterator[bytes]:
        nonlocal rows
        for row in read_rows(model):
            rows += 1
            yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

    label = model._meta.label_lower
    digest = _write_piece(package, f"tables/{label}.jsonl", lines())
    return Table(model=label, columns=tuple(columns_of(model)), rows=rows, digest=digest)


def _write_uploads(package: zipfile.ZipFile, folder: Path) -> Iterator[Upload]:
    waiting = {
        uploads.path_of(key).name
        for key in Import.objects.filter(state__in=WAITS).values_list("pk", flat=True)
    }
    for path in sorted(folder.iterdir()):
        if path.name not in waiting:
            continue  # held at an earlier attempt, and read since
        with path.open("rb") as content:
            digest = _write_piece(package, f"uploads/{path.name}", _pieces_of(content.read))
        yield Upload(name=path.name, size=path.stat().st_size, digest=digest)


def _write_files(package: zipfile.ZipFile, lost: list[str]) -> Iterator[KeptFilePiece]:
    """Files of evidence are never changed or removed, so no moment has to be held for them."""
    for name in KeptFile.objects.order_by("pk").values_list("pk", flat=True).iterator():
        try:
            size = files.path_of(name).stat().st_size
        except FileNotFoundError:
            lost.append(name)
            continue
        digest = _write_piece(package, f"files/{name}", files.pieces(name))
        yield KeptFilePiece(name=name, size=size, digest=digest)


def _pieces_of(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while piece := read(1 << 20):
        yield piece


def _write_piece(package: zipfile.ZipFile, name: str, content: Iterable[bytes]) -> str:
    """Write one piece and give its digest."""
    digest = hashlib.sha256()
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    with package.open(entry, "w", force_zip64=True) as member:
        for piece in content:
            digest.update(piece)
            member.write(piece)
    return digest.hexdigest()
