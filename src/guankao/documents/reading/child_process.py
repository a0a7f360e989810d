"""The child process: reads one file from standard input, and tells what it found.

Run as `python -m guankao.documents.reading.child_process`. The first line of its input holds the
name of the file, its size and the limits; the bytes follow. Each line of its output is a message.
"""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from importlib import import_module
from typing import Any, BinaryIO, Final, TextIO

from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import MEBIBYTE, Limits
from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.reading.in_process import paper_of, read_here, sheets_of
from guankao.documents.reading.paper_transport import paper_to_json
from guankao.documents.reading.transport import (
    error_to_json,
    line,
    reading_to_json,
    sheets_to_json,
)

READERS: Final = (
    "guankao.documents.formats.docx.reader",
    "guankao.documents.formats.ods.reader",
    "guankao.documents.formats.odt.reader",
    "guankao.documents.formats.pdf.reader",
    "guankao.documents.formats.plain_text.reader",
    "guankao.documents.formats.records",
    "guankao.documents.formats.stratml",
    "guankao.documents.formats.xlsx.reader",
    "guankao.documents.interpretation",
)
"""What reading needs and imports only when it is needed."""


def restrain(limits: Limits) -> None:
    """Let the system hold this process to its limits; where it cannot, the parent still can.

    The process may write no file and leave no core, whatever a library in it is made to do.
    """
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    bounds = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, wanted in bounds.items():
        _, most = resource.getrlimit(what)
        bound = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        # At its own limit of time a process gets a signal that says so, above it only the kill.
        above = bound + (what == resource.RLIMIT_CPU)
        above = above if most == resource.RLIM_INFINITY else min(above, most)
        resource.setrlimit(what, (bound, above))


def main(source: BinaryIO, told: TextIO) -> None:
    """Read one request and answer it."""
    request = json.loads(source.readline())
    known = {field.name for field in fields(Limits)}
    limits = Limits(**{name: value for name, value in request["limits"].items() if name in known})
    # Everything is loaded while files may still be written: Python keeps what it compiled.
    for reader in READERS:
        import_module(reader)
    restrain(limits)
    data = source.read(request["size"])
    try:
        told.write(_answer(data, request, limits, told))
    except MemoryError:
        most = f"{limits.memory_bytes // MEBIBYTE:,} MiB"
        error = UnreadableFile(Obstacle.TOO_MUCH_MEMORY, most=most)
        told.write(_error(error))
    told.flush()


def _answer(data: bytes, request: dict[str, Any], limits: Limits, told: TextIO) -> str:
    last = ("", -1)

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal last
        share = 100 * done // total if total > 0 else 0
        if (stage, share) != last:
            last = (stage, share)
            told.write(line("progress", [stage, done, total]))
            told.flush()

    try:
        if request["wanted"] == "paper":
            paper = paper_of(data, request["name"], progress=tell, limits=limits)
            return line("paper", paper_to_json(paper))
        if request["wanted"] == "sheets":
            return line("sheets", sheets_to_json(sheets_of(data, limits=limits)))
        reading = read_here(data, request["name"], progress=tell, limits=limits)
        return line("reading", reading_to_json(reading))
    except UnreadableFile as error:
        return _error(error)
    except RecursionError:
        return _error(UnreadableFile(Obstacle.BROKE_THE_READER, detail="nesting"))


def _error(error: UnreadableFile) -> str:
    return line("error", error_to_json(error))


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout)
