"""A strategy promises another figure than the target.

What it finds:
    A clause of a goal's strategies that names a KPI of the goal and holds a figure in the
    target's unit, and not the target.

Why it matters:
    Both are printed, and each will be quoted by whoever it suits.

Example:
    Strategy 「全年輔導就業率達75%」, target of the KPI 「輔導就業率」: 「70%」

Instead:
    State the figure once, in the KPI table.

When it is right anyway:
    Where the clause speaks of another year, and says so.

Basis:
    Comparison of section 壹 of the plan with its KPI table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from rapidfuzz import fuzz

from guankao.figures import fold_width
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

CLAUSE: Final = re.compile(r"[^,。;]+")
NAMED: Final = 85
"""Percent of the KPI's name that the clause holds, by the partial ratio of rapidfuzz."""
OTHER_YEAR: Final = re.compile(r"\d{3}年|[前去上]年|逐年")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every clause that names a KPI with another figure."""
    for indicator, _, quantity in subject.measured():
        if not quantity.unit:
            continue
        figure = re.compile(rf"(\d[\d,]*(?:\.\d+)?)\s*{re.escape(quantity.unit)}(?![\w])")
        goal = subject.goals[indicator.goal]
        text = "。".join(fold_width(strategy.text) for strategy in goal.strategies)
        for clause in CLAUSE.findall(text):
            found = [
                (each[0], Decimal(each[1].replace(",", ""))) for each in figure.finditer(clause)
            ]
            if not found or OTHER_YEAR.search(clause) or quantity.value in dict(found).values():
                continue
            if fuzz.partial_ratio(fold_width(indicator.name), clause) >= NAMED:
                facts = {
                    "clause": clause.strip(),
                    "found": found[0][0],
                    "key": indicator.key,
                    "target": indicator.target,
                }
                element = subject.goal_id(goal)
                yield Fault(element, "strategies", facts, quote=clause.strip())


RULE = PlanRule(
    code="GK312",
    name="strategy-differs-from-target",
    level=Level.WARNING,
    title=Words("策略所載數字與目標值不同", "A strategy states another figure than the target"),
    sentence=Words(
        "策略「{clause}」的 {found} 與指標 {key} 的目標值「{target}」不同",
        "the strategy says {found} (「{clause}」); the target of KPI {key} is {target}",
    ),
    chinese=Explanation(
        finds="同一施政目標的策略提到該指標，所載數字卻與年度目標值不同。",
        matters="兩個數字都印在計畫書上，日後各自引用。",
        instead="數字只在指標表寫一次，或使兩處一致。",
    ),
    check=check,
)
