"""A bar for long work, drawn where a person watches."""

from __future__ import annotations

import sys
from typing import Final


class ProgressBar:
    """A bar on standard error while a person watches; nothing where a program does."""

    _WIDTH: Final = 30

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._watched:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def show(self, stage: str, done: int, total: int) -> None:
        """Draw how far a stage is."""
        if self._watched:
            sys.stderr.write(f"\r\x1b[K{self.drawn(stage, done, total)}")
            sys.stderr.flush()

    @classmethod
    def drawn(cls, stage: str, done: int, total: int) -> str:
        """The bar of a stage as one line.

        >>> ProgressBar.drawn("pages", 1, 2)
        'pages        ███████████████                1/2'
        """
        filled = cls._WIDTH * min(done, total) // total if total > 0 else 0
        return f"{stage:<12} {'█' * filled:<{cls._WIDTH}} {done:,}/{total:,}"
