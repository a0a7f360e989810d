"""The year to date: what the reports of several periods state together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from guankao.documents import Report
from guankao.figures import Quantity, convert
from guankao.figures.formulas import (
    Accumulation,
    IncompletePeriods,
    accumulate,
    ratio_of_sums,
)
from guankao.figures.formulas.evaluate import key
from guankao.results.definitions import Definition

FIGURE = ""
"""The name under which the figure of a KPI without a formula is kept."""

Stated = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class YearToDate:
    """What is known from the start of the year to the end of a period.

    Attributes:
        values: by name of input.
        missing: places, from 0, of earlier periods whose figures are needed and were not stated.
        weightless: rates whose weights add up to 0, so that there is no mean of them.
    """

    values: Stated
    missing: frozenset[int]
    weightless: tuple[str, ...] = ()


def stated_in(report: Report | None, definition: Definition) -> Stated:
    """What one report states, by the formula's names; a blank is not there, and 0 is.

    Raises:
        UnitsDiffer: a figure in a unit that does not convert to the target's.
    """
    if report is None or report.indicator is None:
        return {}
    one = report.indicator
    if definition.formula is None:
        if one.figure is None:
            return {}
        if not definition.unit or one.unit is None:
            return {FIGURE: one.figure}
        return {FIGURE: convert(Quantity(one.figure, one.unit), definition.unit).value}
    names = {key(item.name): item.name for item in definition.formula.inputs}
    return {names.get(key(item.name), item.name): item.value for item in one.inputs}


def year_to_date(definition: Definition, stated: Sequence[Stated]) -> YearToDate:
    """Put the periods together, each input by its own rule, else by the KPI's.

    A rate is computed of sums and never averaged itself, because each input is added up before
    the formula runs; an input that is a rate itself is weighed by its denominator. Where the plan
    states no rule, figures are taken to count from the start of the year, as official reports do.
    """
    values: dict[str, Decimal] = {}
    missing: set[int] = set()
    weightless: list[str] = []
    for name, now in stated[-1].items():
        rule = definition.rule_of(name)
        try:
            if rule == "ratio_of_sums":
                values[name] = _weighed(name, definition.weight_of(name), stated)
            elif rule in {None, "latest", "stock_at_end"}:
                values[name] = now
            else:
                values[name] = accumulate([one.get(name) for one in stated], Accumulation(rule))
        except IncompletePeriods as incomplete:
            missing |= set(incomplete.missing)
        except ZeroDivisionError:
            weightless.append(name)
    return YearToDate(values, frozenset(missing), tuple(weightless))


def _weighed(name: str, weight: str, stated: Sequence[Stated]) -> Decimal:
    """The mean of a rate, weighed by its denominator: what their sums give, but for rounding."""
    weights = [_called(one, weight) for one in stated]
    parts = [
        None if rate is None or by is None else rate * by
        for rate, by in zip((one.get(name) for one in stated), weights, strict=True)
    ]
    return ratio_of_sums(parts, weights)


def _called(stated: Stated, folded: str) -> Decimal | None:
    return next((value for name, value in stated.items() if key(name) == folded), None)


def falls(
    definition: Definition, stated: Sequence[Stated]
) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Inputs that count from the start of the year and are less than they were: name, then, now."""
    for name, now in stated[-1].items():
        if definition.rule_of(name) != "latest":
            continue
        earlier = [one[name] for one in stated[:-1] if name in one]
        if earlier and now < earlier[-1]:
            yield name, earlier[-1], now
