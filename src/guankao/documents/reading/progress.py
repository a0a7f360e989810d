"""How far reading is, told as it goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

Progress = Callable[[str, int, int], None]
"""Called with a stage, and the steps of it that are done and that there are.

The stages are `opening`, `pages` and `interpreting`.
"""

OPENING: Final = "opening"
PAGES: Final = "pages"
INTERPRETING: Final = "interpreting"


def silent(stage: str, done: int, total: int) -> None:
    """The progress of work that nobody watches."""


def steps_of(progress: Progress, stage: str) -> Callable[[int, int], None]:
    """The progress of one stage."""

    def tell(done: int, total: int) -> None:
        progress(stage, done, total)

    return tell
