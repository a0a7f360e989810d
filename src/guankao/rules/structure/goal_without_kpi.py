"""A goal has no KPI.

What it finds:
    A goal of the list that no KPI of the table belongs to, in a plan that has KPIs.

Why it matters:
    A goal that nothing measures cannot be missed, and cannot be shown to be reached.

Example:
    Goals 1 to 7 in section 壹, KPIs for goals 1 to 6 only

Instead:
    Give the goal a KPI, or make it a strategy of a goal that has one.

When it is right anyway:
    A goal that was added on orders after the KPIs had been agreed; the plan should say so.

Basis:
    The form of the annual plan (年度施政計畫): the KPI table goes through the goals one by one.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every goal without a KPI."""
    measured = {indicator.goal for indicator in subject.plan.indicators}
    for goal in subject.plan.goals:
        if measured and goal.key not in measured:
            facts = {"no": str(goal.no), "title": goal.title}
            yield Fault(subject.goal_id(goal), "title", facts)


RULE = PlanRule(
    code="GK103",
    name="goal-without-kpi",
    level=Level.WARNING,
    title=Words("施政目標沒有指標", "A goal has no KPI"),
    sentence=Words("施政目標 {no}「{title}」沒有關鍵績效指標", "goal {no} 「{title}」 has no KPI"),
    chinese=Explanation(
        finds="列於施政目標、卻無任何關鍵績效指標的項目。",
        matters="沒有衡量的目標不會落空，也無從證明達成。",
        instead="增列指標，或併入其他目標作為策略。",
    ),
    check=check,
    needs_whole_plan=True,
)
