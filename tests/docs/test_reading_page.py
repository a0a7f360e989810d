"""docs/how-to/read-a-document.md names every reason for which a file is refused, and every note."""

from __future__ import annotations

import re

from guankao.documents.formats.obstacles import Obstacle
from guankao.documents.notes import NoteCode

PAGE = "docs/how-to/read-a-document.md"


def codes(text: str) -> list[str]:
    """The codes that stand in backquotes."""
    return re.findall(r"`([a-z]+[a-z0-9-]*)`", text)


def test_every_obstacle_stands_in_the_table_once(pages):
    rows = [line for line in pages[PAGE].splitlines() if line.startswith("| `")]
    listed = [code for row in rows for code in codes(row.split("|")[1])]
    assert sorted(listed) == sorted(obstacle.value for obstacle in Obstacle)


def test_every_note_is_explained(pages):
    _, _, part = pages[PAGE].partition("## What is told but not refused")
    assert {code.value for code in NoteCode} <= set(codes(part))
