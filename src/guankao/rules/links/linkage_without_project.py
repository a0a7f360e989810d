"""A KPI claims a link to medium-term plans that no project bears out.

What it finds:
    A KPI whose linkage column names a category (公共建設, 社會發展, 科技發展) that none of the
    projects linked to it has; also one with such a category and no project at all.

Why it matters:
    The column tells the reviewer that a medium- or long-term plan pays for the result. When no
    such project stands behind it, either the link or the category is wrong.

Example:
    Linkage 公共建設; the only project that names the KPI is of category 科技發展

Instead:
    Correct the linkage column, or link the project that is meant.

When it is right anyway:
    When the medium-term plan is carried by another agency and stands in its plan.

Basis:
    The columns 與中長程個案計畫關聯 (KPI table) and 計畫類別 (project table).
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fact, Fault, Level, Words
from guankao.rules.links.categories import OTHER
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every category of a linkage column that no linked project has."""
    for indicator in subject.plan.indicators:
        projects = subject.projects_of[indicator.key]
        present = {project.category for project in projects}
        for claimed in indicator.linkage:
            if claimed == OTHER or claimed in present:
                continue
            named: Fact = "、".join(sorted(present)) or Words("無關聯計畫", "no linked project")
            facts: dict[str, Fact] = {
                "key": indicator.key,
                "claimed": claimed,
                "present": named,
            }
            yield Fault(subject.indicator_id(indicator), "linkage", facts)


RULE = PlanRule(
    code="GK404",
    name="linkage-without-project",
    level=Level.WARNING,
    title=Words("中長程計畫關聯欄無計畫佐證", "Linkage that no project bears out"),
    sentence=Words(
        "指標 {key} 的中長程個案計畫關聯為「{claimed}」，但與其關聯的計畫中沒有這一類（{present}）",
        "KPI {key} claims a link to {claimed}, and no project linked to it is of that "
        "category ({present})",
    ),
    chinese=Explanation(
        finds="關聯欄所列類別（公共建設、社會發展、科技發展），在與該指標關聯的重要計畫"
        "項目中一項也沒有。",
        matters="此欄告訴審查人有中長程計畫支應；若沒有這類計畫，不是關聯填錯，就是計畫類別填錯。",
        instead="更正關聯欄，或補上應關聯的計畫。",
    ),
    check=check,
    needs_whole_plan=True,
)
