"""What is asked of an entry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Condition:
    """Every word in the names, or anywhere; every facet, and none of those to be without; a rank
    between two, both included."""

    words: tuple[str, ...]
    in_name: bool
    facets: tuple[str, ...]
    without: tuple[str, ...]
    first_rank: int
    last_rank: int
