"""Warning rules (預警機制): from which gap on a project is at risk, as dated data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from guankao.results.triggers import Trigger
from guankao.scoring.schemes import Exact, Source


class UnknownWarningRules(LookupError):
    """No warning rules hold for a year."""


class _Piece(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Threshold(_Piece):
    """From which figure on a trigger means a middle risk, and from which a high one."""

    trigger: Trigger
    middle: Exact | None = Field(default=None, ge=0)
    high: Exact | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _rises(self) -> Threshold:
        if self.middle is None and self.high is None:
            raise ValueError("a threshold needs a figure")
        if self.middle is not None and self.high is not None and self.high <= self.middle:
            raise ValueError("a high risk begins above a middle one")
        return self


class WarningRules(_Piece):
    """The rules of some years."""

    code: str
    version: int = Field(ge=1)
    first_year: int
    last_year: int | None = Field(description="The last fiscal year; none while in force.")
    source: Source
    example: bool = Field(description="範例: the source is not certain; adjust before use.")
    thresholds: tuple[Threshold, ...]
    reason_behind: Exact = Field(
        ge=0, description="Percentage points behind the plan from which a reason is asked for."
    )
    reason_spent: Exact = Field(
        ge=0, description="Percent of the allotted budget below which a reason is asked for."
    )

    @model_validator(mode="after")
    def _hangs_together(self) -> WarningRules:
        triggers = [one.trigger for one in self.thresholds]
        if len(set(triggers)) < len(triggers):
            raise ValueError("a trigger has two thresholds")
        if any(one.is_stated for one in triggers):
            raise ValueError("what a person states has no threshold")
        if self.last_year is not None and self.last_year < self.first_year:
            raise ValueError("the last year lies before the first")
        return self


def read_warning_rules(text: str | bytes) -> WarningRules:
    """Read warning rules from JSON, their numbers exactly.

    Raises:
        ValueError: it is no JSON, or does not hang together; the message says where.
    """
    try:
        return WarningRules.model_validate(json.loads(text, parse_float=Decimal))
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(piece) for piece in first["loc"])
        raise ValueError(f"{where}: {first['msg']}" if where else first["msg"]) from fault


def warning_rules() -> Iterator[WarningRules]:
    """The warning rules that ship with Guankao, by code and version."""
    for resource in sorted(files(__name__).iterdir(), key=lambda resource: resource.name):
        if resource.name.endswith(".json"):
            yield read_warning_rules(resource.read_bytes())


def warning_rules_for(fiscal_year: int) -> WarningRules:
    """The newest version of the rules that hold in a year.

    Raises:
        UnknownWarningRules: none do.

    >>> warning_rules_for(107).example
    True
    """
    found = [
        one
        for one in warning_rules()
        if one.first_year <= fiscal_year and (one.last_year is None or fiscal_year <= one.last_year)
    ]
    if not found:
        raise UnknownWarningRules(f"no warning rules hold in fiscal year {fiscal_year}")
    return max(found, key=lambda one: (one.first_year, one.version))
