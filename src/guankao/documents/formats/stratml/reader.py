"""Reading back what StratML Part 2 holds of an annual plan or a performance report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree
from pydantic import ValidationError

from guankao.documents.formats.json_format import Problem, UnreadableDocument
from guankao.documents.formats.stratml import names
from guankao.documents.formats.xml_parts import parse_part
from guankao.documents.identifiers import UnreadableIdentifier, parse_identifier, plan_identifier
from guankao.documents.official.words import LIGHTS
from guankao.documents.performance_report import PerformanceReport
from guankao.documents.plan import Plan
from guankao.figures.periods import YEARS_BEFORE


def read_stratml(data: bytes) -> Plan | PerformanceReport:
    """The plan or report that a StratML file of Guankao holds.

    Raises:
        UnreadableFile: it is no XML, or one that declares entities.
        UnreadableDocument: it is no StratML, or one that says too little for a plan of Guankao.
    """
    top = parse_part(data, "StratML")
    if top.tag != f"{{{names.NAMESPACE}}}PerformancePlanOrReport":
        reason = f"must be PerformancePlanOrReport of {names.NAMESPACE}"
        raise UnreadableDocument([Problem("", reason, str(etree.QName(top).localname))])
    kind = top.get("Type")
    if kind not in {names.PERFORMANCE_PLAN, names.PERFORMANCE_REPORT}:
        accepted = f"must be {names.PERFORMANCE_PLAN} or {names.PERFORMANCE_REPORT}"
        raise UnreadableDocument([Problem("Type", accepted, kind or "")])
    try:
        if kind == names.PERFORMANCE_PLAN:
            return Plan.model_validate(_plan(top))
        return PerformanceReport.model_validate(_report(top))
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems = [Problem(".".join(map(str, one["loc"])), one["msg"]) for one in details]
        raise UnreadableDocument(problems) from None


def _find(element: etree._Element, path: str) -> list[etree._Element]:
    steps = "/".join(f"{{{names.NAMESPACE}}}{step}" for step in path.split("/"))
    return element.findall(steps)


def _text(element: etree._Element, path: str) -> str | None:
    """The text at a path, or nothing where it is empty or does not stand."""
    found = _find(element, path)
    return (found[0].text or None) if found else None


def _facts(element: etree._Element) -> Mapping[str, list[str]]:
    return names.facts_of(_text(element, "OtherInformation") or "")


def _fact(facts: Mapping[str, list[str]], label: str) -> str | None:
    return facts[label][0] if label in facts else None


def _stated(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without those that are not there, so that defaults hold."""
    return {name: value for name, value in values.items() if value is not None}


def _number(text: str | None, path: str) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise UnreadableDocument([Problem(path, "must be a whole number", text[:60])])
    return int(text)


def _common(top: etree._Element) -> dict[str, Any]:
    facts = _facts(top)
    return {
        "agency": _text(top, "StrategicPlanCore/Organization/Name"),
        "fiscal_year": _year(_text(top, "AdministrativeInformation/StartDate")),
        "fictional": names.FICTIONAL in facts,
    }


def _year(day: str | None) -> int | None:
    if not day:
        return None
    year = _number(day[:4], "StartDate")
    return None if year is None else year - YEARS_BEFORE


def _key(facts: Mapping[str, list[str]]) -> str | None:
    """The key at the end of a piece's identifier."""
    identifier = _fact(facts, names.IDENTIFIER)
    if identifier is None:
        return None
    try:
        return parse_identifier(identifier).key
    except UnreadableIdentifier as unreadable:
        raise UnreadableDocument([Problem(names.IDENTIFIER, str(unreadable))]) from None


def _plan(top: etree._Element) -> dict[str, Any]:
    facts = _facts(top)
    introduction = _text(top, "Description")
    goals = []
    indicators = []
    for goal in _find(top, "StrategicPlanCore/Goal"):
        number = _number(_text(goal, "SequenceIndicator"), "SequenceIndicator")
        said = _facts(goal)
        key = _key(said) or str(number)
        objectives = _find(goal, "Objective")
        strategies = [one for one in objectives if not _find(one, "PerformanceIndicator")]
        goals.append(
            {
                "key": key,
                "no": number,
                "title": _text(goal, "Name"),
                "strategies": tuple(
                    {"text": _text(one, "Description") or _text(one, "Name")} for one in strategies
                ),
                "answers": tuple(_answered(line) for line in said.get(names.ANSWERS, ())),
            }
        )
        indicators += [
            _indicator(objective, measured, key)
            for objective in objectives
            for measured in _find(objective, "PerformanceIndicator")
        ]
    return _stated(
        {
            **_common(top),
            "parent_agency": _fact(facts, names.PARENT_AGENCY),
            "chapter": _number(_fact(facts, names.CHAPTER), names.CHAPTER),
            "introduction": tuple(introduction.split("\n\n")) if introduction else None,
            "goals": tuple(goals),
            "indicators": tuple(indicators),
        }
    )


def _answered(line: str) -> dict[str, Any]:
    """A clause of the guidelines by its name, and after a space its words where they are known."""
    name, _space, text = line.partition(" ")
    section, _slash, clause = name.partition("/")
    return _stated({"section": section, "clause": clause, "text": text or None})


def _indicator(objective: etree._Element, measured: etree._Element, goal: str) -> dict[str, Any]:
    facts = _facts(measured)
    number = _number(_text(objective, "SequenceIndicator"), "SequenceIndicator")
    arrangement = _fact(facts, names.EVALUATION_ARRANGEMENT)
    renumbered = _fact(facts, names.GOAL_NO_IN_TABLE)
    linkage = _fact(facts, names.LINKAGE)
    return _stated(
        {
            "key": _key(facts) or f"{goal}-{number}",
            "goal": goal,
            "goal_no_in_table": _number(renumbered, names.GOAL_NO_IN_TABLE),
            "no": number,
            "name": _text(objective, "Name"),
            "evaluation_arrangement": _number(arrangement, names.EVALUATION_ARRANGEMENT),
            "evaluation_method": _fact(facts, names.EVALUATION_METHOD),
            "standard": _text(measured, "MeasurementDimension"),
            "standard_remark": _fact(facts, names.REMARK),
            "target": _text(measured, "MeasurementInstance/TargetResult/Description"),
            "linkage": tuple(linkage.split("、")) if linkage else None,
            "history": tuple(_history(_find(measured, "MeasurementInstance/ActualResult"))),
            "note": _fact(facts, names.NOTE),
        }
    )


def _history(results: list[etree._Element]) -> Iterator[dict[str, Any]]:
    for result in results:
        yield {
            "fiscal_year": _year(_text(result, "StartDate")),
            "value": _text(result, "Description"),
        }


def _report(top: etree._Element) -> dict[str, Any]:
    common = _common(top)
    indicators = [
        {
            "goal_no": _number(_text(goal, "SequenceIndicator"), "SequenceIndicator"),
            "goal": _text(goal, "Name"),
            **_indicator_result(objective, measured),
        }
        for goal in _find(top, "StrategicPlanCore/Goal")
        for objective in _find(goal, "Objective")
        for measured in _find(objective, "PerformanceIndicator")
    ]
    plan = plan_identifier(common["fiscal_year"] or 0, common["agency"] or "")
    return _stated({**common, "plan": plan, "indicators": tuple(indicators)})


def _indicator_result(objective: etree._Element, measured: etree._Element) -> dict[str, Any]:
    facts = _facts(measured)
    results = _find(measured, "MeasurementInstance/ActualResult")
    reached = [one for one in results if _find(one, "Descriptor")]
    earlier = [one for one in results if one not in reached]
    number = _text(reached[0], "NumberOfUnits") if reached else None
    achievement = _fact(facts, names.ACHIEVEMENT)
    return _stated(
        {
            "indicator": _key(facts),
            "no": _number(_text(objective, "SequenceIndicator"), "SequenceIndicator"),
            "name": _text(objective, "Name"),
            "target": _text(measured, "MeasurementInstance/TargetResult/Description"),
            "actual": _text(reached[0], "Description") if reached else None,
            "value": number and _decimal(number, "NumberOfUnits"),
            "unit": _text(measured, "UnitOfMeasurement"),
            "achievement": achievement and _decimal(achievement, names.ACHIEVEMENT),
            "light": _light(reached),
            "inputs": tuple(map(_input, facts.get(names.INPUT, ()))),
            "history": tuple(_history(earlier)),
            "explanation": _fact(facts, names.NOTE),
        }
    )


def _light(reached: list[etree._Element]) -> str | None:
    said = _text(reached[0], "Descriptor/DescriptorValue") if reached else None
    return next((code for code, words in LIGHTS.items() if words == said), None)


def _input(line: str) -> dict[str, Any]:
    """A raw figure from its line, such as 應辦件數＝120 件."""
    name, _, figure = line.rpartition("＝")
    number, _, unit = figure.partition(" ")
    return _stated(
        {"name": name, "value": _decimal(number, names.INPUT), "unit": unit.strip() or None}
    )


def _decimal(text: str, path: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise UnreadableDocument([Problem(path, "must be a number", text[:60])]) from None
