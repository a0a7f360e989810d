"""The name of a KPI carries an explanation.

What it finds:
    A KPI whose name holds a remark (備註, 註) or goes on after a colon.

Why it matters:
    The name is what other tables, charts and reports repeat; an explanation makes it too long to
    match and hides a condition where nobody looks for one.

Example:
    「稅後純益率：瞭解公司每1元營收的獲利」

Instead:
    「稅後純益率」, with the explanation as a remark of the standard

When it is right anyway:
    Names in two parts that belong together, such as a programme and its component.

Basis:
    The columns of the KPI table: the name, and the standard with its remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

EXPLAINS: Final = re.compile(r"[（(【]\s*(?:備註|註|說明).*|[：:].+")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every KPI with more than a name in its name."""
    for indicator in subject.plan.indicators:
        found = EXPLAINS.search(indicator.name)
        if found is not None:
            facts = {"quote": found[0]}
            yield Fault(subject.indicator_id(indicator), "name", facts, quote=found[0])


RULE = PlanRule(
    code="GK117",
    name="explanation-in-name",
    level=Level.NOTE,
    title=Words("指標名稱夾帶說明", "The name of a KPI carries an explanation"),
    sentence=Words(
        "指標名稱夾帶說明「{quote}」", "the name goes on with an explanation: 「{quote}」"
    ),
    chinese=Explanation(
        finds="指標名稱中有備註，或以冒號接續說明。",
        matters="名稱會被其他表格、圖表引用；夾帶說明就難以比對，也把條件藏在沒有人會看的地方。",
        instead="名稱只留指標本身，說明移至備註。",
    ),
    check=check,
)
