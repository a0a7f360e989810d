"""Achievement (達成度): how far an actual figure reaches its target, in the target's direction."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from guankao.figures import Comparator, Quantity, Target, UnitsDiffer, convert

WHOLE = Decimal(1)


class Problem(StrEnum):
    """Why there is no ratio, or no answer at all. Unknown stays unknown: never 0, never red."""

    NO_ACTUAL = "no-actual"
    """Nothing was reported. A blank is no zero."""
    NO_FIGURE = "no-figure"
    """The target names a deed: a person says whether it was done."""
    UNITS_DIFFER = "units-differ"
    ONLY_MET_OR_NOT = "only-met-or-not"
    """The target is 0, negative or an exact value: a ratio to it would mean nothing."""
    NO_CHANGE_ASKED = "no-change-asked"
    """Target and baseline are the same, so there is no way to measure along."""


@dataclass(frozen=True, slots=True)
class Achievement:
    """What an actual figure amounts to.

    Attributes:
        ratio: 1 is fully reached; ``None`` where no ratio can be said.
        met: whether the target is met; ``None`` where that is unknown.
        problem: why ratio or met is missing.
    """

    ratio: Decimal | None
    met: bool | None
    problem: Problem | None = None

    def capped(self, most: Decimal = WHOLE) -> Achievement:
        """The same, counted at most ``most``: a cap is a minimum of two, never a maximum.

        >>> Achievement(Decimal("1.3"), met=True).capped().ratio
        Decimal('1')
        """
        if self.ratio is None:
            return self
        return Achievement(min(self.ratio, most), self.met, self.problem)


def achievement_of(target: Target, actual: Quantity | None) -> Achievement:
    """Hold an actual figure against its target (DESIGN, Scoring).

    At least: actual ÷ target. At most: 1 where the actual does not exceed the target, else
    target ÷ actual. Where the target is 0 or negative, or exact, only met or not is said.
    Figures in other units convert where that is exact; else nothing is said.

    >>> from guankao.figures import read_quantity, read_target
    >>> achievement_of(read_target("10%以下"), read_quantity("12.5%")).ratio
    Decimal('0.8')
    """
    if actual is None:
        return Achievement(None, None, Problem.NO_ACTUAL)
    if target.quantity is None:
        return Achievement(None, None, Problem.NO_FIGURE)
    try:
        value = convert(actual, target.quantity.unit).value
    except UnitsDiffer:
        return Achievement(None, None, Problem.UNITS_DIFFER)
    met = target.is_met_by(value)
    wanted = target.quantity.value
    if wanted <= 0 or target.comparator is Comparator.EQUAL:
        return Achievement(None, met, Problem.ONLY_MET_OR_NOT)
    if target.comparator is Comparator.AT_MOST:
        return Achievement(WHOLE if value <= wanted else wanted / value, met)
    return Achievement(value / wanted, met)


def progress_of(baseline: Decimal, target: Decimal, actual: Decimal | None) -> Achievement:
    """How much of the way from the baseline to the target is done, in either direction.

    >>> progress_of(Decimal(20), Decimal(10), Decimal(15)).ratio
    Decimal('0.5')
    """
    if actual is None:
        return Achievement(None, None, Problem.NO_ACTUAL)
    if baseline == target:
        return Achievement(None, actual == target, Problem.NO_CHANGE_ASKED)
    ratio = (actual - baseline) / (target - baseline)
    return Achievement(ratio, ratio >= 1)
