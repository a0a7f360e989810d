"""A project has no name of its own.

What it finds:
    A project whose title is the name of its work plan.

Why it matters:
    The title says nothing that the column before it does not; in a list of projects nobody knows
    what will be done.

Example:
    工作計畫名稱「領務管理」, 重要計畫項目「領務管理」

Instead:
    「換發晶片護照系統」

When it is right anyway:
    A work plan that consists of this one project.

Basis:
    The form of the annual plan (年度施政計畫): the column 重要計畫項目 divides the work plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every project with the name of its work plan."""
    for project in subject.plan.projects:
        if project.title == project.work_plan:
            yield Fault(subject.project_id(project), "title", {"title": project.title})


RULE = PlanRule(
    code="GK115",
    name="project-named-as-work-plan",
    level=Level.NOTE,
    title=Words("計畫項目與工作計畫同名", "A project is named as its work plan"),
    sentence=Words(
        "重要計畫項目與工作計畫同名：「{title}」",
        "the project is named as its work plan: 「{title}」",
    ),
    chinese=Explanation(
        finds="重要計畫項目的名稱就是工作計畫名稱。",
        matters="名稱沒有提供更多資訊；在計畫清單中看不出要做什麼。",
        instead="寫出計畫本身的名稱。",
    ),
    check=check,
)
