"""The method is progress control, and the target a count.

What it finds:
    進度控管 with a target in 件, 項, 家 … and no stages in the standard.

Why it matters:
    Progress is reported in stages; for a count the stages are missing, and for a stage the count
    says nothing.

Example:
    核准新商品件數 with 進度控管 (target 12件)

Instead:
    核准新商品件數 with 統計數據

When it is right anyway:
    When the things counted are the steps of one piece of work.

Basis:
    The form of the annual plan: 評估方式 is one of 統計數據, 問卷調查, 進度控管 and others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures import Target
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_STAGES: Final = re.compile(r"[(（]\d+[%％][)）]")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Progress control over counts."""
    for indicator in subject.plan.indicators:
        target = subject.targets[indicator.key]
        if indicator.evaluation_method != "進度控管" or not isinstance(target, Target):
            continue
        if target.quantity is None or target.quantity.unit in ("%", ""):
            continue
        if not _STAGES.search(indicator.standard):
            facts = {"target": target.text}
            yield Fault(subject.indicator_id(indicator), "evaluation_method", facts)


RULE = PlanRule(
    code="GK233",
    name="progress-method-for-count",
    level=Level.NOTE,
    title=Words(
        "評估方式為進度控管，目標卻是數量",
        "Progress control for a count",
    ),
    sentence=Words(
        "評估方式填「進度控管」，目標值「{target}」卻是數量，衡量標準也沒有列出進度",
        'the method is progress control (進度控管), and the target "{target}" a count; no '
        "stages are listed",
    ),
    chinese=Explanation(
        finds=("評估方式為「進度控管」，目標值卻是件、項、家等數量，衡量標準沒有列出各階段。"),
        matters=("進度要分階段填報；只有數量，便沒有進度可管。"),
        instead=("改為「統計數據」，或列出各階段及其百分比。"),
    ),
    check=check,
)
