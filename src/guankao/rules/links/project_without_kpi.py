"""A project serves no KPI.

What it finds:
    A project whose column 與KPI關聯 is empty.

Why it matters:
    What no KPI measures, nobody can say has succeeded. The money of such a project is spent
    without a promise.

Example:
    重要計畫項目「河岸綠帶整建」, 與KPI關聯 left empty

Instead:
    Name the KPI that the project moves, or add one that says what the project is for.

When it is right anyway:
    Upkeep that has to be paid whatever the goals are: premises, pensions, routine work.

Basis:
    The column 與KPI關聯 of the form of the annual plan (年度重要計畫).
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every project without a KPI, in a plan that has KPIs."""
    if not subject.plan.indicators:
        return
    loose = {link.project for link in subject.loose_links}  # they name one, if wrongly: GK108
    for project in subject.plan.projects:
        if not project.indicators and project.key not in loose:
            facts = {"title": project.title, "category": project.category}
            yield Fault(subject.project_id(project), "indicators", facts)


RULE = PlanRule(
    code="GK401",
    name="project-without-kpi",
    level=Level.NOTE,
    title=Words("重要計畫項目未連結任何指標", "A project serves no KPI"),
    sentence=Words(
        "重要計畫項目「{title}」（{category}）未填與KPI關聯",
        "project 「{title}」 ({category}) names no KPI",
    ),
    chinese=Explanation(
        finds="「與KPI關聯」欄空白的重要計畫項目。",
        matters="沒有指標衡量的計畫，無從說明是否成功，經費也沒有對應的承諾。",
        instead="填入該計畫所推動的指標，或增列能說明其目的的指標。",
    ),
    check=check,
)
