"""A work plan stands in several places.

What it finds:
    A work plan whose projects do not stand together: another work plan comes between them.

Why it matters:
    Whoever reads the first block takes it for the whole.

Example:
    法務行政 … 其他設備 … 法務行政

Instead:
    All projects of a work plan in one block

When it is right anyway:
    Where the table is ordered by something else, such as category, throughout.

Basis:
    The form of the annual plan (年度施政計畫): the table is ordered by work plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every work plan that opens again, once, at its second block."""
    seen: set[str] = set()
    told: set[str] = set()
    before: str | None = None
    for project in subject.plan.projects:
        name = project.work_plan
        if name != before and name in seen and name not in told:
            told.add(name)
            yield Fault(subject.project_id(project), "work_plan", {"work_plan": name})
        seen.add(name)
        before = name


RULE = PlanRule(
    code="GK122",
    name="work-plan-in-pieces",
    level=Level.NOTE,
    title=Words("工作計畫分列各處", "A work plan stands in several places"),
    sentence=Words(
        "工作計畫「{work_plan}」的計畫項目未排在一起",
        "the projects of work plan 「{work_plan}」 do not stand together",
    ),
    chinese=Explanation(
        finds="同一工作計畫的計畫項目未排在一起，中間隔有其他工作計畫。",
        matters="只看第一段的人會以為就是全部。",
        instead="同一工作計畫的項目排在一起。",
    ),
    check=check,
)
