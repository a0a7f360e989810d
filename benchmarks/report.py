"""What a benchmark says: its claim, its peer, tables and what was missed; printed and kept."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import databases

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "benchmarks.md"
PACKAGES = ("django", "granian", "gunicorn", "uvicorn", "psycopg", "datasette")


class NoPlace(RuntimeError):
    """The page has no place for these figures."""


@dataclass(frozen=True)
class Table:
    """A table of figures; the first column is words, the others stand to the right."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        ruler = ["---", *["---:"] * (len(self.columns) - 1)]
        return "\n".join(f"| {' | '.join(row)} |" for row in (self.columns, ruler, *self.rows))


@dataclass
class Report:
    """The figures of one benchmark."""

    name: str
    claim: str
    peer: str
    parts: list[str | Table] = field(default_factory=list)
    ratio: str = ""
    """The sentence that everything else supports."""
    misses: list[str] = field(default_factory=list)

    def markdown(self) -> str:
        told = [part.markdown() if isinstance(part, Table) else part for part in self.parts]
        misses = [f"Missed: {miss}" for miss in self.misses]
        return "\n\n".join(
            [f"Claim: {self.claim}", f"Peer: {self.peer}", *told, *misses, self.ratio]
        )


def figure(value: float) -> str:
    """Three digits tell all that such a measurement knows.

    >>> figure(1234.5), figure(12.345), figure(0.12345)
    ('1,234', '12.3', '0.123')
    """
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.{2 if abs(value) >= 1 else 3}f}"


def times(value: float) -> str:
    """A ratio.

    >>> times(1.256)
    '1.26 ×'
    """
    return f"{figure(value)} ×"


def machine() -> str:
    """Where and with what the figures were taken."""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    rows = [
        ("Date", f"{datetime.now(UTC):%Y-%m-%d}"),
        ("Guankao", version("guankao")),
        ("Processor", f"{_processor()}, {os.cpu_count()} cores"),
        ("Memory", f"{_memory_in_gigabytes()} GB"),
        ("System", f"{platform.system()} {platform.release()}"),
        ("Python", platform.python_version()),
        ("Packages", versions),
        ("SQLite", sqlite3.sqlite_version),
        ("PostgreSQL", _postgresql()),
        ("Load of the machine before (1, 5, 15 minutes)", load),
    ]
    return Table(("what", "which"), rows).markdown().replace("---:", "---")


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory_in_gigabytes() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)


def _postgresql() -> str:
    import psycopg

    address, reason = databases.server()
    if not address:
        return f"none ({reason})"
    with psycopg.connect(address) as connection:
        row = connection.execute("SHOW server_version").fetchone()
    return f"{row[0].split()[0]}, as installed" if row else "unknown"


def write(name: str, text: str) -> None:
    """Put figures between their marks in the page."""
    opening, closing = f"<!-- {name}: written by the benchmark -->", f"<!-- end of {name} -->"
    page = PAGE.read_text(encoding="utf-8")
    marked = re.compile(f"{re.escape(opening)}.*?{re.escape(closing)}", re.DOTALL)
    if not marked.search(page):
        raise NoPlace(f"{PAGE.name} has no marks for {name}.")
    block = f"{opening}\n\n{text}\n\n{closing}"
    PAGE.write_text(marked.sub(lambda _match: block, page), encoding="utf-8")
