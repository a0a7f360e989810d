"""The words by which a section of the guidelines finds its agencies and goals, for now."""

from __future__ import annotations

import re

_BETWEEN_WORDS = re.compile(r"[、，,及與和]")


def words_of_section(title: str) -> list[str]:
    """The subjects that a section's title lists.

    >>> words_of_section("教育、文化及科技")
    ['教育', '文化', '科技']
    """
    return [word for word in (part.strip() for part in _BETWEEN_WORDS.split(title)) if word]
