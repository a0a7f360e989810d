"""Bands: every figure falls in exactly one, because each begins where the next lower one ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


class BandsOverlap(ValueError):
    """Bands that do not begin one below the other, or that leave figures without a band."""


@dataclass(frozen=True, slots=True)
class Band:
    """From ``begins`` (inclusive) up to where the band above begins; the lowest has no bound."""

    name: str
    begins: Decimal | None


@dataclass(frozen=True, slots=True)
class Bands:
    """Half-open bands from the highest to the lowest.

    Only the lower bound of each is written, so no gap can be: 89.95 and 89.995 lie in the band
    below 90, and 90 in the one above.

    >>> bands = Bands.of([("優", Decimal(90)), ("甲", Decimal(80)), ("乙", None)])
    >>> bands.name_of(Decimal("89.995")), bands.name_of(Decimal(90)), bands.name_of(Decimal(-1))
    ('甲', '優', '乙')
    """

    bands: tuple[Band, ...]

    @classmethod
    def of(cls, named: Sequence[tuple[str, Decimal | None]]) -> Bands:
        """Bands from the highest to the lowest, each with its lower bound; the last has none.

        Raises:
            BandsOverlap: the bounds do not fall, or the last has one, or another has none.
        """
        bands = tuple(Band(name, begins) for name, begins in named)
        if not bands or bands[-1].begins is not None:
            raise BandsOverlap("the lowest band must have no lower bound")
        above: Decimal | None = None
        for band in bands[:-1]:
            if band.begins is None:
                raise BandsOverlap(f"only the lowest band has no lower bound, not {band.name}")
            if above is not None and band.begins >= above:
                raise BandsOverlap(f"{band.name} begins at {band.begins}, not below {above}")
            above = band.begins
        if len({band.name for band in bands}) < len(bands):
            raise BandsOverlap("two bands have the same name")
        return cls(bands)

    def name_of(self, figure: Decimal) -> str:
        """The name of the one band that holds the figure, compared exactly, never rounded."""
        return next(
            band.name for band in self.bands if band.begins is None or figure >= band.begins
        )
