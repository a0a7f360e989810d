"""Two people at once: the second is told, and nothing of the first is lost."""

from __future__ import annotations


class Overtaken(ValueError):
    """Somebody changed the same thing since the form was opened; nothing was changed."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(f"it is now at version {version}")
