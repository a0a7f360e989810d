"""What the tests of the documentation share: the pages, their tables, and the tracked files."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Table = list[dict[str, str]]
_CELL = re.compile(r"(?<!\\)\|")


@pytest.fixture(scope="session")
def root(request: pytest.FixtureRequest) -> Path:
    return request.config.rootpath


@pytest.fixture(scope="session")
def tracked_files(root: Path) -> list[Path]:
    """Every file that git tracks or would track; a file deleted but not committed is left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    paths = [root / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


@pytest.fixture(scope="session")
def pages(root: Path, tracked_files: list[Path]) -> dict[str, str]:
    """The text of every page, by its path from the root of the project."""
    return {
        str(path.relative_to(root)): path.read_text(encoding="utf-8")
        for path in tracked_files
        if path.suffix == ".md"
    }


@pytest.fixture(scope="session")
def tables(pages: dict[str, str]) -> Callable[[str, str], Table]:
    """The rows of the tables under a heading of a page, by the words of the column's head."""

    def rows_of(page: str, heading: str) -> Table:
        found = re.search(
            rf"^#+ {re.escape(heading)}$\n(.*?)(?=^#|\Z)", pages[page], re.MULTILINE | re.DOTALL
        )
        assert found, f"{page} has no heading {heading!r}"
        lines = [line for line in found[1].splitlines() if line.startswith("|")]
        assert len(lines) > 2, f"{page} has no table under {heading!r}"
        head, _, *rows = ([cell.strip() for cell in _CELL.split(line)[1:-1]] for line in lines)
        return [dict(zip(head, row, strict=True)) for row in rows]

    return rows_of
