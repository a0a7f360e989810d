"""Nothing in the plan is tied to a medium- or long-term plan.

What it finds:
    A plan whose KPIs all have no linkage (無) and whose projects are all of category 其它.

Why it matters:
    Then both columns say nothing, and the plan cannot be followed beyond its year.

Example:
    17 projects, all 其它; 14 KPIs, all 無

Instead:
    Check whether the projects that run over several years belong to an approved programme, and
    name it.

When it is right anyway:
    Small agencies that carry no medium-term programme of their own.

Basis:
    The columns 與中長程個案計畫關聯 and 計畫類別 of the form of the annual plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.links.categories import OTHER
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """The plan, where no KPI and no project names a category."""
    plan = subject.plan
    if not plan.indicators or not plan.projects:
        return
    linked = any(category != OTHER for one in plan.indicators for category in one.linkage)
    if not linked and all(project.category == OTHER for project in plan.projects):
        facts = {"indicators": str(len(plan.indicators)), "projects": str(len(plan.projects))}
        yield Fault(plan.identifier, "projects", facts)


RULE = PlanRule(
    code="GK407",
    name="no-medium-term-plan",
    level=Level.NOTE,
    title=Words(
        "全部指標與計畫均無中長程計畫關聯", "Nothing is tied to a medium- or long-term plan"
    ),
    sentence=Words(
        "{indicators} 項指標的中長程個案計畫關聯均為無，{projects} 項計畫均為其它類",
        "all {indicators} KPIs have no linkage, and all {projects} projects are of category 其它",
    ),
    chinese=Explanation(
        finds="全部指標的中長程關聯均為無，且全部重要計畫項目均為「其它」類。",
        matters="這兩欄等於沒有提供資訊，計畫也無法跨年度追蹤。",
        instead="檢查跨年度的計畫是否屬於已核定的中長程個案計畫，並予以註明。",
    ),
    check=check,
    needs_whole_plan=True,
)
