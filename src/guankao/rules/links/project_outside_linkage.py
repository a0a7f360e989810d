"""Projects of a category serve a KPI whose linkage column does not name it.

What it finds:
    A KPI whose linkage column leaves out the category of a project that names it. Projects of
    category 其它 under a KPI that claims another category are a note, and so is a plan in which
    no KPI has any linkage: the column may be missing.

Why it matters:
    The two tables contradict each other, so a list of all KPIs of a medium-term programme leaves
    this one out.

Example:
    Linkage 無; two projects of category 社會發展 name the KPI

Instead:
    Add the category to the linkage column, or correct the project's category or its link.

When it is right anyway:
    Where a project of mixed purpose only touches the KPI.

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
    """Every category of the linked projects that the linkage column leaves out."""
    column = any(indicator.linkage for indicator in subject.plan.indicators)
    for indicator in subject.plan.indicators:
        claimed = {category for category in indicator.linkage if category != OTHER}
        by_category: dict[str, list[str]] = {}
        for project in subject.projects_of[indicator.key]:
            by_category.setdefault(project.category, []).append(project.title)
        for category, titles in by_category.items():
            if category in claimed or (category == OTHER and not claimed):
                continue
            linkage: Fact = "、".join(indicator.linkage) or Words("無", "none")
            facts: dict[str, Fact] = {
                "key": indicator.key,
                "linkage": linkage,
                "category": category,
                "count": str(len(titles)),
                "title": titles[0],
            }
            level = Level.NOTE if category == OTHER or not column else None
            yield Fault(subject.indicator_id(indicator), "linkage", facts, level=level)


RULE = PlanRule(
    code="GK405",
    name="project-outside-linkage",
    level=Level.WARNING,
    title=Words(
        "計畫類別與指標的中長程關聯不符", "Category of a project missing in the linkage column"
    ),
    sentence=Words(
        "指標 {key} 的中長程個案計畫關聯為「{linkage}」，卻有 {count} 項「{category}」計畫與"
        "其關聯（如「{title}」）",
        "the linkage of KPI {key} is {linkage}, yet {count} of its projects are {category} "
        "(such as 「{title}」)",
    ),
    chinese=Explanation(
        finds="有某一類別的計畫與指標關聯，指標的中長程關聯欄卻未列該類別。「其它」類計畫，或全無關"
        "聯欄的計畫書，僅列為提示。",
        matters="兩表互相矛盾；依類別彙整指標時，這一項會被漏掉。",
        instead="於關聯欄補列該類別，或更正計畫類別或關聯。",
    ),
    check=check,
)
