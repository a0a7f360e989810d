"""One KPI has to speak for much of the plan.

What it finds:
    A KPI that more than a third of the plan's projects name, five of them or more.

Why it matters:
    Where buildings, training and equipment all hang on one rate, the rate says nothing of any of
    them; the link was filled in because the column had to be.

Example:
    24 of 56 projects name the KPI 「提升定罪率」

Instead:
    Link each project to what it really changes; give the largest of them a KPI of their own.

When it is right anyway:
    An agency with one task, whose whole plan serves one figure.

Basis:
    Count over the column 與KPI關聯; that a third is too much is this project's own judgement.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

SHARE: Final = 3
FEWEST_PROJECTS: Final = 5


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every KPI that carries more than a third of the projects."""
    every = len(subject.plan.projects)
    for indicator in subject.plan.indicators:
        linked = len(subject.projects_of[indicator.key])
        if linked >= FEWEST_PROJECTS and linked * SHARE > every:
            facts = {
                "key": indicator.key,
                "name": indicator.name,
                "linked": str(linked),
                "all": str(every),
            }
            yield Fault(subject.indicator_id(indicator), None, facts)


RULE = PlanRule(
    code="GK403",
    name="kpi-carries-everything",
    level=Level.WARNING,
    title=Words("單一指標承載過多計畫", "One KPI carries a large part of the plan"),
    sentence=Words(
        "指標 {key}「{name}」與 {linked} 項重要計畫項目關聯（全部 {all} 項），超過三分之一",
        "{linked} of {all} projects are linked to KPI {key} 「{name}」, more than a third",
    ),
    chinese=Explanation(
        finds="超過全部重要計畫項目三分之一（且至少五項）所關聯的指標。",
        matters="工程、訓練、設備都掛在同一個比率之下時，這個比率說明不了其中任何一項，關"
        "聯欄只是為填而填。",
        instead="各計畫連結其真正影響的指標；規模最大的計畫另訂指標。",
    ),
    check=check,
)
