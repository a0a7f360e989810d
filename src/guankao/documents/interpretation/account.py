"""The account of an interpretation while it is made: places, counts, what is missing or unsure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeVar

from pydantic import ValidationError

from guankao.documents.interpretation.results import (
    Interpretation,
    Missing,
    Uncertain,
    place_key,
)
from guankao.documents.kinds import AnyDocument
from guankao.documents.marks import Mark

Made = TypeVar("Made")


class Account:
    """What is noted down on the way; one for each interpretation."""

    def __init__(self) -> None:
        self.places: dict[str, Mark] = {}
        self.found: Counter[str] = Counter()
        self.missing: list[Missing] = []
        self.uncertain: list[Uncertain] = []

    def place(self, identifier: str, name: str, mark: Mark | None) -> None:
        """Keep where a value stood; the first place of a value that stands at several counts."""
        if mark is not None:
            self.places.setdefault(place_key(identifier, name), mark)

    def miss(self, what: str, identifier: str | None = None, mark: Mark | None = None) -> None:
        """Note that something is not there."""
        self.missing.append(Missing(what, identifier, mark))

    def doubt(self, text: str, reason: str, mark: Mark | None = None) -> None:
        """Note a text that could not be put in its place without guessing."""
        self.uncertain.append(Uncertain(text, reason, mark))

    def lack(
        self, identifier: str, needed: Mapping[str, object], text: str, mark: Mark | None
    ) -> None:
        """Note which needed values of a piece are not there, and the text that there is."""
        lacking = [name for name, value in needed.items() if not value]
        for name in lacking:
            self.miss(name, identifier, mark)
        self.doubt(text, f"has no {', '.join(lacking)}", mark)

    def closed(self, documents: tuple[AnyDocument, ...]) -> Interpretation:
        """The interpretation that this account is of."""
        return Interpretation(
            documents=documents,
            places=self.places,
            found=dict(self.found),
            missing=tuple(self.missing),
            uncertain=tuple(self.uncertain),
        )

    def build(self, make: Callable[[], Made], text: str, mark: Mark | None = None) -> Made | None:
        """What `make` gives; where the model refuses it, the text goes among the uncertain."""
        try:
            return make()
        except ValidationError as refused:
            faults = (
                f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in refused.errors()
            )
            self.doubt(text, "; ".join(faults), mark)
            return None
