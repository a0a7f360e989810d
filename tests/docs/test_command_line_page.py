"""docs/reference/command-line.md holds the help of every command, word for word."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points

PAGE = "docs/reference/command-line.md"
WRITER = "tools/write_command_line_reference.py"


def test_the_page_is_what_the_commands_print(root, pages):
    printed = subprocess.run(
        [sys.executable, WRITER, "--print"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert pages[PAGE] == printed.stdout, f"write it again: python {WRITER}"


def test_every_command_has_its_section(pages):
    names = [point.name for point in entry_points(group="guankao.commands")]
    assert names
    for name in [*names, "schema", "target read", "ledger verify"]:
        assert f"\n## guankao {name}\n" in pages[PAGE]
