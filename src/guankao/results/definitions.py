"""What a KPI of a plan asks for: its formula or its figure, its target, how its periods add up."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache

from guankao.documents import Indicator, InputAccumulation
from guankao.documents.fields import InputRule
from guankao.figures import (
    Quantity,
    Target,
    UnitsDiffer,
    UnreadableFigure,
    convert,
    read_quantity,
    read_target,
)
from guankao.figures.formulas import Accumulation, Formula, RefusedFormula, read_formula
from guankao.figures.formulas.evaluate import key

RATIOS = frozenset({"%", "‰", "百分比", "百分點"})
"""Units of figures that do not grow with the year: a rate of a quarter is no part of a year's."""


@dataclass(frozen=True)
class Definition:
    """A KPI as it is reported on.

    Attributes:
        indicator: the KPI of the plan.
        fiscal_year: the year of the plan.
        formula: None where its figure itself is stated: nothing is calculated, or it was refused.
        target: None where it cannot be read.
        accumulation: how its periods add up; None where the plan does not say.
    """

    indicator: Indicator
    fiscal_year: int
    formula: Formula | None
    target: Target | None
    accumulation: Accumulation | None

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of the inputs that have to be stated; empty where the figure itself is."""
        if self.formula is None:
            return ()
        return tuple(item.name for item in self.formula.inputs if item.default is None)

    @cached_property
    def _input_rules(self) -> Mapping[str, InputAccumulation]:
        return {key(one.name): one for one in self.indicator.input_accumulation}

    def rule_of(self, name: str) -> InputRule | None:
        """How an input adds up: by its own rule, else by the KPI's; None where nobody says."""
        own = self._input_rules.get(key(name))
        if own is not None:
            return own.rule
        return self.accumulation.value if self.accumulation else None

    def weight_of(self, name: str) -> str:
        """The folded name of the input that a rate is weighed by; "" for every other input."""
        own = self._input_rules.get(key(name))
        return key(own.weight) if own is not None and own.weight else ""

    @property
    def unit(self) -> str:
        """The unit of the result; "" for a bare number."""
        wanted = self.target.quantity.unit if self.target and self.target.quantity else ""
        if self.formula is None:
            return wanted
        return self.formula.unit or wanted

    @property
    def is_rate(self) -> bool:
        """Whether its figure does not grow with the year."""
        return self.unit in RATIOS

    def history(self) -> dict[int, Quantity]:
        """The figures of earlier years that can be read, in the unit of the result, by year."""
        found = {}
        for past in self.indicator.history:
            try:
                found[past.fiscal_year] = convert(read_quantity(past.value), self.unit)
            except (UnreadableFigure, UnitsDiffer):
                continue
        return found


@lru_cache(maxsize=2048)
def definition_of(indicator: Indicator, fiscal_year: int) -> Definition:
    """Read a KPI. What cannot be read is left out; the linter says why, not this."""
    formula: Formula | None = None
    target: Target | None = None
    with suppress(RefusedFormula):
        formula = read_formula(
            indicator.standard,
            target=indicator.target,
            name=indicator.name,
            fiscal_year=fiscal_year,
        )
    with suppress(UnreadableFigure):
        target = read_target(indicator.target, name=indicator.name, standard=indicator.standard)
    rule = Accumulation(indicator.accumulation) if indicator.accumulation else None
    return Definition(indicator, fiscal_year, formula, target, rule)
