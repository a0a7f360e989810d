"""What a measure reports for each of its targets, as far as its record says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guankao.documents.action_plan import Actual, Measure, MeasureTarget
from guankao.documents.fields import Comparator
from guankao.figures import UnitsDiffer
from guankao.figures.quantities import Quantity, convert

_OTHER_WORDS: Final = {"案": "件", "位": "人", "名": "人", "所": "校"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One figure that is asked for: of a target, or of a part of it."""

    target: MeasureTarget
    part: int | None
    subject: str
    comparator: Comparator
    value: Decimal
    unit: str

    def is_met_by(self, value: Decimal) -> bool:
        """Whether a figure in the same unit meets it."""
        if self.comparator == "<=":
            return value <= self.value
        if self.comparator == "=":
            return value == self.value
        return value >= self.value

    def __str__(self) -> str:
        return f"{self.value:,f}{self.unit}"


def wanted(measure: Measure) -> Iterator[Wanted]:
    """The figures that a measure asks for, part by part where a target has parts."""
    for target in measure.targets:
        if target.parts:
            for part in target.parts:
                if part.value is not None:
                    yield Wanted(
                        target, part.no, part.subject, part.comparator, part.value, part.unit or ""
                    )
        elif target.value is not None:
            yield Wanted(
                target, None, target.subject, target.comparator, target.value, target.unit or ""
            )


def actuals_of(measure: Measure, one: Wanted) -> tuple[Actual, ...]:
    """The reported figures that answer what is asked for."""
    return tuple(
        actual
        for actual in measure.actuals
        if actual.target == one.target.no
        and (actual.part == one.part or (actual.part is None and one.part == 1))
        and actual.value is not None
    )


def in_unit(value: Decimal, unit: str, wanted_unit: str) -> Decimal | None:
    """A value in the unit that is asked for; None where the units do not convert."""
    near = {"場": "場次", "次": "場次", "件次": "件", "項次": "項", "家次": "家"}
    if near.get(unit, unit) == near.get(wanted_unit, wanted_unit):
        return value
    try:
        return convert(Quantity(value, unit), wanted_unit).value
    except (UnitsDiffer, ValueError):
        return None


def stated_values(measure: Measure, one: Wanted) -> tuple[Decimal, ...]:
    """The reported figures in the unit that is asked for, and their sum where there are several."""
    values = [
        value
        for actual in actuals_of(measure, one)
        if actual.value is not None
        and (value := in_unit(actual.value, actual.unit or "", one.unit)) is not None
    ]
    return (*values, sum(values, Decimal(0))) if len(values) > 1 else tuple(values)


def may_be(unit: str, wanted_unit: str) -> bool:
    """Whether a unit is the one that is asked for, or another word for it (案 and 件)."""
    if _OTHER_WORDS.get(unit, unit) == _OTHER_WORDS.get(wanted_unit, wanted_unit):
        return True
    return in_unit(Decimal(1), unit, wanted_unit) is not None
