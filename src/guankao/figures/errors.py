"""What the readers of this room raise. They return a value or raise; they never return None."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

SHOWN_CHARACTERS = 60
"""How much of an unreadable text the message repeats; a hostile one can be very long."""


class UnreadableFigure(ValueError):
    """A text that cannot be read as the figure that was asked for.

    Attributes:
        text: the text as it was given, after NFC normalisation.
        position: where the trouble begins, as an offset into ``text``.
        expected: what would be accepted there, as an English phrase.
    """

    def __init__(self, text: str, position: int, expected: str) -> None:
        self.text = text
        self.position = position
        self.expected = expected
        shown = text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"
        super().__init__(f"cannot read {shown!r} at position {position}: expected {expected}")


class UnitsDiffer(ValueError):
    """Two units between which no exact conversion is known.

    Attributes:
        unit: the unit of the quantity at hand.
        wanted: the unit that it was to be converted to.
    """

    def __init__(self, unit: str, wanted: str) -> None:
        self.unit = unit
        self.wanted = wanted
        super().__init__(
            f"cannot convert {unit!r} to {wanted!r}: only scales of the same base unit convert"
        )


@contextmanager
def reading(text: str) -> Iterator[None]:
    """Make an error raised over the width-folded text name ``text`` as it was written.

    Folding keeps every position, so only the text of the error is put right.
    """
    try:
        yield
    except UnreadableFigure as error:
        if error.text == text:
            raise
        raise UnreadableFigure(text, error.position, error.expected) from None
