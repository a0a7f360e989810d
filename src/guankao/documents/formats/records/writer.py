"""Writing a plan as records: the same plan always gives the same text.

Records have no place for keys, marks, introduction, the words of contents, and whether a plan is
fictional; the interchange format keeps all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from guankao.documents.official.words import link_names
from guankao.documents.plan import Indicator, Plan, Project


def write_records(plan: Plan) -> str:
    """The plan as records, as JSON text that ends in a line break."""
    record: dict[str, Any] = {"chapter": plan.chapter, "agency": plan.agency}
    if plan.parent_agency is not None:
        record["parent"] = plan.parent_agency
    names = _Names(plan)
    numbers = {goal.key: goal.no for goal in plan.goals}
    record |= {
        "fiscal_year": plan.fiscal_year,
        "goals": [
            {"no": one.no, "title": one.title, "strategies": [each.text for each in one.strategies]}
            for one in plan.goals
        ],
        "indicators": [_indicator(one, numbers[one.goal]) for one in plan.indicators],
        "projects": [_project(one, names) for one in plan.projects],
    }
    return f"{json.dumps(record, ensure_ascii=False, indent=1)}\n"


def _indicator(one: Indicator, goal: int) -> dict[str, Any]:
    record: dict[str, Any] = {
        "goal": goal,
        "no": one.no,
        "name": one.name,
        "evaluation_system": one.evaluation_arrangement,
        "evaluation_method": one.evaluation_method,
        "standard": one.standard,
        "target": one.target,
        "linkage": list(one.linkage),
        "history": [{"year": each.fiscal_year, "value": each.value} for each in one.history],
    }
    stated = {
        "goal_no_in_table": one.goal_no_in_table,
        "standard_remark": one.standard_remark,
        "note": one.note,
    }
    return record | {name: value for name, value in stated.items() if value is not None}


def _project(one: Project, names: _Names) -> dict[str, Any]:
    return {
        "work_plan": one.work_plan,
        "title": one.title,
        "category": one.category,
        "content_items": one.content_items,
        "indicators": list(names.of(one)),
    }


class _Names:
    """How projects name KPIs: of several with one name, the name alone means all of them."""

    def __init__(self, plan: Plan) -> None:
        self._own = {one.key: one.name for one in plan.indicators}
        self._exact = link_names(plan)
        self._sharing: dict[str, set[str]] = {}
        for key, name in self._own.items():
            self._sharing.setdefault(name, set()).add(key)

    def of(self, project: Project) -> Iterator[str]:
        """The names of the KPIs that a project serves, each once."""
        linked = set(project.indicators)
        told: set[str] = set()
        for key in project.indicators:
            name = self._own[key]
            if not self._sharing[name] <= linked:
                name = self._exact[key]
            if name not in told:
                told.add(name)
                yield name
