"""One row holds several projects.

What it finds:
    A title that lists parts with numbers: （1）… （2）….

Why it matters:
    One row has one category, one link and one report; the parts cannot differ in any of them.

Example:
    「石油供應安全（1）儲備計畫（2）抽驗計畫」

Instead:
    Two rows

When it is right anyway:
    Where the parts are carried out and reported as one.

Basis:
    The form of the annual plan (年度施政計畫): one row a project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

NUMBERED: Final = re.compile(
    r"[（(]\s*[1１一]\s*[）)].+[（(]\s*[2２二]\s*[）)]|(?<!\d)1[.．、].+(?<!\d)2[.．、]"
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every title with a list in it."""
    for project in subject.plan.projects:
        if NUMBERED.search(project.title):
            yield Fault(subject.project_id(project), "title", {"title": project.title})


RULE = PlanRule(
    code="GK121",
    name="several-plans-in-one-title",
    level=Level.NOTE,
    title=Words("一列含多項計畫", "One row holds several projects"),
    sentence=Words(
        "名稱內列有多項計畫：「{title}」", "the title lists several projects: 「{title}」"
    ),
    chinese=Explanation(
        finds="名稱中以編號列出數項計畫的重要計畫項目。",
        matters="一列只有一個類別、一組關聯與一份填報，各項無法分別。",
        instead="分列各項計畫。",
    ),
    check=check,
)
