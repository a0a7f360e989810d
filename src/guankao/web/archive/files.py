"""Where kept files stand: outside everything that is served, each by the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_DIGEST = re.compile(r"[0-9a-f]{64}")


def path_of(digest: str) -> Path:
    """Where the bytes of this digest stand; ValueError where it is no digest."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f"{digest[:80]!r} is no SHA-256.")
    return Path(settings.KEPT_FILES) / digest[:2] / digest


def put(data: bytes, *, digest: str | None = None) -> str:
    """Write the bytes so that the disk holds them and nobody else on the machine reads them.

    Gives their digest. Whoever writes the same bytes at the same moment writes the same file. It
    stands before the row that names it: a file without a row harms nobody, a row without a file
    would. `digest` is given where bytes are put back as they were, whole or not.
    """
    name = digest or hashlib.sha256(data).hexdigest()
    path = path_of(name)
    if path.exists() and is_whole(name):
        return name
    # `parents` would make the upper folder for everybody to look into.
    Path(settings.KEPT_FILES).mkdir(parents=True, exist_ok=True, mode=0o700)
    path.parent.mkdir(exist_ok=True, mode=0o700)
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".new-")  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return name


def is_whole(digest: str) -> bool:
    """Whether the bytes are there and are those of their digest."""
    found = hashlib.sha256()
    try:
        for piece in pieces(digest):
            found.update(piece)
    except FileNotFoundError:
        return False
    return found.hexdigest() == digest


def pieces(digest: str) -> Iterator[bytes]:
    """The bytes, a mebibyte at a time; FileNotFoundError where they are gone."""
    with path_of(digest).open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece
