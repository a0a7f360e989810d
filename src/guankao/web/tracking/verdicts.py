"""What follows from a target and the figures reported for it: pure, no database."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from guankao.figures import (
    Comparator,
    Quantity,
    Reason,
    ReasonCode,
    Target,
    Verdict,
    judge,
)

if TYPE_CHECKING:
    from guankao import documents


class MeasureVerdict(StrEnum):
    """Of a target, and summed up of a measure."""

    MET = "met"
    NOT_MET = "not_met"
    UNITS_DIFFER = "units_differ"
    NOT_NUMERIC = "not_numeric"
    NO_TARGET = "no_target"


def verdict_of_target(
    comparator: str,
    value: Decimal | None,
    unit: str,
    reported: Iterable[documents.Actual],
) -> MeasureVerdict:
    """Met where every reported figure meets the target; 0 is a figure and blank is none.

    Several agencies that report for one target answer for it each by itself: the document does
    not add their figures up, so neither does this.
    """
    figures = [one for one in reported if one.value is not None]
    if value is None or comparator == Comparator.MILESTONE or not figures:
        return MeasureVerdict.NOT_NUMERIC
    target = Target(
        text=f"{comparator} {value}{unit}",
        comparator=Comparator(comparator),
        quantity=Quantity(value, unit),
        explicit=True,
        strict=False,
        reason=Reason(ReasonCode.WRITTEN),
    )
    verdicts = {
        judge(target, Quantity(one.value, one.unit or ""))
        for one in figures
        if one.value is not None
    }
    for worst in (Verdict.UNITS_DIFFER, Verdict.NOT_MET, Verdict.NOT_NUMERIC):
        if worst in verdicts:
            return MeasureVerdict(worst.value)
    return MeasureVerdict.MET


def verdict_of_measure(verdicts: Iterable[MeasureVerdict]) -> MeasureVerdict:
    """One target that was not met decides; figures decide over words."""
    found = set(verdicts)
    for decisive in (MeasureVerdict.NOT_MET, MeasureVerdict.UNITS_DIFFER, MeasureVerdict.MET):
        if decisive in found:
            return decisive
    return MeasureVerdict.NOT_NUMERIC if found else MeasureVerdict.NO_TARGET
