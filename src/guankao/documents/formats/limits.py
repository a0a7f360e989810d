"""How much a reader of files takes on: what is larger is refused, not tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of reading one file. The largest real plan needs a hundredth of most of them.

    Attributes:
        file_bytes: size of the file as it is given.
        part_bytes: size of one part of an ODT or DOCX when unpacked.
        package_bytes: size of all parts together, as the package declares them.
        package_parts: how many parts a package may hold.
        compression: how many times larger a part may be than what it was packed into; parts
            below one mebibyte are never refused for it.
        pages: pages of a PDF.
        characters: characters of text, of tables and paragraphs together.
        cells: places of all table grids together.
        columns: columns of one table.
        seconds: time of the whole reading; only the child process can hold it.
        memory_bytes: address space of the child process.
    """

    file_bytes: int = 64 * MEBIBYTE
    part_bytes: int = 64 * MEBIBYTE
    package_bytes: int = 512 * MEBIBYTE
    package_parts: int = 4_000
    compression: int = 150
    pages: int = 1_000
    characters: int = 20_000_000
    cells: int = 500_000
    columns: int = 200
    seconds: int = 120
    memory_bytes: int = 2048 * MEBIBYTE


DEFAULT_LIMITS: Final = Limits()
