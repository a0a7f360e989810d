"""The result of a KPI for a period: year to date, achievement, light, and what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from guankao.calendars import ReportField
from guankao.documents import Report
from guankao.documents.words import Words
from guankao.figures import Period, PeriodKind, Quantity, Target, UnitsDiffer
from guankao.figures.formulas import ProblemCode, Result, Step, evaluate
from guankao.figures.formulas.evaluate import decimal, key
from guankao.results.accumulating import FIGURE, Stated, falls, stated_in, year_to_date
from guankao.results.definitions import Definition
from guankao.results.history import outlier_of
from guankao.results.parts import outgrown
from guankao.results.problems import ReportProblem, problem, shown
from guankao.results.problems import ReportProblemCode as Code
from guankao.scoring import Achievement, Light, Scheme, achievement_of

_OF_FORMULAS: Mapping[ProblemCode, Code] = {
    ProblemCode.MISSING_INPUT: Code.INPUT_MISSING,
    ProblemCode.UNKNOWN_INPUT: Code.INPUT_UNKNOWN,
    ProblemCode.NOT_A_FIGURE: Code.NOT_A_FIGURE,
    ProblemCode.DIVISION_BY_ZERO: Code.DIVISION_BY_ZERO,
    ProblemCode.NEGATIVE_COUNT: Code.NEGATIVE_COUNT,
    ProblemCode.FRACTION_FOR_PERCENTAGE: Code.FRACTION_FOR_PERCENTAGE,
    ProblemCode.PERCENTAGE_ABOVE_HUNDRED: Code.PERCENTAGE_ABOVE_HUNDRED,
}
_ASKS_WHY = (Code.RED, Code.CUMULATIVE_FALLS, Code.FAR_FROM_HISTORY)


class Against(StrEnum):
    """What the figure of a period is held against for its light."""

    TARGET = "target"
    """The year's target as it stands."""
    PACE = "pace"
    """The part of the year's target that belongs to the months gone by."""
    NOTHING = "nothing"
    """Nobody has said how the periods add up, so only the end of the year can tell."""


@dataclass(frozen=True, slots=True)
class IndicatorOutcome:
    """What follows from the reports on a KPI up to the end of a period.

    Attributes:
        values: the inputs of the year to date.
        value: the result of the year to date in `unit`; None where it is unknown.
        steps: the working.
        achievement: of the year's target.
        against: what the light was given for.
        light: white where unknown.
        example: whether the thresholds of the light are our example and nobody's rule.
        problems: what is wrong with the last report, in the order of its fields.
    """

    values: Stated
    value: Decimal | None
    unit: str
    steps: tuple[Step, ...]
    achievement: Achievement
    against: Against
    light: Light
    example: bool
    problems: tuple[ReportProblem, ...]


def compute_indicator(
    definition: Definition,
    reports: Sequence[Report | None],
    *,
    period: Period,
    scheme: Scheme,
    fields: Collection[ReportField] = (ReportField.FIGURES,),
    earlier: Mapping[int, Decimal] = MappingProxyType({}),
) -> IndicatorOutcome:
    """Compute what the reports of a year say of a KPI.

    Args:
        definition: the KPI.
        reports: one for each period up to and with this one, in order; None where none stands.
        period: the period of the last of them.
        scheme: by which lights are given.
        fields: what the report has to state.
        earlier: results of the same period in earlier years, by fiscal year; at the end of the
            year those that the plan states are added.

    Raises:
        ValueError: no report at all was given.
    """
    if not reports:
        raise ValueError("the report itself is the last of the reports")
    report = reports[-1]
    try:
        stated = [stated_in(one, definition) for one in reports]
    except UnitsDiffer as differ:
        return _in_another_unit(differ, scheme)
    to_date = year_to_date(definition, stated)
    result = _result(definition, to_date.values)
    value = None if to_date.missing else result.value
    actual = None if value is None else Quantity(value, definition.unit)
    against = _against(definition, period)
    light, achievement = _judged(definition, actual, against, period, scheme)
    found = [
        *_problems_of_the_figures(definition, stated[-1], result),
        *_weightless(definition, to_date.weightless),
        *_missing_periods(to_date.missing, period),
        *_doubts(definition, to_date.values, stated),
        *_far(definition, value, period, earlier),
    ]
    if against is Against.NOTHING:
        found.append(problem(Code.ACCUMULATION_UNKNOWN, "figure"))
    if light is Light.RED:
        found.append(problem(Code.RED, "figure"))
    found += missing_fields(report, fields)
    found += unexplained(report, found, _ASKS_WHY)
    return IndicatorOutcome(
        to_date.values,
        value,
        definition.unit,
        result.steps if value is not None else (),
        achievement,
        against,
        light,
        scheme.example,
        tuple(found),
    )


def missing_fields(
    report: Report | None, fields: Collection[ReportField]
) -> Iterator[ReportProblem]:
    """Fields of every kind of report that are asked for and were not stated."""
    if ReportField.DATA_QUALITY in fields and (report is None or report.data_quality is None):
        yield problem(Code.FIELD_MISSING, "data_quality")
    if ReportField.EVIDENCE in fields and (report is None or not report.evidence):
        yield problem(Code.FIELD_MISSING, "evidence")


def unexplained(
    report: Report | None, found: Iterable[ReportProblem], asks_why: Collection[Code]
) -> Iterator[ReportProblem]:
    """The reason that is missing, where something asks for one."""
    first = next((one for one in found if one.code in asks_why), None)
    if first is not None and (report is None or report.reason is None):
        yield problem(Code.REASON_MISSING, "reason", why=first.message)


def _in_another_unit(differ: UnitsDiffer, scheme: Scheme) -> IndicatorOutcome:
    wrong = problem(Code.UNITS_DIFFER, "unit", unit=differ.unit, wanted=differ.wanted)
    unknown = Achievement(None, None)
    return IndicatorOutcome(
        {}, None, "", (), unknown, Against.NOTHING, Light.WHITE, scheme.example, (wrong,)
    )


def _result(definition: Definition, values: Stated) -> Result:
    if definition.formula is not None:
        return evaluate(definition.formula, values)
    return Result(values.get(FIGURE), definition.unit, (), ())


def _against(definition: Definition, period: Period) -> Against:
    """A count is held against its share of the year, a rate against the whole target."""
    if period.kind is PeriodKind.YEAR or period.end.month == 12 or definition.is_rate:
        return Against.TARGET
    rules = {definition.rule_of(name) for name in definition.asked or (FIGURE,)}
    if None in rules:
        return Against.NOTHING
    return Against.PACE if rules & {"sum", "latest"} else Against.TARGET


def _judged(
    definition: Definition,
    actual: Quantity | None,
    against: Against,
    period: Period,
    scheme: Scheme,
) -> tuple[Light, Achievement]:
    target = definition.target
    if target is None:
        return Light.WHITE, Achievement(None, None)
    achievement = achievement_of(target, actual)
    if against is Against.NOTHING:
        return Light.WHITE, achievement
    judged = achievement
    if against is Against.PACE:
        judged = achievement_of(_at_pace(target, period), actual)
    return scheme.light_of(judged), achievement


def _at_pace(target: Target, period: Period) -> Target:
    """The target of the months gone by, as if each brought the same."""
    if target.quantity is None:
        return target
    share = Fraction(target.quantity.value) * Fraction(period.end.month, 12)
    return replace(target, quantity=Quantity(decimal(share), target.quantity.unit))


def _problems_of_the_figures(
    definition: Definition, stated: Stated, result: Result
) -> Iterator[ReportProblem]:
    if definition.formula is None:
        if FIGURE not in stated:
            yield problem(Code.FIGURE_MISSING, "figure")
        return
    given = {key(name) for name in stated}
    for one in result.problems:
        if one.code is ProblemCode.MISSING_INPUT and key(one.subject) in given:
            continue  # it is stated here, and missing in an earlier period
        code = _OF_FORMULAS[one.code]
        at_input = one.code is not ProblemCode.DIVISION_BY_ZERO
        field = f"inputs.{one.subject}" if at_input else "inputs"
        yield problem(code, field, name=one.subject.strip("「」"))


def _weightless(definition: Definition, names: Sequence[str]) -> Iterator[ReportProblem]:
    for name in names:
        weight = definition.weight_of(name)
        yield problem(Code.DIVISION_BY_ZERO, f"inputs.{name}", name=weight)


def _missing_periods(missing: frozenset[int], period: Period) -> Iterator[ReportProblem]:
    if missing:
        earlier = [Period.of(period.fiscal_year, period.kind, place + 1) for place in missing]
        names = sorted(earlier)
        words = Words(
            "、".join(one.label("zh") for one in names), ", ".join(one.label("en") for one in names)
        )
        yield problem(Code.PERIODS_MISSING, "figure", periods=words)


def _doubts(
    definition: Definition, values: Stated, stated: Sequence[Stated]
) -> Iterator[ReportProblem]:
    above = outgrown(definition, values)
    if above is not None:
        yield above
    for name, before, now in falls(definition, stated):
        field = f"inputs.{name}" if name else "figure"
        told = name or definition.indicator.name
        yield problem(Code.CUMULATIVE_FALLS, field, name=told, before=shown(before), now=shown(now))


def _far(
    definition: Definition, value: Decimal | None, period: Period, earlier: Mapping[int, Decimal]
) -> Iterator[ReportProblem]:
    if value is None:
        return
    known = dict(earlier)
    if period.end.month == 12:
        stated = {year: one.value for year, one in definition.history().items()}
        known = stated | known
    far = outlier_of(value, [known[year] for year in sorted(known)])
    if far is not None:
        yield problem(
            Code.FAR_FROM_HISTORY,
            "figure",
            value=shown(value),
            low=shown(far.low),
            high=shown(far.high),
        )
