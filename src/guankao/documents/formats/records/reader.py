"""Reading records into a plan: every piece gets the key that follows from its number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError

from guankao.documents.formats.json_format.reader import (
    Problem,
    UnreadableDocument,
    load_json,
    problems_of,
)
from guankao.documents.formats.records.shape import IndicatorRecord, PlanRecord
from guankao.documents.interpretation.annual_plan.remarks import running_note
from guankao.documents.official.words import link_names
from guankao.documents.plan import Goal, HistoryValue, Indicator, Plan, Project, Strategy

_SIGNS: Final = frozenset({"agency", "goals", "indicators", "projects"})


def are_records(content: Any) -> bool:
    """Whether a JSON value is an annual plan as records, and not one in the interchange format.

    >>> are_records({"agency": "測試部", "goals": [], "indicators": [], "projects": []})
    True
    >>> are_records({"format": "guankao", "kind": "plan"})
    False
    """
    return isinstance(content, Mapping) and content.keys() >= _SIGNS and "format" not in content


def read_records(source: bytes | str) -> Plan:
    """The plan that records tell.

    A goal's key is its number, a KPI's the number of its goal in the list and its own (`5-2`), a
    project's the number of its work plan, in order of appearance, and its own within it (`3-2`). A
    name that two KPIs share links a project to both.

    Raises:
        UnreadableDocument: no records, or with faults; each is given with its place.
    """
    content = load_json(source)
    if not are_records(content):
        wanted = ", ".join(sorted(_SIGNS))
        raise UnreadableDocument([Problem("", f"must be an object with {wanted}")])
    try:
        record = PlanRecord.model_validate(content)
        keys = _keys(record)
        plan = Plan(
            agency=record.agency,
            parent_agency=record.parent,
            fiscal_year=record.fiscal_year,
            chapter=record.chapter,
            goals=tuple(
                Goal(
                    key=str(goal.no),
                    no=goal.no,
                    title=goal.title,
                    strategies=tuple(Strategy(text=text) for text in goal.strategies),
                )
                for goal in record.goals
            ),
            indicators=tuple(map(_indicator, record.indicators, keys)),
        )
        return Plan(**{**dict(plan), "projects": tuple(_projects(record, _names(plan)))})
    except ValidationError as refused:
        raise UnreadableDocument(problems_of(refused)) from None


def _keys(record: PlanRecord) -> list[str]:
    """The keys of the KPIs; a number that stands twice is told as a letter behind."""
    seen: Counter[str] = Counter()
    keys = []
    for one in record.indicators:
        key = f"{one.goal}-{one.no}"
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}.{seen[key]}")
    return keys


def _indicator(record: IndicatorRecord, key: str) -> Indicator:
    note = record.note or running_note(record.standard) or ""
    renumbered = record.goal_no_in_table
    return Indicator(
        key=key,
        goal=str(record.goal),
        goal_no_in_table=None if renumbered == record.goal else renumbered,
        no=record.no,
        name=record.name,
        evaluation_arrangement=record.evaluation_system,
        evaluation_method=record.evaluation_method,
        standard=record.standard,
        standard_remark=record.standard_remark,
        target=record.target,
        linkage=record.linkage,
        history=tuple(
            HistoryValue(fiscal_year=one.year, value=one.value) for one in record.history
        ),
        note=note.removeprefix("註：") or None,
    )


def _names(plan: Plan) -> dict[str, list[str]]:
    """The keys of the KPIs by name; where two share one, also by name and goal."""
    keys: dict[str, list[str]] = {}
    for indicator in plan.indicators:
        keys.setdefault(indicator.name, []).append(indicator.key)
    for key, name in link_names(plan).items():
        keys.setdefault(name, [key])
    return keys


def _projects(record: PlanRecord, names: dict[str, list[str]]) -> Iterator[Project]:
    work_plans: dict[str, int] = {}
    items: Counter[str] = Counter()
    problems = []
    for place, one in enumerate(record.projects):
        number = work_plans.setdefault(one.work_plan, len(work_plans) + 1)
        items[one.work_plan] += 1
        unknown = [(at, name) for at, name in enumerate(one.indicators) if name not in names]
        problems += [
            Problem(
                f"projects[{place}].indicators[{at}]", "is not the name of a KPI of this plan", name
            )
            for at, name in unknown
        ]
        if not unknown:
            linked = (key for name in one.indicators for key in names[name])
            yield Project(
                key=f"{number}-{items[one.work_plan]}",
                work_plan=one.work_plan,
                title=one.title,
                category=one.category,
                content_items=one.content_items,
                indicators=tuple(dict.fromkeys(linked)),
            )
    if problems:
        raise UnreadableDocument(problems)
