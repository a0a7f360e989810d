"""Two KPIs of a plan have the same name.

What it finds:
    KPIs with the same name, whatever the width of their brackets and letters.

Why it matters:
    Projects and reports name a KPI by its name; with two of them nobody can tell which is meant.

Example:
    KPI 2-1 「技術移轉件數」 and KPI 5-2 「技術移轉件數」

Instead:
    「光電技術移轉件數」 and 「疫苗技術移轉件數」

When it is right anyway:
    Never within one plan.

Basis:
    The column 與KPI關聯 of the project table links by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.figures import fold_width
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every KPI whose name an earlier one has."""
    first: dict[str, str] = {}
    for indicator in subject.plan.indicators:
        name = fold_width(indicator.name).replace(" ", "")
        if name in first:
            facts = {"key": indicator.key, "other": first[name], "name": indicator.name}
            yield Fault(subject.indicator_id(indicator), "name", facts)
        first.setdefault(name, indicator.key)


RULE = PlanRule(
    code="GK105",
    name="duplicate-kpi-name",
    level=Level.WARNING,
    title=Words("指標名稱重複", "Two KPIs have the same name"),
    sentence=Words(
        "指標 {key} 與指標 {other} 同名：「{name}」",
        "KPI {key} has the same name as KPI {other}: 「{name}」",
    ),
    chinese=Explanation(
        finds="同一計畫內名稱相同的指標（不論全形半形）。",
        matters="計畫項目與填報以名稱指稱指標，同名即無法分辨。",
        instead="在名稱中寫出各自衡量的對象。",
    ),
    check=check,
)
