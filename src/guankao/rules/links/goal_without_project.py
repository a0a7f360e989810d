"""No project works towards any KPI of a goal.

What it finds:
    A goal that has KPIs, and none of them is named by a project; goals that are only about the
    budget are left out.

Why it matters:
    The goal has targets and no work behind them: in a report there will be nothing to tell.

Example:
    Goal 5 with KPIs 5-1 and 5-2; no project names either

Instead:
    Link the projects that serve the goal, or take the goal out of this year's plan.

When it is right anyway:
    Where daily work serves the goal and no project is needed.

Basis:
    The chain of the annual plan: goal, KPI, project (施政目標、關鍵績效指標、年度重要計畫).
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.kpi_classes import budget_execution
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every goal with KPIs of its own work that no project names."""
    if not any(project.indicators for project in subject.plan.projects):
        return
    for goal in subject.plan.goals:
        own = [one for one in subject.plan.indicators if one.goal == goal.key]
        if not own or all(budget_execution(one) for one in own):
            continue
        if not any(subject.projects_of[one.key] for one in own):
            facts = {"no": str(goal.no), "title": goal.title}
            yield Fault(subject.goal_id(goal), None, facts)


RULE = PlanRule(
    code="GK408",
    name="goal-without-project",
    level=Level.NOTE,
    title=Words("施政目標沒有計畫支持", "No project works towards a goal"),
    sentence=Words(
        "施政目標 {no}「{title}」的指標都沒有重要計畫項目關聯",
        "no project is linked to any KPI of goal {no} 「{title}」",
    ),
    chinese=Explanation(
        finds="有指標、但其指標都未與任何重要計畫項目關聯的施政目標（純預算目標除外）。",
        matters="有目標值而沒有工作支持，填報時將無可說明。",
        instead="連結支持該目標的計畫，或檢討該目標是否應列入本年度。",
    ),
    check=check,
    needs_whole_plan=True,
)
