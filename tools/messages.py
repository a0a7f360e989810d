"""Gather the texts that people see into the catalogue, and compile it.

    make messages

New texts stand in `src/guankao/web/locale/zh_Hant/LC_MESSAGES/django.po` with an empty
translation; write it there and run this again. Needs GNU gettext (`apt-get install gettext`).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import ClassVar

WEB = Path(__file__).resolve().parent.parent / "src" / "guankao" / "web"
LOCALE = "zh_Hant"
CATALOGUE = WEB / "locale" / LOCALE / "LC_MESSAGES" / "django.po"

_DAY_OF_MAKING = re.compile(r'^"(?:POT-Creation-Date|PO-Revision-Date):.*\n', re.MULTILINE)


def gather() -> None:
    """Bring the catalogue up to date with the sources; the same sources give the same file."""
    from django.core.management import call_command
    from django.core.management.commands.makemessages import Command

    class WithoutGuessing(Command):
        """A translation guessed from a similar text reads well and says the wrong thing."""

        msgmerge_options: ClassVar = [*Command.msgmerge_options, "--no-fuzzy-matching"]

    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    before = Path.cwd()
    os.chdir(WEB)
    try:
        call_command(
            WithoutGuessing(),
            locale=[LOCALE],
            add_location="file",
            no_wrap=True,
            no_obsolete=True,
            verbosity=0,
        )
    finally:
        os.chdir(before)
    text = CATALOGUE.read_text(encoding="utf-8")
    CATALOGUE.write_text(_DAY_OF_MAKING.sub("", text), encoding="utf-8")


def compile_catalogue() -> None:
    """Write the form that the program reads."""
    from django.core.management.commands.compilemessages import Command

    before = Path.cwd()
    os.chdir(WEB)
    try:
        Command().run_from_argv(["messages", "compilemessages", "--locale", LOCALE, "-v", "0"])
    finally:
        os.chdir(before)


def missing() -> list[str]:
    """The texts that have no translation yet, or one that was only guessed."""
    entries = CATALOGUE.read_text(encoding="utf-8").split("\n\n")[1:]
    found = []
    for entry in entries:
        empty = re.search(r'^msgstr(?:\[\d\])? ""$(?!\n")', entry, re.MULTILINE)
        if empty or re.search(r"^#,.*\bfuzzy\b", entry, re.MULTILINE):
            found.append(entry)
    return found


def main() -> int:
    if shutil.which("xgettext") is None:
        print("GNU gettext is not installed: apt-get install gettext", file=sys.stderr)
        return 2
    import django

    with tempfile.TemporaryDirectory() as directory:
        os.environ.setdefault("GUANKAO_DATA", directory)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guankao.web.settings")
        django.setup()
        gather()
        compile_catalogue()
    for entry in missing():
        print(f"{entry}\n")
    print(f"{len(missing())} texts without a translation; {CATALOGUE}")
    return 1 if missing() else 0


if __name__ == "__main__":
    sys.exit(main())
