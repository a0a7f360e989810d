"""What a formula gave, held against the target: the achievement, the light and the working."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from guankao.figures import Quantity, Target, UnreadableFigure, read_target
from guankao.figures.formulas import Formula, Result, Step
from guankao.scoring import Achievement, Light, Scheme, UnknownScheme, achievement_of, scheme_for
from guankao.web.planning.models import Indicator
from guankao.web.portal.formulas.figures import LARGEST_SHOWN, rounded, shortened, written
from guankao.web.portal.spreadsheet import plain

FEWEST_DECIMALS = 2
MORE_DECIMALS = 2
"""A result is shown a little finer than its target, so that 24.6% is not taken for 25%."""


@dataclass(frozen=True)
class Line:
    """One step of the working, as it is shown."""

    name: str
    text: str
    figures: str
    value: str


@dataclass(frozen=True)
class Outcome:
    """What the formula gives, held against the target."""

    result: Result
    target: Target | None
    achievement: Achievement
    scheme: Scheme | None
    lines: list[Line]

    @property
    def value(self) -> str:
        """The result, a little finer than the target is written."""
        return written(self._value, self._decimals)

    @property
    def exact(self) -> bool:
        """Whether nothing was rounded away in showing it."""
        return rounded(self._value, self._decimals) == self._value

    @property
    def ratio(self) -> str:
        """The achievement in percent, or '' where it is no ratio."""
        ratio = self.achievement.ratio
        return "" if ratio is None else written(ratio * 100, 1)

    @property
    def light(self) -> Light | None:
        """The light, where a scheme holds for the year."""
        return None if self.scheme is None else self.scheme.light_of(self.achievement)

    @property
    def _value(self) -> Decimal:
        return Decimal(0) if self.result.value is None else self.result.value

    @property
    def _decimals(self) -> int:
        if self.target is None or self.target.quantity is None:
            return FEWEST_DECIMALS
        exponent = self.target.quantity.value.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return max(FEWEST_DECIMALS, decimals + MORE_DECIMALS)

    def data(self) -> dict[str, Any]:
        """What the `.json` form says of it; the value with every digit."""
        return {
            "value": None if self.result.value is None else plain(self.result.value),
            "unit": self.result.unit,
            "ratio": None
            if self.achievement.ratio is None
            else plain(rounded(self.achievement.ratio, 10)),
            "met": self.achievement.met,
            "light": None if self.light is None else self.light.value,
            "scheme": None
            if self.scheme is None
            else {"code": self.scheme.code, "example": self.scheme.example},
            "steps": [
                {"text": step.text, "figures": step.figures, "value": plain(step.value)}
                for step in self.result.steps
            ],
        }


def outcome_of(indicator: Indicator, formula: Formula, result: Result) -> Outcome:
    """Hold a result against the target of a KPI; needs its plan."""
    target = _target(indicator)
    return Outcome(
        result=result,
        target=target,
        achievement=_achievement(target, formula, result),
        scheme=_scheme(indicator.plan.fiscal_year),
        lines=[_line(step) for step in result.steps],
    )


def _target(indicator: Indicator) -> Target | None:
    try:
        return read_target(indicator.target_text, name=indicator.name, standard=indicator.standard)
    except UnreadableFigure:
        return None


def _achievement(target: Target | None, formula: Formula, result: Result) -> Achievement:
    if target is None or result.value is None:
        return Achievement(None, None)
    try:
        actual = Quantity(result.value, formula.unit)
    except ValueError:  # a result beyond any amount, from figures that nobody reports
        return Achievement(None, None)
    return achievement_of(target, actual)


@lru_cache(maxsize=256)
def _scheme(fiscal_year: int) -> Scheme | None:
    """The scheme by which a plan of the year is judged; schemes change with the program only."""
    try:
        return scheme_for("plan", fiscal_year)
    except UnknownScheme:
        return None


def _line(step: Step) -> Line:
    return Line(
        name=step.name,
        text=step.text,
        figures=shortened(step.figures),
        value=shortened(f"{step.value:,f}")
        if step.value.adjusted() < LARGEST_SHOWN
        else written(step.value),
    )
