"""What the pages show as typed and printed is typed, and prints that.

A block `console` holds commands after `$ ` and what they print, with `[exit code N]` where that is
not 0. The commands of a page run one after the other in one folder with a data directory of its
own, where the JSON that the page says to save is saved. A block `python` runs; where the words
`prints` and a block `text` follow, it prints that.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    "README.md",
    *sorted(
        str(path.relative_to(ROOT))
        for folder in ("tutorial", "how-to", "explanation")
        for path in (ROOT / "docs" / folder).glob("*.md")
    ),
]
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAVED = re.compile(r"^Save this as `(\S+)`:\n\n```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(
    r"^```python\n(.*?)^```$(?:\n\nprints\n\n```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL
)


def typed_and_printed(page: str) -> list[tuple[str, str]]:
    """Every command of a page with what it prints, in order."""
    pairs = []
    for block in CONSOLE.findall(page):
        first, *rest = re.split(r"^\$ ", block, flags=re.MULTILINE)
        assert first == "", "a console block begins with a command"
        for part in rest:
            command, _, printed = part.partition("\n")
            pairs.append((command, printed))
    return pairs


def holding(pattern: re.Pattern[str]) -> list[str]:
    return [page for page in PAGES if pattern.search((ROOT / page).read_text(encoding="utf-8"))]


def environment(folder: Path) -> dict[str, str]:
    """That of a person with nothing set, and this Guankao first on the path."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GUANKAO_")
        and name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "XDG_DATA_HOME"}
    }
    programs = Path(sys.executable).parent
    return {
        **kept,
        "GUANKAO_DATA": str(folder / "data"),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONIOENCODING": "utf-8",
    }


def test_the_examples_are_found():
    assert {"README.md", "docs/how-to/read-targets.md"} <= set(holding(CONSOLE))
    assert holding(PYTHON)
    assert typed_and_printed("```console\n$ a\nb\n$ c\n```\n") == [("a", "b\n"), ("c", "")]


@pytest.mark.parametrize("page", holding(CONSOLE))
def test_commands_print_what_the_page_shows(page, tmp_path):
    text = (ROOT / page).read_text(encoding="utf-8")
    for name, content in SAVED.findall(text):
        (tmp_path / name).write_text(content, encoding="utf-8")
    for command, printed in typed_and_printed(text):
        finished = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env=environment(tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        code = f"[exit code {finished.returncode}]\n" if finished.returncode else ""
        assert finished.stdout + code == printed, command


@pytest.mark.parametrize("page", holding(PYTHON))
def test_python_runs_and_prints_what_the_page_shows(page, tmp_path):
    for source, printed in PYTHON.findall((ROOT / page).read_text(encoding="utf-8")):
        finished = subprocess.run(
            [sys.executable, "-c", source],
            cwd=tmp_path,
            env=environment(tmp_path),
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert finished.returncode == 0, finished.stderr
        if printed:
            assert finished.stdout == printed
