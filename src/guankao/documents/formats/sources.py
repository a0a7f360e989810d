"""What a reader needs to know of the file that it reads, beside its bytes."""

from __future__ import annotations

import re
from collections import Counter

from guankao.documents.formats.characters import legible
from guankao.documents.notes import Note, NoteCode

LONGEST_NAME = 120
"""Characters of a file's name that a mark repeats."""

_FOLDER = re.compile(r"^.*[/\\]", re.DOTALL)


def source_name(name: str | None) -> str | None:
    """A file's name for a mark: without its folder, on one line, of bounded length.

    >>> source_name("/a/folder/計畫.odt"), source_name("  ")
    ('計畫.odt', None)
    """
    if name is None:
        return None
    plain = " ".join(legible(_FOLDER.sub("", name)).split())
    if len(plain) > LONGEST_NAME:
        plain = plain[:LONGEST_NAME] + "…"
    return plain or None


def counted_notes(left_out: Counter[NoteCode]) -> tuple[Note, ...]:
    """A note for each kind of thing that was left out, with how many there were."""
    return tuple(
        Note(code, {"count": f"{count:,}"}) for code, count in sorted(left_out.items()) if count
    )
