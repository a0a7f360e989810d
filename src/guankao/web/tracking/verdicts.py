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


READING_VERSION = 1
"""Raised by one whenever a verdict follows differently from the same figures."""

RATIO_UNITS = frozenset({"%", "％", "‰", "百分比"})
"""What is reported in these is no count, and no two of it make a total."""


class MeasureVerdict(StrEnum):
    """Of a target, and summed up of a measure."""

    MET = "met"
    NOT_MET = "not_met"
    UNDECIDED = "undecided"
    """Several agencies report, and only their total, which nobody states, would answer."""
    UNITS_DIFFER = "units_differ"
    NO_FIGURE = "no_figure"
    """A figure was to be reached, and none was reported. Unknown stays unknown."""
    NOT_NUMERIC = "not_numeric"
    NO_TARGET = "no_target"


def verdict_of_target(
    comparator: str,
    value: Decimal | None,
    unit: str,
    reported: Iterable[documents.Actual],
) -> MeasureVerdict:
    """What the reported figures say of one target; 0 is a figure and blank is none.

    One figure is held against the target as it is. Figures of several agencies are never added
    up, because the document does not say that they may be. So a count that one of them reaches
    alone is met, a ceiling that one of them exceeds alone is not, and otherwise a count stays
    undecided; a ratio has to be right at each of them.
    """
    figures = [one for one in reported if one.value is not None]
    if value is None or comparator == Comparator.MILESTONE:
        return MeasureVerdict.NOT_NUMERIC
    if not figures:
        return MeasureVerdict.NO_FIGURE
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
    if Verdict.UNITS_DIFFER in verdicts:
        return MeasureVerdict.UNITS_DIFFER
    shares_a_count = len({one.agency for one in figures}) > 1 and unit not in RATIO_UNITS
    if shares_a_count and comparator == Comparator.AT_LEAST:
        return MeasureVerdict.MET if Verdict.MET in verdicts else MeasureVerdict.UNDECIDED
    if Verdict.NOT_MET in verdicts:
        return MeasureVerdict.NOT_MET
    return MeasureVerdict.UNDECIDED if shares_a_count else MeasureVerdict.MET


def verdict_of_measure(verdicts: Iterable[MeasureVerdict]) -> MeasureVerdict:
    """One target that was not met decides, then what is not known, then what was met.

    Words decide nothing where figures speak.
    """
    found = set(verdicts)
    for decisive in (
        MeasureVerdict.NOT_MET,
        MeasureVerdict.UNDECIDED,
        MeasureVerdict.UNITS_DIFFER,
        MeasureVerdict.NO_FIGURE,
        MeasureVerdict.MET,
    ):
        if decisive in found:
            return decisive
    return MeasureVerdict.NOT_NUMERIC if found else MeasureVerdict.NO_TARGET
