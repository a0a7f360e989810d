"""Two tables of a plan number one goal differently.

What it finds:
    A goal that carries one number in the goal list and another in the KPI table.

Why it matters:
    KPI 3-1 then means one thing to whoever reads the list and another to whoever reads the table,
    and results are entered under the wrong goal.

Example:
    Goal 五 of section 壹 stands as 四 in the KPI table

Instead:
    Number both by the list; a goal without KPIs keeps its number in the table too.

When it is right anyway:
    Never; a goal left out of the table can keep its number.

Basis:
    The form of the annual plan (年度施政計畫): both sections number the same goals.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every goal with another number in the KPI table, once."""
    told: set[str] = set()
    for indicator in subject.plan.indicators:
        goal = subject.goals[indicator.goal]
        number = indicator.goal_no_in_table
        if number is None or number == goal.no or goal.key in told:
            continue
        told.add(goal.key)
        yield Fault(subject.goal_id(goal), "no", {"listed": str(goal.no), "table": str(number)})


RULE = PlanRule(
    code="GK104",
    name="goals-numbered-differently",
    level=Level.WARNING,
    title=Words("兩表的施政目標編號不同", "Tables number a goal differently"),
    sentence=Words(
        "施政目標清單的第 {listed} 項，在指標表編為第 {table} 項",
        "goal {listed} of the list is numbered {table} in the KPI table",
    ),
    chinese=Explanation(
        finds="施政目標清單與關鍵績效指標表對同一目標使用不同的編號。",
        matters="同一指標編號在兩處指的是不同的目標，成果可能填錯地方。",
        instead="指標表依清單編號；沒有指標的目標也保留其編號。",
    ),
    check=check,
)
