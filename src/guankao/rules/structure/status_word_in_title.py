"""A title carries the state of its approval.

What it finds:
    A goal, KPI, work plan or project whose name holds a word such as 審議中, 報核中 or
    奉院核定日期.

Why it matters:
    The state changes and the title does not: next year the same project has another name, and its
    history is lost.

Example:
    重要計畫項目「辦公廳舍新建計畫（審議中）」

Instead:
    「辦公廳舍新建計畫」, and the state in its contents

When it is right anyway:
    Where deliberation is what the project does (審議、研究及改進).

Basis:
    The form of the annual plan (年度施政計畫): titles are those of the approved plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fact, Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

STATUS: Final = re.compile(
    r"[（(][^（()）]*(?:審議|審查|報核|陳核|核定|研議|規劃|修正|送審|申請|報院)中[^（()）]*[）)]|"
    r"(?:審議|審查|報核|陳核|送審|報院)中(?=$|[）)])|[（(]?(?:尚未核定|未核定|待核定|暫定)[）)]?|"
    r"[（(][^（()）]*核定日期[^（()）]*[）)]"
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every name with a status in it."""
    for named in subject.names:
        found = STATUS.search(named.text)
        if found is not None:
            facts: dict[str, Fact] = {"what": named.what, "quote": found[0]}
            yield Fault(named.element, named.field, facts, quote=found[0])


RULE = PlanRule(
    code="GK109",
    name="status-word-in-title",
    level=Level.WARNING,
    title=Words("名稱含辦理狀態", "A title carries a status"),
    sentence=Words(
        "{what}名稱含狀態用語「{quote}」", "the name of this {what} holds the status 「{quote}」"
    ),
    chinese=Explanation(
        finds="名稱中有「審議中」、「報核中」、「核定日期」等狀態用語。",
        matters="狀態會變而名稱不變，次年同一計畫就換了名字，歷程因此中斷。",
        instead="從名稱中刪除，狀態寫在實施內容。",
    ),
    check=check,
)
