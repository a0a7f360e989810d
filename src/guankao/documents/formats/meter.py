"""Counting what a reader takes out of a file, so that a small file cannot become a huge paper."""

from __future__ import annotations

from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import Limits
from guankao.documents.formats.obstacles import Obstacle


class Meter:
    """How much text and how many places of tables were read so far."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._characters = 0
        self._cells = 0

    def read(self, text: str) -> str:
        """Count a text and give it back, or raise UnreadableFile (too-much-text)."""
        self._characters += len(text)
        if self._characters > self.limits.characters:
            raise UnreadableFile(Obstacle.TOO_MUCH_TEXT, most=f"{self.limits.characters:,}")
        return text

    def lay(self, places: int) -> None:
        """Count places of a table's grid, or raise UnreadableFile (too-many-cells)."""
        self._cells += places
        if self._cells > self.limits.cells:
            raise UnreadableFile(Obstacle.TOO_MANY_CELLS, most=f"{self.limits.cells:,}")
