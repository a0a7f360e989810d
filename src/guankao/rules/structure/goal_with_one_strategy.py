"""A goal has no list of strategies.

What it finds:
    A goal whose strategies are one passage, while other goals of the plan list theirs; and a plan
    in which no goal has a list.

Why it matters:
    A passage cannot be numbered, assigned or followed up; what is promised in it is lost in the
    sentence.

Example:
    四、提升行政效能：辦理……，並……。

Instead:
    四、提升行政效能：（一）辦理……。（二）推動……。

When it is right anyway:
    A goal with one single step.

Basis:
    The form of the annual plan (年度施政計畫): strategies are numbered （一）（二） under their
    goal.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """The plan where no goal has a list, else every goal without one."""
    goals = subject.plan.goals
    single = [goal for goal in goals if len(goal.strategies) == 1]
    if len(single) > 1 and len(single) == len(goals):
        what = Words(f"全部 {len(goals)} 項施政目標", f"all {len(goals)} goals")
        yield Fault(subject.plan.identifier, "goals", {"what": what})
        return
    for goal in single:
        what = Words(f"施政目標 {goal.no} ", f"goal {goal.no}")
        yield Fault(subject.goal_id(goal), "strategies", {"what": what})


RULE = PlanRule(
    code="GK119",
    name="goal-with-one-strategy",
    level=Level.NOTE,
    title=Words("施政目標未條列策略", "A goal has no list of strategies"),
    sentence=Words(
        "{what}未條列策略，只有一段文字", "{what}: the strategies are one passage, not a list"
    ),
    chinese=Explanation(
        finds="策略只有一段文字、未如其他目標條列的施政目標；或全部目標都未條列的計畫。",
        matters="一段文字無法編號、分工與追蹤，承諾的事淹沒在句子裡。",
        instead="以（一）（二）條列策略。",
    ),
    check=check,
)
