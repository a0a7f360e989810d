"""Databases made for a benchmark and thrown away after it: SQLite files, and PostgreSQL's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

LOCAL_SERVER = "postgresql://postgres@127.0.0.1:5432/postgres"
FILLING_MAY_TAKE = 1800
"""Seconds; the largest country takes a quarter of it on two slow cores."""

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@dataclass(frozen=True)
class Database:
    """One database with a data directory beside it, which is all that a server needs."""

    kind: str
    directory: Path
    address: str
    """DATABASE_URL; empty for the SQLite file in the data directory."""

    @property
    def file(self) -> Path:
        return self.directory / "guankao.sqlite3"

    def environment(self) -> dict[str, str]:
        """Settings of this database alone, whatever the caller's shell has set."""
        outside = {name: value for name, value in os.environ.items() if not _is_setting(name)}
        return {
            **outside,
            "GUANKAO_DATA": str(self.directory),
            "DATABASE_URL": self.address,
            "GUANKAO_HTTPS": "0",
            "DJANGO_SETTINGS_MODULE": "guankao.web.settings",
        }


@dataclass(frozen=True)
class Filled:
    """What filling a database took, and what it holds of fiscal year 107."""

    seconds: float
    agencies: int
    indicators: int
    projects: int


def _is_setting(name: str) -> bool:
    return name.startswith("GUANKAO_") or name in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}


@contextmanager
def throw_away(kind: str, name: str) -> Iterator[Database]:
    """A database of the kind that is gone afterwards; on PostgreSQL it is called by the name."""
    with tempfile.TemporaryDirectory(prefix=f"{name}-") as place:
        if kind == SQLITE:
            yield Database(kind, Path(place), "")
            return
        _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
        try:
            address = urlsplit(server()[0])._replace(path=f"/{name}").geturl()
            yield Database(kind, Path(place), address)
        finally:
            _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@cache
def server() -> tuple[str, str]:
    """The address of a PostgreSQL server, or '' and the reason why there is none."""
    import psycopg

    address = os.environ.get("GUANKAO_TEST_DATABASE_URL") or LOCAL_SERVER
    try:
        with psycopg.connect(address, connect_timeout=3):
            return address, ""
    except psycopg.Error as error:
        return "", str(error).strip().splitlines()[-1]


def kinds() -> Iterator[str]:
    """The kinds of database that can be measured here; says why where one is left out."""
    yield SQLITE
    address, reason = server()
    if address:
        yield POSTGRESQL
    else:
        print(f"PostgreSQL is skipped: no server answers ({reason}).")


def _administer(*statements: str) -> None:
    import psycopg

    with psycopg.connect(server()[0], autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def fill(database: Database, copies: int) -> Filled:
    """Fill a database in a process of its own: with the sample (0 copies), or a country of copies.

    Django's settings are those of one process, so each database needs its own.
    """
    finished = subprocess.run(
        [sys.executable, "-m", "benchmarks.filling", str(copies)],
        cwd=Path(__file__).resolve().parent.parent,
        env=database.environment(),
        stdout=subprocess.PIPE,
        check=True,
        timeout=FILLING_MAY_TAKE,
    )
    return Filled(**json.loads(finished.stdout.splitlines()[-1]))
