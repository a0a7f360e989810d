"""No project works towards a KPI.

What it finds:
    A KPI that no project of the plan names. Where it only says how the budget was used, it is a
    note.

Why it matters:
    A target without a project is a wish: nothing in the plan says who will do what to reach it.

Example:
    KPI 2-1 「縮短候審日數」, named in no row of the project table

Instead:
    Link the projects that work towards it, or say in the plan how it is to be reached.

When it is right anyway:
    Where the agency's daily work moves the KPI, or one project of another agency does.

Basis:
    The column 與KPI關聯 of the form of the annual plan (年度重要計畫).
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.kpi_classes import budget_execution
from guankao.rules.nearest import nearest_indicator
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every KPI that no project names, in a plan that links projects at all."""
    if not any(project.indicators for project in subject.plan.projects):
        return
    # A link under a wrong name is told as such (GK108); what it is meant for is not without one.
    meant = [nearest_indicator(subject.plan, link.name) for link in subject.loose_links]
    for indicator in subject.plan.indicators:
        if not subject.projects_of[indicator.key] and indicator not in meant:
            facts = {"key": indicator.key, "name": indicator.name}
            level = Level.NOTE if budget_execution(indicator) else None
            yield Fault(subject.indicator_id(indicator), None, facts, level=level)


RULE = PlanRule(
    code="GK402",
    name="kpi-without-project",
    level=Level.WARNING,
    title=Words("沒有計畫支持的指標", "No project works towards a KPI"),
    sentence=Words(
        "指標 {key}「{name}」沒有任何重要計畫項目與之關聯",
        "no project is linked to KPI {key} 「{name}」",
    ),
    chinese=Explanation(
        finds="沒有任何重要計畫項目列入「與KPI關聯」的指標；預算執行類指標僅列為提示。",
        matters="沒有計畫支持的目標值只是期望：計畫書未說明由誰、做什麼來達成。",
        instead="連結實際推動該指標的計畫，或於計畫書說明如何達成。",
    ),
    check=check,
    needs_whole_plan=True,
)
