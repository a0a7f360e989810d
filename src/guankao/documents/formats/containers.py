"""Packages: the ZIP files that ODT and DOCX are, opened in memory and within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import MEBIBYTE, Limits
from guankao.documents.formats.obstacles import Obstacle

_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 0x1
_LONGEST_SHOWN: Final = 80


class Package:
    """The parts of a ZIP file by name. Nothing is unpacked but what is asked for, into memory.

    A package inside a package is never opened. Names are checked all the same: one that climbs
    out of its folder or stands twice is the work of someone who wants two readers to disagree.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError):
            raise UnreadableFile(Obstacle.DAMAGED, detail="ZIP") from None
        parts = self._archive.infolist()
        if len(parts) > limits.package_parts:
            raise UnreadableFile(
                Obstacle.UNPACKS_TOO_LARGE, detail=f"{len(parts):,} > {limits.package_parts:,}"
            )
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for part in parts:
            _check_name(part.filename)
            if part.filename in self._parts:
                raise UnreadableFile(Obstacle.DAMAGED, detail=_shown(part.filename))
            self._parts[part.filename] = part
        total = sum(part.file_size for part in parts)
        if total > limits.package_bytes:
            raise UnreadableFile(Obstacle.UNPACKS_TOO_LARGE, detail=_mebibytes(total))

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the package's order."""
        return tuple(self._parts)

    def part(self, name: str) -> bytes:
        """The content of a part, or UnreadableFile where it is missing, damaged or too large."""
        found = self._parts.get(name)
        if found is None:
            raise UnreadableFile(Obstacle.DAMAGED, detail=_shown(name))
        if found.flag_bits & _ENCRYPTED:
            raise UnreadableFile(Obstacle.ENCRYPTED)
        if found.compress_type not in _METHODS:
            raise UnreadableFile(Obstacle.DAMAGED, detail=_shown(name))
        self._check_size(found)
        try:
            # The size was checked as declared; asking for just that many bytes unpacks no more,
            # where `ZipFile.read` would unpack whatever a lying package holds.
            with self._archive.open(found) as unpacked:
                return unpacked.read(found.file_size)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            ValueError,
            OSError,
            RuntimeError,
        ):
            raise UnreadableFile(Obstacle.DAMAGED, detail=_shown(name)) from None

    def part_if_there(self, name: str) -> bytes | None:
        """The content of a part that a package need not have."""
        return self.part(name) if name in self._parts else None

    def _check_size(self, part: zipfile.ZipInfo) -> None:
        ratio = part.file_size / max(part.compress_size, 1)
        suspicious = part.file_size > MEBIBYTE and ratio > self._limits.compression
        if part.file_size > self._limits.part_bytes or suspicious:
            detail = f"{_shown(part.filename)} {_mebibytes(part.file_size)}"
            raise UnreadableFile(Obstacle.UNPACKS_TOO_LARGE, detail=detail)


def _check_name(name: str) -> None:
    steps = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0] or len(name) > 500:
        raise UnreadableFile(Obstacle.DAMAGED, detail=_shown(name))


def _shown(name: str) -> str:
    visible = "".join(character if character.isprintable() else "?" for character in name)
    return visible if len(visible) <= _LONGEST_SHOWN else visible[:_LONGEST_SHOWN] + "…"


def _mebibytes(size: int) -> str:
    return f"{size / MEBIBYTE:,.0f} MiB"
