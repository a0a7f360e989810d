"""Schemes: lights, grades, weights and calendars as dated data with their source.

A threshold is never a constant of the program: governments change them, sometimes in the middle
of a year, and an old year is still judged by its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from guankao.scoring.achievement import Achievement, Problem
from guankao.scoring.bands import Bands, BandsOverlap
from guankao.scoring.lights import Light

Exact = Annotated[Decimal, BeforeValidator(lambda value: Decimal(str(value)))]


class UnknownScheme(LookupError):
    """No scheme holds for a year and a kind of plan."""


class Source(BaseModel):
    """Where the rules of a scheme come from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    issuer: str
    date: str = Field(description="As the document gives it, or empty.")


class BandRow(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    begins: Exact | None = None


class Due(BaseModel):
    """When a report of a period is due."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    period: str = Field(description="half-1, quarter-3, month-12, year")
    due: str = Field(pattern=r"^\+?[01]-\d{2}-\d{2}$", description="Year offset, month, day.")


class Scheme(BaseModel):
    """The rules by which plans of one kind are judged in some years."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    version: int = Field(ge=1)
    kind: str = Field(description="The kind of plan that it judges.")
    first_year: int
    last_year: int | None = Field(description="The last fiscal year; none while in force.")
    source: Source
    example: bool = Field(description="範例: the source is not certain; adjust before use.")
    cap: Exact | None = Field(default=None, description="The most an achievement counts.")
    lights: tuple[BandRow, ...]
    grades: tuple[BandRow, ...] = ()
    weights: dict[str, Exact] = {}
    calendar: tuple[Due, ...] = ()

    @model_validator(mode="after")
    def _hangs_together(self) -> Scheme:
        try:
            bands = [_bands(self.lights)]
            if self.grades:
                bands.append(_bands(self.grades))
        except BandsOverlap as fault:
            raise ValueError(str(fault)) from fault
        unknown = {band.name for band in bands[0].bands} - {light.value for light in Light}
        if unknown:
            raise ValueError(f"there is no light {sorted(unknown)}")
        if self.weights and sum(self.weights.values()) != 1:
            raise ValueError(f"the weights sum to {sum(self.weights.values())}, not to 1")
        if self.last_year is not None and self.last_year < self.first_year:
            raise ValueError("the last year lies before the first")
        return self

    def light_of(self, achievement: Achievement) -> Light:
        """The light of an achievement: white where it is unknown, and never by rounding."""
        if achievement.met is None and achievement.ratio is None:
            return Light.WHITE
        if achievement.ratio is None:
            return Light.GREEN if achievement.met else Light.RED
        return Light(_bands(self.lights).name_of(achievement.ratio))

    def grade_of(self, score: Decimal | None) -> str | None:
        """The grade of a score out of 100; ``None`` where the score is unknown."""
        if score is None or not self.grades:
            return None
        return _bands(self.grades).name_of(score)


def _bands(rows: tuple[BandRow, ...]) -> Bands:
    return Bands.of([(row.name, row.begins) for row in rows])


def read_scheme(text: str | bytes) -> Scheme:
    """Read one scheme from JSON, its numbers exactly.

    Raises:
        ValueError: it is no JSON, or its rules do not hang together; the message says where.
    """
    try:
        return Scheme.model_validate(json.loads(text, parse_float=Decimal))
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(piece) for piece in first["loc"])
        raise ValueError(f"{where}: {first['msg']}" if where else first["msg"]) from fault


def schemes() -> Iterator[Scheme]:
    """The schemes that ship with Guankao, by code and version."""
    resources = sorted(files(__name__).iterdir(), key=lambda resource: resource.name)
    for resource in resources:
        if resource.name.endswith(".json"):
            yield read_scheme(resource.read_bytes())


def scheme_for(kind: str, fiscal_year: int) -> Scheme:
    """The newest version of the scheme that holds for a kind of plan in a year.

    Raises:
        UnknownScheme: none does.

    >>> scheme_for("plan", 107).example
    True
    """
    found = [
        scheme
        for scheme in schemes()
        if scheme.kind == kind
        and scheme.first_year <= fiscal_year
        and (scheme.last_year is None or fiscal_year <= scheme.last_year)
    ]
    if not found:
        raise UnknownScheme(f"no scheme judges a {kind} of fiscal year {fiscal_year}")
    return max(found, key=lambda scheme: scheme.version)


__all__ = ["Problem", "Scheme", "Source", "UnknownScheme", "read_scheme", "scheme_for", "schemes"]
