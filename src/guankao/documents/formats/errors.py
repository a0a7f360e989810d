"""The one exception of every reader of files."""

from __future__ import annotations

from guankao.documents.formats.obstacles import SENTENCES, WAYS_OUT, Obstacle
from guankao.documents.marks import Mark
from guankao.documents.words import Language, Words


class UnreadableFile(ValueError):
    """A file that cannot be read, with the reason, its place, and what a person can do.

    Attributes:
        obstacle: the reason as a code.
        facts: what the sentence names, such as the number of pages.
        mark: the place in the file, where there is one.

    >>> print(UnreadableFile(Obstacle.TOO_MANY_PAGES, pages="2,000", most="1,000"))
    The file has 2,000 pages; at most 1,000 are read. Divide it into smaller files and try these.
    """

    def __init__(self, obstacle: Obstacle, mark: Mark | None = None, **facts: str) -> None:
        self.obstacle = obstacle
        self.facts = facts
        self.mark = mark
        super().__init__(self.said("en"))

    @property
    def reason(self) -> Words:
        """What is wrong, in both languages."""
        return SENTENCES[self.obstacle].filled(self.facts)

    @property
    def way_out(self) -> Words:
        """What to do about it, in both languages."""
        return WAYS_OUT[self.obstacle]

    def said(self, language: Language) -> str:
        """The reason, its place and the way out, as one text for a person."""
        place = self.mark.said(language) if self.mark else ""
        if place:
            place = f"[{place}] " if language == "en" else f"（{place}）"
        reason, way_out = self.reason.in_language(language), self.way_out.in_language(language)
        return f"{place}{reason}{' ' if language == 'en' else ''}{way_out}"
