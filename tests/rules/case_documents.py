"""Documents of a rule's cases: what a case does not say is filled in with something harmless."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from guankao.documents import (
    ActionPlan,
    Goal,
    HistoryValue,
    Indicator,
    Plan,
    Project,
    Strategy,
)

AGENCY = "示例部"
YEAR = 107

Facts = Mapping[str, Any]


def plan_of(facts: Facts, *, fiscal_year: int = YEAR) -> Plan:
    """An annual plan.

    `goals`: titles, or tables with `no`, `title`, `strategies`; `kpis`: tables with `goal` and what
    matters of the KPI; `projects`: tables with `kpis` (keys) and what matters of the project.
    """
    goals = [_goal(each, no) for no, each in enumerate(facts.get("goals", ["便民服務"]), start=1)]
    counted: Counter[int] = Counter()
    kpis = []
    for each in facts.get("kpis", []):
        goal = each.get("goal", goals[0].no)
        counted[goal] += 1
        kpis.append(_kpi(each, goal, each.get("no", counted[goal])))
    return Plan(
        agency=AGENCY,
        fiscal_year=facts.get("fiscal_year", fiscal_year),
        goals=tuple(goals),
        indicators=tuple(kpis),
        projects=tuple(_projects(facts.get("projects", []))),
    )


def action_plan_of(facts: Facts) -> ActionPlan:
    """An action plan: `measures` as the model has them, with the numbers filled in."""
    measures = [
        {
            "key": str(no),
            "no": no,
            "strategy_no": 1,
            "measure_no": no,
            "short_title": f"措施{no}",
            **_deep(each),
        }
        for no, each in enumerate(facts["measures"], start=1)
    ]
    whole = {
        "code": "sample",
        "title": "示例行動方案",
        "fiscal_year": facts.get("fiscal_year", YEAR),
        "strategies": ({"no": 1, "title": "策略"},),
        "measures": tuple(measures),
    }
    return ActionPlan.model_validate(whole)


def _goal(each: str | Facts, no: int) -> Goal:
    facts = {"title": each} if isinstance(each, str) else each
    number = facts.get("no", no)
    strategies = tuple(Strategy(text=text) for text in facts.get("strategies", ()))
    return Goal(key=str(number), no=number, title=facts["title"], strategies=strategies)


def _kpi(each: Facts, goal: int, no: int) -> Indicator:
    history = tuple(
        HistoryValue(fiscal_year=int(year), value=value)
        for year, value in each.get("history", {}).items()
    )
    known = {
        "evaluation_arrangement": 1,
        "evaluation_method": "統計數據",
        "standard": "當年度核准件數",
        "target": "120件",
        **{name: each[name] for name in each if name not in ("goal", "no", "history", "linkage")},
    }
    key = f"{goal}-{no}"
    return Indicator(
        key=key,
        goal=str(goal),
        no=no,
        linkage=tuple(each.get("linkage", ())),
        history=history,
        **{"name": f"核准案件{key}", **known},
    )


def _projects(every: list[Facts]) -> list[Project]:
    made = []
    for no, each in enumerate(every, start=1):
        own = {name: each[name] for name in each if name not in ("kpis", "contents")}
        known = {
            "work_plan": "一般行政",
            "title": f"計畫項目{no}",
            "category": "其它",
            "content_items": 1,
        }
        contents = tuple(each.get("contents", ()))
        own.setdefault("content_items", len(contents) or 1)
        made.append(
            Project(
                **{"key": f"1-{no}", **known, **own},
                contents=contents,
                indicators=tuple(each.get("kpis", ())),
            )
        )
    return made


def _deep(value: Any) -> Any:
    """Lists as tuples, which is what the strict models take."""
    if isinstance(value, dict):
        return {name: _deep(inner) for name, inner in value.items()}
    return tuple(map(_deep, value)) if isinstance(value, list) else value
