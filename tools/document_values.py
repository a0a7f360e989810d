"""The values of a document as sets, from a reading and from a transcription, for comparing them.

Texts are compared after NFC normalisation and without white space: some sources set `6,500 人` and
the readings do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from guankao.documents import Measure, Plan, Programme

Facts = dict[str, Any]
Values = set[tuple[Any, ...]]


def folded(value: Any) -> Any:
    """A value as it is compared."""
    if isinstance(value, str):
        return re.sub(r"\s", "", unicodedata.normalize("NFC", value))
    if isinstance(value, list | tuple):
        return tuple(map(folded, value))
    return value


OTHER_FIELDS = {
    "tracking_note": "列管說明",
    "comparison": "比較",
    "highlights": "亮點",
    "benefits": "效益",
    "next_targets": "108年績效目標值",
}


def agencies(names: Iterable[str]) -> tuple[str, ...]:
    """The agencies of the transcription, with one kind of brackets."""
    return tuple(name.replace("（", "(").replace("）", ")") for name in names)


def responsible(measure: Measure, role: str) -> tuple[str, ...]:
    """The agencies of a measure as the transcription writes them."""
    listed = getattr(measure, role)
    return tuple(
        f"{one.agency}({'、'.join(one.units)})" if one.units else one.agency for one in listed
    )


def measure_texts(measure: Measure, strategies: dict[int, str]) -> Values:
    """The texts of a measure, by field."""
    values: dict[str, Any] = {
        "strategy": strategies[measure.strategy_no],
        "measure_no": measure.measure_no,
        "measure": measure.text,
        "goal": measure.goal,
        "lead": responsible(measure, "lead_agencies"),
        "co": responsible(measure, "co_agencies"),
        "indicators": measure.indicators,
    }
    values |= {name: getattr(measure, name) for name in OTHER_FIELDS}
    return {(measure.no, name, folded(value)) for name, value in values.items() if value}


def facts_texts(facts: Facts) -> Values:
    """The same of the transcription."""
    values: dict[str, Any] = {
        "strategy": facts["strategy"],
        "measure_no": facts["measure_no"],
        "measure": facts["measure"],
        "goal": facts["goal"],
        "lead": agencies(facts["lead_agencies"]),
        "co": agencies(facts["co_agencies"]),
        "indicators": facts["indicators"],
    }
    for name, words in OTHER_FIELDS.items():
        values[name] = next((v for k, v in facts["other_fields"].items() if words in k), None)
    return {(facts["no"], name, folded(value)) for name, value in values.items() if value}


def measure_targets(measure: Measure) -> Values:
    """Text, comparator, value and unit of each target and each part."""
    values: Values = set()
    for target in measure.targets:
        values.add(target_value(measure.no, (target.no, 0), target))
        values |= {target_value(measure.no, (target.no, part.no), part) for part in target.parts}
    return values


def target_value(number: int, place: tuple[int, int], one: Any) -> tuple[Any, ...]:
    """A target as it is compared."""
    text = folded(one.text) if hasattr(one, "text") else ""
    return (number, *place, text, one.comparator, one.value, one.unit)


def facts_targets(facts: Facts) -> Values:
    """The same of the transcription."""
    values: Values = set()
    for number, target in enumerate(facts["targets"], start=1):
        parts = [(0, target), *enumerate(target.get("parts", ()), start=1)]
        for part, one in parts:
            value = None if one["value"] is None else Decimal(one["value"])
            text = folded(one.get("text", "")) if part == 0 else ""
            values.add((facts["no"], number, part, text, one["comparator"], value, one["unit"]))
    return values


def programme_values(one: Programme) -> Iterator[tuple[Any, ...]]:
    """The values of a programme, each with its place."""
    issued = one.issued
    yield "title", folded(one.title)
    if issued:
        yield "issued", folded((issued.issuer, str(issued.date), issued.document_no))
    for basis in one.basis:
        yield "basis", folded((basis.issuer, str(basis.date), basis.document_no, basis.title))
    yield "applies_to", folded(one.applies_to)
    for strategy in one.strategies:
        yield "strategy", strategy.no, folded(strategy.title)
        yield from (("action", strategy.no, folded(action)) for action in strategy.actions)
    for step in one.steps:
        yield "step", folded((step.actor, step.action)), str(step.deadline)
    for due in one.report_calendar:
        period = f"{due.period_begin}/{due.period_end}"
        ways = (due.submitted_by, due.reviewed_by, due.submitted_to, due.attachments)
        yield "report", due.round, period, str(due.due), folded(ways)
    for held in one.inspections:
        told = (held.by, held.of, held.what, held.frequency, held.mandatory, held.follow_up)
        yield "inspection", folded(told)
    yield "contents", folded(one.required_contents)
    yield "awards", folded(one.award_rules), folded(one.award_text)
    yield "supplement", folded(one.supplement)


def programme_facts(facts: Facts) -> Iterator[tuple[Any, ...]]:
    """The same of the transcription."""
    issued = facts["issued"]
    yield "title", folded(facts["title"])
    yield "issued", folded((issued["issuer"], issued["date"], issued["doc_no"]))
    for one in facts["basis"]:
        yield "basis", folded((one["issuer"], one["date"], one["doc_no"], one["title"]))
    yield "applies_to", folded(facts["applies_to"])
    for one in facts["strategies"]:
        yield "strategy", one["no"], folded(one["title"])
        yield from (("action", one["no"], folded(action)) for action in one["actions"])
    for one in facts["steps"]:
        yield "step", folded((one["actor"], one["action"])), str(one["deadline"])
    for one in facts["review"]["reports"]:
        ways = (one["submitted_by"], one["reviewed_by"], one["submitted_to"], one["attachments"])
        yield "report", one["round"], one["period"], one["due"], folded(ways)
    for one in facts["review"]["inspections"]:
        told = (one["by"], one["of"], one["kind"], one["frequency"], one["mandatory"])
        yield "inspection", folded((*told, one.get("follow_up")))
    yield "contents", folded(facts["plan_contents"])
    yield "awards", folded(facts["awards"]["rules"]), folded(facts["awards"]["text"])
    yield "supplement", folded(facts["supplement"])


def goal_values(plan: Plan) -> Values:
    """Titles and strategies of a plan."""
    values: Values = {("goal", goal.no, folded(goal.title)) for goal in plan.goals}
    return values | {
        ("strategy", goal.no, folded(one.text)) for goal in plan.goals for one in goal.strategies
    }


def goal_facts(facts: Facts) -> Values:
    """The same of the transcription."""
    values: Values = {("goal", goal["no"], folded(goal["title"])) for goal in facts["goals"]}
    return values | {
        ("strategy", goal["no"], folded(one))
        for goal in facts["goals"]
        for one in goal["strategies"]
    }


KPI_FIELDS: dict[str, Callable[[Any], Any]] = {
    "name": lambda one: one.name,
    "evaluation_system": lambda one: one.evaluation_arrangement,
    "evaluation_method": lambda one: one.evaluation_method,
    "standard": lambda one: one.standard,
    "target": lambda one: one.target,
    "linkage": lambda one: one.linkage,
}


def kpi_values(plan: Plan) -> dict[tuple[int, int], dict[str, Any]]:
    """The fields of every KPI by the numbers of its goal and its own."""
    return {
        (int(one.goal), one.no): {name: folded(get(one)) for name, get in KPI_FIELDS.items()}
        for one in plan.indicators
    }


def kpi_facts(facts: Facts) -> dict[tuple[int, int], dict[str, Any]]:
    """The same of the transcription."""
    return {
        (one["goal"], one["no"]): {name: folded(one[name]) for name in KPI_FIELDS}
        for one in facts["indicators"]
    }


def project_values(plan: Plan) -> Values:
    """Work plan, title, category and linked KPIs of every project."""
    names = {one.key: one.name for one in plan.indicators}
    return {
        (
            folded(one.work_plan),
            folded(one.title),
            one.category,
            folded(sorted(names[key] for key in one.indicators)),
        )
        for one in plan.projects
    }


def project_facts(facts: Facts) -> Values:
    """The same of the transcription."""
    return {
        (
            folded(one["work_plan"]),
            folded(one["title"]),
            one["category"],
            folded(sorted(one["indicators"])),
        )
        for one in facts["projects"]
    }
