"""A data directory and a database of its own, on whichever database the suite runs."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
GUANKAO = [sys.executable, "-c", "from guankao.cli.main import main; main()"]
LONGEST = 900
"""In seconds; nothing here takes so long, and nothing may hang a suite."""


@dataclass(frozen=True)
class Place:
    """Where programs of a test work; `database` is '' for SQLite in the directory."""

    directory: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        ours = ("GUANKAO_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
        plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return {
            **plain,
            "GUANKAO_DATA": str(self.directory),
            "GUANKAO_HTTPS": "0",
            "GUANKAO_DEMO": "1",
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "guankao.web.settings",
            # Programs of the tests find each other as the tests do.
            "PYTHONPATH": os.pathsep.join(
                filter(None, [str(HERE.parent), os.environ.get("PYTHONPATH")])
            ),
            "COLUMNS": "200",
        }

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program here to its end."""
        return subprocess.run(
            command,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST,
            check=False,
        )

    def guankao(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `guankao …` here."""
        return self.run(*GUANKAO, *arguments)

    def program(self, name: str, *arguments: str) -> list[str]:
        """The command of a program beside this module."""
        return [sys.executable, str(HERE / f"{name}.py"), *arguments]

    def start(self, name: str, *arguments: str) -> subprocess.Popen[str]:
        """Start a program beside this module; it can be told and read."""
        return self._start(self.program(name, *arguments))

    def start_program(self, *command: str) -> subprocess.Popen[str]:
        """Start any program here."""
        return self._start(list(command))

    def start_guankao(self, *arguments: str) -> subprocess.Popen[str]:
        """Start `guankao …` here."""
        return self._start([*GUANKAO, *arguments])

    def _start(self, command: list[str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )


@contextmanager
def new_place(directory: Path, server: str) -> Iterator[Place]:
    """A place with an empty directory and, where there is a server, an empty database on it."""
    directory.mkdir(parents=True)
    if not server.startswith("postgres"):
        yield Place(directory)
        return
    import psycopg

    name = f"guankao_{uuid.uuid4().hex}"
    with psycopg.connect(_maintenance(server), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield Place(directory, f"{server.rpartition('/')[0]}/{name}")
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _maintenance(server: str) -> str:
    """The database that every server has; the one of the tests may not be made yet."""
    return f"{server.rpartition('/')[0]}/postgres"
