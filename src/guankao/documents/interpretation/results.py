"""What interpretation of a paper gives: documents, and an account of how they were found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from guankao.documents.kinds import AnyDocument
from guankao.documents.marks import Mark


def place_key(identifier: str, name: str) -> str:
    """The key under which the place of a value is kept.

    >>> place_key("107/法務部/kpi/1-1", "target")
    '107/法務部/kpi/1-1#target'
    """
    return f"{identifier}#{name}"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that such a document should hold and this one does not."""

    what: str
    identifier: str | None = None
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A text that could not be put in its place without guessing, with the reason."""

    text: str
    reason: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The documents that a paper holds.

    `places` says where each value stood, by `place_key`; `found` counts the pieces by kind.
    """

    documents: tuple[AnyDocument, ...]
    places: Mapping[str, Mark] = field(default_factory=dict)
    found: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()
    uncertain: tuple[Uncertain, ...] = ()
