"""Write docs/reference/command-line.md: the help of every command, as the program prints it.

The help is printed without the frames that a terminal draws around it, at one width, so that the
page is the same on every machine.

    python tools/write_command_line_reference.py          # writes the page
    python tools/write_command_line_reference.py --print  # prints it, and writes nothing
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from click import Command

PROJECT = Path(__file__).resolve().parent.parent
PAGE = PROJECT / "docs" / "reference" / "command-line.md"
PLAIN = {"TYPER_USE_RICH": "0", "COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1", "LC_ALL": "C"}

HEAD = """\
# The command line

One command, `guankao`. `formula`, `lint`, `read`, `rule`, `schema`, `target` and `write` are part
of the core. The others need the extra `web`; without it they say what to install.

Exit codes: 0 when all went well. 1 when a figure cannot be read or computed, when the linter finds
an error, or when the ledger is broken. 2 when the command cannot start or the input is refused; a
sentence on standard error says why and what to do, and nothing was changed.

Text goes in and out as UTF-8.

This page is written by `python tools/write_command_line_reference.py`. In a terminal the same
words stand in frames.
"""


@cache
def program() -> Command:
    """The program with all its commands, as `guankao` mounts them."""
    os.environ.update(PLAIN)  # before the library looks at them
    import typer

    from guankao.cli.main import add_commands_of_other_rooms, app

    add_commands_of_other_rooms()
    return typer.main.get_command(app)


def help_of(*words: str) -> str:
    """What `guankao … --help` prints."""
    with redirect_stdout(io.StringIO()) as printed:
        program().main([*words, "--help"], prog_name="guankao", standalone_mode=False)
    return printed.getvalue().strip()


def commands_in(help_text: str) -> list[str]:
    """The names under 'Commands:' in a help text, in its order."""
    _, _, listed = help_text.partition("\nCommands:\n")
    return [line.split()[0] for line in listed.splitlines() if line[:3].strip()]


def sections(*words: str) -> Iterator[str]:
    """One section for a command and for each command under it."""
    text = help_of(*words)
    yield f"## guankao {' '.join(words)}".rstrip() + f"\n\n```text\n{text}\n```\n"
    for name in sorted(commands_in(text)):
        yield from sections(*words, name)


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *sections()])


def main() -> None:
    """Write the page, or print it."""
    if "--print" in sys.argv[1:]:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        print(page(), end="")
    else:
        PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
