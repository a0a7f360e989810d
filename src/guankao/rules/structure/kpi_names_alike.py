"""Two KPIs have nearly the same name.

What it finds:
    KPIs whose names differ in a character or two.

Why it matters:
    They are mixed up in links and reports, and one of them is filled in for the other.

Example:
    「精進線上繳稅服務」 and 「精進線上稅務服務」

Instead:
    Names that say what tells them apart, at their beginning

When it is right anyway:
    Pairs made on purpose, such as 男性 and 女性.

Basis:
    The column 與KPI關聯 of the project table links by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rapidfuzz import fuzz

from guankao.documents import Indicator
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

ALIKE: Final = 85
"""Percent of characters in common, by the normalised similarity of rapidfuzz."""


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every KPI that is named nearly like an earlier one."""
    earlier: list[Indicator] = []
    for indicator in subject.plan.indicators:
        for other in earlier:
            same = indicator.name == other.name
            if not same and fuzz.ratio(indicator.name, other.name) >= ALIKE:
                facts = {
                    "key": indicator.key,
                    "name": indicator.name,
                    "other": other.key,
                    "like": other.name,
                }
                yield Fault(subject.indicator_id(indicator), "name", facts)
                break
        earlier.append(indicator)


RULE = PlanRule(
    code="GK123",
    name="kpi-names-alike",
    level=Level.NOTE,
    title=Words("指標名稱過於相近", "Two KPIs have nearly the same name"),
    sentence=Words(
        "指標 {key}「{name}」與指標 {other}「{like}」名稱相近",
        "KPI {key} 「{name}」 is named nearly like KPI {other} 「{like}」",
    ),
    chinese=Explanation(
        finds="名稱只差一兩個字的指標。",
        matters="在關聯與填報時容易混淆。",
        instead="在名稱開頭寫出差異。",
    ),
    check=check,
)
