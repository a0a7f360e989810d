"""The project table calls a KPI by another name than the KPI table.

What it finds:
    A KPI named in the column 與KPI關聯 that the KPI table does not hold under that name. The KPI
    that it is most like is said.

Why it matters:
    The link leads nowhere: whoever collects the projects of a KPI by its name misses this one.

Example:
    「提升結案率」 in the project table, 「提升有效結案率」 in the KPI table

Instead:
    Write the name exactly as in the KPI table.

When it is right anyway:
    Never; even an abbreviation should be one that the KPI table uses.

Basis:
    The column 與KPI關聯 of the project table links by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fact, Fault, Level, Words
from guankao.rules.nearest import nearest_indicator
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every link whose KPI is not found by its name."""
    for project in subject.plan.projects:
        for link in subject.loose_links:
            if link.project != project.key:
                continue
            nearest = nearest_indicator(subject.plan, link.name)
            named: Fact = Words("（無）", "none")
            if nearest is not None:
                named = f"{nearest.key}「{nearest.name}」"
            facts: dict[str, Fact] = {"written": link.name, "nearest": named}
            element = subject.project_id(project)
            yield Fault(element, "indicators", facts, quote=link.name)


RULE = PlanRule(
    code="GK108",
    name="kpi-named-differently",
    level=Level.WARNING,
    title=Words("指標名稱兩表不一", "A KPI is named differently in the two tables"),
    sentence=Words(
        "與KPI關聯欄的「{written}」不在指標表中；最相近的是 {nearest}",
        "「{written}」 in the link column is no KPI of the table; nearest is {nearest}",
    ),
    chinese=Explanation(
        finds="「與KPI關聯」欄所寫的名稱，不在關鍵績效指標表中。",
        matters="關聯落空：依名稱彙整計畫時會漏掉這一項。",
        instead="依指標表的名稱書寫。",
    ),
    check=check,
)
