"""How long work says where it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with the steps done and the steps in all; to stop the work, raise what you like in it."""


def silent(done: int, of: int) -> None:
    """The progress of work that nobody watches."""
