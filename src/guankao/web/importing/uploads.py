"""The bytes of a file between the moment it was handed in and the moment it was read."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import uuid
from pathlib import Path

from django.conf import settings

LARGEST_FILE = 20 * 1024 * 1024
"""In bytes. The longest plan of a ministry is a tenth of that."""


def path_of(key: uuid.UUID) -> Path:
    """Where the bytes stand: named by the import, never by what a person called the file."""
    return Path(settings.UPLOADS) / f"{key}.upload"


def put(key: uuid.UUID, data: bytes) -> None:
    """Write the bytes so that nobody else on the machine reads them."""
    path = path_of(key)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def put_back(name: str, data: bytes) -> Path:
    """Write the bytes out of a backup, and say where; FileExistsError says that they are there."""
    key = uuid.UUID(name.removesuffix(".upload"))
    put(key, data)
    return path_of(key)


def get(key: uuid.UUID) -> bytes:
    """The bytes; FileNotFoundError says that they were read or removed before."""
    return path_of(key).read_bytes()


def keys_by_time() -> dict[uuid.UUID, dt.datetime]:
    """The imports whose bytes are there, and when these were written."""
    found = {}
    for path in Path(settings.UPLOADS).glob("*.upload"):
        with contextlib.suppress(FileNotFoundError, ValueError):
            written_at = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
            found[uuid.UUID(path.stem)] = written_at
    return found


def remove(key: uuid.UUID) -> None:
    """Forget the bytes; twice is once."""
    path_of(key).unlink(missing_ok=True)
