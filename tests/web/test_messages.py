"""The catalogue of translations is complete, and what is compiled is what is written."""

import gettext
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "src/guankao/web/locale/zh_Hant/LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def entries():
    """The entries of the catalogue but for its head: (context, text, plural, translations)."""
    found = []
    for block in (FOLDER / "django.po").read_text(encoding="utf-8").split("\n\n")[1:]:
        parts: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("#"):
                assert "fuzzy" not in line, block
                continue
            opened = re.match(r"(msg\w+(?:\[\d\])?) (\".*\")", line)
            name, quoted = (opened[1], opened[2]) if opened else (name, line)
            parts[name] = parts.get(name, "") + eval(quoted)
        if parts:
            translations = [parts[one] for one in sorted(parts) if one.startswith("msgstr")]
            found.append(
                (parts.get("msgctxt"), parts["msgid"], parts.get("msgid_plural"), translations)
            )
    return found


def test_every_text_has_its_translation():
    found = entries()
    assert len(found) > 200
    assert [text for _context, text, _plural, translations in found if not all(translations)] == []


def test_every_translation_keeps_its_placeholders():
    for _context, text, plural, translations in entries():
        wanted = set(PLACEHOLDER.findall(plural or text))
        for translation in translations:
            assert set(PLACEHOLDER.findall(translation)) == wanted, text


def test_the_compiled_catalogue_is_up_to_date():
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for context, text, plural, translations in entries():
        if plural is not None:
            found = (
                compiled.npgettext(context, text, plural, 2)
                if context
                else compiled.ngettext(text, plural, 2)
            )
        else:
            found = compiled.pgettext(context, text) if context else compiled.gettext(text)
        assert found == translations[0], text


def test_every_text_of_the_program_is_in_the_catalogue(tmp_path):
    """Gathering the texts of a copy again changes nothing."""
    if shutil.which("xgettext") is None:
        pytest.skip("GNU gettext is not installed (Debian's package is called gettext)")
    for part in ("src", "tools"):
        shutil.copytree(ROOT / part, tmp_path / part)
    gathered = subprocess.run(
        [sys.executable, str(tmp_path / "tools" / "messages.py")],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert gathered.returncode == 0, gathered.stdout + gathered.stderr
    again = tmp_path / FOLDER.relative_to(ROOT) / "django.po"
    assert again.read_text(encoding="utf-8") == (FOLDER / "django.po").read_text(encoding="utf-8")
