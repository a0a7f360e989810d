"""What loading a document did."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    CREATED = "created"
    REPLACED = "replaced"
    REREAD = "reread"
    """The same document, read by a newer reader."""
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Loaded:
    """The identifier of the document and what happened; loading twice changes nothing."""

    identifier: str
    outcome: Outcome
