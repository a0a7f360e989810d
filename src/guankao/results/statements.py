"""From what is typed, field by field, to a report: one reading for pages, workbooks and programs.

A field has a name: `inputs.到考人數`, `figure`, `planned`, `actual`, `allotted`, `spent`,
`reason`, `countermeasure`, `data_quality`, and `milestones.2018-03-31 決標` with the day on which
it was done. What is not named stays as it stands; an empty text takes a value away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from guankao.documents import (
    Indicator,
    Milestone,
    Project,
    Report,
    ReportedIndicator,
    ReportedInput,
    ReportedMilestone,
    ReportedProject,
)
from guankao.documents.fields import MOST_DECIMALS, MOST_WHOLE_DIGITS, Text
from guankao.figures import UnitsDiffer, UnreadableFigure, convert, read_quantity
from guankao.figures.formulas.evaluate import key
from guankao.figures.text import fold_width
from guankao.results.definitions import Definition, definition_of
from guankao.results.faults import Fault, FaultCode, fault
from guankao.results.provided import Provided, with_provided

INPUTS, MILESTONES = "inputs.", "milestones."
FIGURE: Final = "figure"
PERCENTAGES: Final = ("planned", "actual")
MONEY: Final = ("allotted", "spent")
THOUSANDS: Final = "千元"
TEXTS: Final = ("reason", "countermeasure", "data_quality")
_ROC_YEAR: Final = 1911
_DAY: Final = re.compile(r"(\d{2,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII)
_PLAIN: Final = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_text: Final[TypeAdapter[str]] = TypeAdapter(Text)


class UnusableText(ValueError):
    """A text that is no value of its field; `code` and `facts` say why."""

    def __init__(self, code: FaultCode, **facts: str) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code.value)


@dataclass(frozen=True, slots=True)
class Restated:
    """What came of the fields of one report.

    Attributes:
        report: as it would stand; where there are faults, without the fields at fault.
        faults: in the order of the fields.
    """

    report: Report
    faults: tuple[Fault, ...]


def typed_number(text: str, unit: str = "") -> Decimal:
    """A number as people type it, in the unit of its field.

    Raises:
        UnusableText: no number, another unit, or more digits than any figure has.

    >>> typed_number("１,２３４"), typed_number("90%"), typed_number("2萬元", "千元")
    (Decimal('1234'), Decimal('90'), Decimal('20'))
    >>> typed_number("12人", "場")
    Traceback (most recent call last):
    ...
    guankao.results.statements.UnusableText: another-unit
    """
    folded = fold_width(text).strip()
    if _PLAIN.fullmatch(folded):
        return _bounded(Decimal(folded.replace(",", "")))
    try:
        quantity = read_quantity(text.strip())
    except (UnreadableFigure, InvalidOperation, ValueError):
        raise UnusableText(FaultCode.NOT_A_NUMBER, text=text.strip()[:60]) from None
    if quantity.base.unit == "":
        return _bounded(quantity.base.value)
    if quantity.unit == "%" and unit in {"", "%"}:
        return _bounded(quantity.value)
    try:
        return _bounded(convert(quantity, unit).value)
    except UnitsDiffer:
        raise UnusableText(FaultCode.ANOTHER_UNIT, unit=quantity.unit) from None


def typed_day(text: str) -> date:
    """A day as people type it, of either calendar; a year below 1000 is of the Republic.

    Raises:
        UnusableText: no day of the calendar.

    >>> typed_day("107年3月31日") == typed_day("2018-03-31") == date(2018, 3, 31)
    True
    """
    found = _DAY.fullmatch(fold_width(text).strip())
    if found is not None:
        year, month, day = map(int, found.groups())
        try:
            return date(year + _ROC_YEAR if year < 1000 else year, month, day)
        except ValueError:
            pass
    raise UnusableText(FaultCode.NOT_A_DAY, text=text.strip()[:60])


def milestone_field(milestone: Milestone | ReportedMilestone) -> str:
    """The name of the field that says when a milestone was done."""
    return f"{MILESTONES}{milestone.due.isoformat()} {milestone.title}"


def fields_of(element: Indicator | Project, fiscal_year: int) -> tuple[str, ...]:
    """The names of all fields of a report on a KPI or project, in the order of its form."""
    if isinstance(element, Indicator):
        asked = definition_of(element, fiscal_year).asked
        figures = tuple(f"{INPUTS}{name}" for name in asked) or (FIGURE,)
        return (*figures, *TEXTS)
    planned = () if element.planned_progress else ("planned",)
    done = tuple(milestone_field(one) for one in element.milestones)
    return (*planned, "actual", *done, *MONEY, *TEXTS)


def stated_in(report: Report | None) -> Mapping[str, str]:
    """What a report states, by the names of its fields; None says nothing."""
    if report is None:
        return {}
    found: dict[str, Any] = {name: getattr(report, name) for name in TEXTS}
    if report.indicator is not None:
        found |= {f"{INPUTS}{one.name}": one.value for one in report.indicator.inputs}
        found[FIGURE] = report.indicator.figure
    if report.project is not None:
        found |= {name: getattr(report.project, name) for name in (*PERCENTAGES, *MONEY)}
        found |= {milestone_field(one): one.done_on for one in report.project.milestones}
    return {name: _as_text(value) for name, value in found.items() if value is not None}


def restated(
    element: Indicator | Project,
    base: Report,
    typed: Mapping[str, str],
    provided: Sequence[Provided] = (),
) -> Restated:
    """A report with the fields that were typed put over what stands.

    Args:
        element: the KPI or project of the plan.
        base: the report that stands, or an empty one on the same element and period.
        typed: texts by the names of fields; an empty one takes the value away.
        provided: inputs that are filled in from elsewhere; they are put over what was typed.
    """
    known = set(fields_of(element, base.fiscal_year))
    stands = dict(stated_in(base))
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, text in typed.items():
        if name not in known and not text.strip():
            continue  # nothing is said of what is not asked
        try:
            value = _value(name, text, element, base.fiscal_year, known)
            _may_be_typed(name, text, stands.get(name, ""), base, provided)
        except UnusableText as unusable:
            faults.append(fault(name, unusable.code, **unusable.facts))
        else:
            values[name] = value
    report = with_provided(_put_over(element, base, values), provided)
    return Restated(report, tuple(faults))


def same_statement(one: Report, other: Report) -> bool:
    """Whether two reports state the same, in whatever order their inputs stand."""
    return _sorted(one) == _sorted(other)


def _sorted(report: Report) -> Report:
    if report.indicator is None:
        return report
    inputs = tuple(sorted(report.indicator.inputs, key=lambda one: one.name))
    indicator = report.indicator.model_copy(update={"inputs": inputs})
    return report.model_copy(update={"indicator": indicator})


def empty_report(
    element: Indicator | Project, *, fiscal_year: int, agency: str, period: str, fictional: bool
) -> Report:
    """A report that states nothing yet."""
    whole: dict[str, Any] = {"project": ReportedProject(key=element.key)}
    if isinstance(element, Indicator):
        whole = {"indicator": ReportedIndicator(key=element.key)}
    return Report(
        fiscal_year=fiscal_year, agency=agency, period=period, fictional=fictional, **whole
    )


def _value(
    name: str, text: str, element: Indicator | Project, fiscal_year: int, known: Iterable[str]
) -> Any:
    """The value of one field, None for none; UnusableText."""
    if name not in known:
        raise _unknown(name, element)
    if not text.strip():
        return None
    if name in TEXTS:
        try:
            return _text.validate_python(text)
        except ValidationError:
            raise UnusableText(FaultCode.NO_TEXT) from None
    if name.startswith(MILESTONES):
        return typed_day(text)
    if name in PERCENTAGES:
        number = typed_number(text, "%")
        if not 0 <= number <= 100:
            raise UnusableText(FaultCode.NO_PERCENTAGE)
        return number
    if name in MONEY:
        number = typed_number(text, THOUSANDS)
        if number < 0:
            raise UnusableText(FaultCode.NEGATIVE)
        return number
    return typed_number(text, _unit(name, element, fiscal_year))


def _unit(name: str, element: Indicator | Project, fiscal_year: int) -> str:
    """The unit of a figure; that of an input is not known, so that it is written without one."""
    if name == FIGURE and isinstance(element, Indicator):
        definition: Definition = definition_of(element, fiscal_year)
        return definition.unit
    return ""


def _unknown(name: str, element: Indicator | Project) -> UnusableText:
    if name.startswith(INPUTS) and isinstance(element, Indicator):
        return UnusableText(FaultCode.UNKNOWN_INPUT, name=name.removeprefix(INPUTS)[:60])
    if name.startswith(MILESTONES) and isinstance(element, Project):
        return UnusableText(FaultCode.UNKNOWN_MILESTONE, name=name.removeprefix(MILESTONES)[:60])
    return UnusableText(FaultCode.UNKNOWN_FIELD, name=name[:60])


def _may_be_typed(
    name: str, text: str, stands: str, base: Report, provided: Sequence[Provided]
) -> None:
    """Refuse to type what comes from elsewhere, unless it is just that; and to take away what a
    file proves."""
    for one in provided:
        if one.value is None or key(one.field) != key(name):
            continue
        if text.strip() not in {"", stands} and typed_number(text) != one.value:
            raise UnusableText(FaultCode.PROVIDED, origin=one.origin)
        return
    subject = name.removeprefix(INPUTS)
    if name.startswith(INPUTS) and not text.strip():
        for proof in base.evidence:
            if proof.proves == subject and stands:
                raise UnusableText(FaultCode.PROVED, name=proof.name)


def _put_over(element: Indicator | Project, base: Report, values: Mapping[str, Any]) -> Report:
    changed: dict[str, Any] = {name: values[name] for name in TEXTS if name in values}
    if base.indicator is not None and isinstance(element, Indicator):
        formula = definition_of(element, base.fiscal_year).formula
        order = None if formula is None else tuple(one.name for one in formula.inputs)
        changed["indicator"] = _indicator(base.indicator, values, order)
    if base.project is not None:
        changed["project"] = _project(base.project, values)
    # `model_copy` would not look at the values again, and a report has to hang together.
    return Report.model_validate(
        {name: getattr(base, name) for name in type(base).model_fields} | changed
    )


def _indicator(
    base: ReportedIndicator, values: Mapping[str, Any], order: tuple[str, ...] | None
) -> ReportedIndicator:
    """The inputs in the order of the formula, so that the same figures are the same report.

    What the formula has asked for once, and does not any more, is left out.
    """
    inputs = {one.name: one for one in base.inputs}
    for name, value in values.items():
        subject = name.removeprefix(INPUTS)
        if not name.startswith(INPUTS):
            continue
        if value is None:
            inputs.pop(subject, None)
        elif subject not in inputs or inputs[subject].value != value:
            inputs[subject] = ReportedInput(name=subject, value=value)
    if order is not None:
        ordered = tuple(inputs[name] for name in order if name in inputs)
        return base.model_copy(update={"inputs": ordered, "figure": None})
    figure = values.get(FIGURE, base.figure)
    source = {} if figure == base.figure else {"source": "typed", "origin": None}
    return base.model_copy(update={"inputs": (), "figure": figure, **source})


def _project(base: ReportedProject, values: Mapping[str, Any]) -> ReportedProject:
    done = {milestone_field(one): one for one in base.milestones}
    for name, day in values.items():
        if not name.startswith(MILESTONES):
            continue
        if day is None:
            done.pop(name, None)
        else:
            due, _, title = name.removeprefix(MILESTONES).partition(" ")
            done[name] = ReportedMilestone(due=date.fromisoformat(due), title=title, done_on=day)
    figures = {name: values[name] for name in (*PERCENTAGES, *MONEY) if name in values}
    milestones = tuple(sorted(done.values(), key=lambda one: (one.due, one.title)))
    return base.model_copy(update={"milestones": milestones, **figures})


def _as_text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _bounded(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    if value.adjusted() >= MOST_WHOLE_DIGITS or -int(exponent) > MOST_DECIMALS:
        raise UnusableText(
            FaultCode.TOO_MANY_DIGITS, whole=str(MOST_WHOLE_DIGITS), decimals=str(MOST_DECIMALS)
        )
    return value
