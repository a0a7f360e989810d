"""Findings: what the linter says of a document, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from enum import StrEnum

from guankao.documents import Mark
from guankao.documents.words import Fact, Language, Words

__all__ = ["Fact", "Fault", "Finding", "Language", "Level", "Words"]


class Level(StrEnum):
    """How much a finding weighs: an error must be mended, a note may be right as it is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found: where, and the facts of its sentence.

    `element` is a stable identifier; `field` a name of the document model, such as `target`;
    `quote` the piece of the field's text that is at fault, where it is not the whole.
    `level` lowers or raises the rule's own level for this one fault.
    """

    element: str
    field: str | None = None
    facts: Mapping[str, Fact] = with_default(default_factory=dict)
    quote: str | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with the rule that found it, its sentence and its place in the source.

    `text` is the field's whole text as the document holds it, so that the quote can be shown in it.
    """

    code: str
    level: Level
    element: str
    field: str | None
    message: Words
    quote: str | None = None
    mark: Mark | None = None
    text: str | None = None
    facts: Mapping[str, Fact] = with_default(default_factory=dict)
