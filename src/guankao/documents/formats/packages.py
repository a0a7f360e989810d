"""Packages: the zipped parts that office formats are made of, always in the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_BEGINNING_OF_ZIP: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can name; the true one would change the bytes each day."""

_UNIX: Final = 3
_READABLE_FILE: Final = 0o100644 << 16


def write_package(parts: Mapping[str, bytes], *, stored: Iterable[str] = ()) -> bytes:
    """A zip file of the parts in their order, without times; those named in `stored` as they are.

    >>> write_package({"mimetype": b"text/plain"}, stored=("mimetype",))[30:48]
    b'mimetypetext/plain'
    """
    uncompressed = frozenset(stored)
    target = io.BytesIO()
    with ZipFile(target, "w") as package:
        for name, content in parts.items():
            entry = ZipInfo(name, _BEGINNING_OF_ZIP)
            entry.compress_type = ZIP_STORED if name in uncompressed else ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _READABLE_FILE
            package.writestr(entry, content)
    return target.getvalue()
