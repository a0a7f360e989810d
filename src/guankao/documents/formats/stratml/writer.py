"""Writing annual plans and performance reports as StratML Part 2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import Final

from lxml import etree

from guankao.documents.formats.stratml import names
from guankao.documents.identifiers import goal_identifier, indicator_identifier
from guankao.documents.official.words import FICTIONAL_NOTICE, LIGHTS
from guankao.documents.performance_report import IndicatorResult, PerformanceReport
from guankao.documents.plan import Goal, HistoryValue, Indicator, Plan
from guankao.figures import Quantity, Target, UnreadableFigure, read_quantity, read_target

_UNWRITABLE: Final = re.compile("[\ufffe\uffff]")
"""What no XML can hold; both are characters of nobody."""


class NoGoals(ValueError):
    """A document without goals, which StratML has no way to write."""

    def __init__(self, identifier: str) -> None:
        self.identifier = identifier
        super().__init__(f"{identifier} has no goal; StratML asks for at least one")


def write_stratml(document: Plan | PerformanceReport) -> bytes:
    """The document as StratML; the same document always gives the same bytes.

    What StratML cannot hold is listed in docs/reference/stratml.md.

    Raises:
        NoGoals: the plan states no goal.
    """
    top = _plan(document) if isinstance(document, Plan) else _report(document)
    if top.find(f".//{{{names.NAMESPACE}}}Goal") is None:
        raise NoGoals(document.identifier)
    etree.indent(top, " ")
    return etree.tostring(top, xml_declaration=True, encoding="UTF-8") + b"\n"


def _child(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{names.NAMESPACE}}}{name}")
    element.text = None if text is None else _UNWRITABLE.sub("", text)
    return element


def _optional(parent: etree._Element, name: str, text: str | None) -> None:
    if text:
        _child(parent, name, text)


def _root(kind: str, title: str) -> etree._Element:
    # lxml's stubs know no way to declare a namespace without a prefix.
    top = etree.fromstring(f'<PerformancePlanOrReport xmlns="{names.NAMESPACE}"/>')
    top.set("Type", kind)
    _child(top, "Name", title)
    return top


def _core(top: etree._Element, document: Plan | PerformanceReport) -> etree._Element:
    core = _child(top, "StrategicPlanCore")
    organization = _child(core, "Organization")
    _child(organization, "Name", document.agency)
    _child(organization, "Identifier", names.stable_id(f"agency/{document.agency}"))
    return core


def _administrative(top: etree._Element, document: Plan | PerformanceReport) -> None:
    information = _child(top, "AdministrativeInformation")
    _child(information, "Identifier", names.stable_id(document.identifier))
    _child(information, "StartDate", names.first_day(document.fiscal_year))
    _child(information, "EndDate", names.last_day(document.fiscal_year))


def _plan(plan: Plan) -> etree._Element:
    top = _root(names.PERFORMANCE_PLAN, f"{plan.agency} {plan.fiscal_year} 年度施政計畫")
    _optional(top, "Description", "\n\n".join(plan.introduction))
    notes = [
        (names.IDENTIFIER, plan.identifier),
        (names.FICTIONAL, FICTIONAL_NOTICE if plan.fictional else None),
        (names.PARENT_AGENCY, plan.parent_agency),
        (names.CHAPTER, plan.chapter),
    ]
    _child(top, "OtherInformation", names.labelled(notes))
    core = _core(top, plan)
    for goal in plan.goals:
        _goal(core, plan, goal)
    _administrative(top, plan)
    return top


def _goal(core: etree._Element, plan: Plan, goal: Goal) -> None:
    identifier = goal_identifier(plan.fiscal_year, plan.agency, goal.key)
    element = _child(core, "Goal")
    _child(element, "Name", goal.title)
    _child(element, "Description", "")
    _child(element, "Identifier", names.stable_id(identifier))
    _child(element, "SequenceIndicator", str(goal.no))
    notes = [
        (names.IDENTIFIER, identifier),
        *((names.ANSWERS, f"{one.known_as} {one.text or ''}".rstrip()) for one in goal.answers),
    ]
    _child(element, "OtherInformation", names.labelled(notes))
    for number, strategy in enumerate(goal.strategies, start=1):
        objective = _child(element, "Objective")
        _child(objective, "Description", strategy.text)
        _child(objective, "Identifier", names.stable_id(f"{identifier}/strategy/{number}"))
        _child(objective, "SequenceIndicator", str(number))
    for indicator in plan.indicators:
        if indicator.goal == goal.key:
            _indicator(element, plan, indicator)


def _indicator(goal: etree._Element, plan: Plan, indicator: Indicator) -> None:
    identifier = indicator_identifier(plan.fiscal_year, plan.agency, indicator.key)
    try:
        target = read_target(indicator.target, name=indicator.name, standard=indicator.standard)
    except UnreadableFigure:
        target = None
    quantity = target.quantity if target else None
    measured = _measured(goal, identifier, indicator.no, indicator.name)
    _child(measured, "MeasurementDimension", indicator.standard)
    _child(measured, "UnitOfMeasurement", quantity.unit if quantity else "")
    _child(measured, "Identifier", names.stable_id(identifier))
    measured.set("PerformanceIndicatorType", "Quantitative" if quantity else "Qualitative")
    instance = _child(measured, "MeasurementInstance")
    _target(instance, plan.fiscal_year, indicator.target, target)
    _history(instance, indicator.history)
    notes = [
        (names.IDENTIFIER, identifier),
        (names.GOAL_NO_IN_TABLE, indicator.goal_no_in_table),
        (names.EVALUATION_ARRANGEMENT, indicator.evaluation_arrangement),
        (names.EVALUATION_METHOD, indicator.evaluation_method),
        (names.LINKAGE, "、".join(indicator.linkage)),
        (names.REMARK, indicator.standard_remark),
        (names.NOTE, indicator.note),
    ]
    _child(measured, "OtherInformation", names.labelled(notes))


def _measured(goal: etree._Element, identifier: str, number: int, name: str) -> etree._Element:
    """The PerformanceIndicator of a KPI, in an Objective that has its name."""
    objective = _child(goal, "Objective")
    _child(objective, "Name", name)
    _child(objective, "Identifier", names.stable_id(f"{identifier}/objective"))
    _child(objective, "SequenceIndicator", str(number))
    return _child(objective, "PerformanceIndicator")


def _target(instance: etree._Element, fiscal_year: int, text: str, target: Target | None) -> None:
    result = _result(instance, "TargetResult", fiscal_year)
    if target and target.quantity:
        _child(result, "NumberOfUnits", f"{target.quantity.value:f}")
    if target:
        _descriptor(result, names.COMPARATOR, target.comparator.value)
    _child(result, "Description", text)


def _history(instance: etree._Element, history: tuple[HistoryValue, ...]) -> None:
    for earlier in history:
        result = _result(instance, "ActualResult", earlier.fiscal_year)
        quantity = _quantity(earlier.value)
        if quantity:
            _child(result, "NumberOfUnits", f"{quantity.value:f}")
        _child(result, "Description", earlier.value)


def _result(instance: etree._Element, name: str, fiscal_year: int) -> etree._Element:
    result = _child(instance, name)
    _child(result, "StartDate", names.first_day(fiscal_year))
    _child(result, "EndDate", names.last_day(fiscal_year))
    return result


def _descriptor(result: etree._Element, name: str, value: str) -> None:
    descriptor = _child(result, "Descriptor")
    _child(descriptor, "DescriptorName", name)
    _child(descriptor, "DescriptorValue", value)


def _quantity(text: str) -> Quantity | None:
    try:
        return read_quantity(text)
    except UnreadableFigure:
        return None


def _report(report: PerformanceReport) -> etree._Element:
    top = _root(names.PERFORMANCE_REPORT, f"{report.agency} {report.fiscal_year} 年度施政績效報告")
    notes = [
        (names.IDENTIFIER, report.identifier),
        (names.FICTIONAL, FICTIONAL_NOTICE if report.fictional else None),
    ]
    _child(top, "OtherInformation", names.labelled(notes))
    core = _core(top, report)
    for (number, title), group in groupby(report.indicators, lambda one: (one.goal_no, one.goal)):
        goal = _child(core, "Goal")
        _child(goal, "Name", title)
        _child(goal, "Description", "")
        _child(goal, "SequenceIndicator", str(number))
        for result in group:
            _indicator_result(goal, report, result)
    _administrative(top, report)
    return top


def _indicator_result(
    goal: etree._Element, report: PerformanceReport, result: IndicatorResult
) -> None:
    identifier = indicator_identifier(report.fiscal_year, report.agency, result.indicator)
    measured = _measured(goal, identifier, result.no, result.name)
    _child(measured, "MeasurementDimension", result.name)
    _child(measured, "UnitOfMeasurement", result.unit or "")
    _child(measured, "Identifier", names.stable_id(identifier))
    instance = _child(measured, "MeasurementInstance")
    _child(_result(instance, "TargetResult", report.fiscal_year), "Description", result.target)
    _history(instance, result.history)
    reached = _result(instance, "ActualResult", report.fiscal_year)
    if result.value is not None:
        _child(reached, "NumberOfUnits", f"{result.value:f}")
    _descriptor(reached, names.LIGHT, LIGHTS[result.light])
    _optional(reached, "Description", result.actual)
    _child(measured, "OtherInformation", names.labelled(_facts(result, identifier)))


def _facts(result: IndicatorResult, identifier: str) -> Iterator[tuple[str, object]]:
    yield names.IDENTIFIER, identifier
    yield names.ACHIEVEMENT, _plain(result.achievement)
    for value in result.inputs:
        yield names.INPUT, f"{value.name}＝{value.value:f} {value.unit or ''}".rstrip()
    yield names.NOTE, result.explanation


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
