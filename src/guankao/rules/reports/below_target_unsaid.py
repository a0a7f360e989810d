"""The result is below the target, and the report does not say so.

What it finds:
    A reported figure, in the target's unit, that does not meet the target, in a report without 未達
    , 低於 or the like and without a claim.

Why it matters:
    A reader sees a list of deeds and takes them for success; the reason for the shortfall is never
    asked.

Example:
    target 80件; report 完成 60 件

Instead:
    完成 60 件，未達 80 件，因…

When it is right anyway:
    When the figure is of a part of the year; then say so.

Basis:
    A target that is missed needs a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.claim_not_borne_out import CLAIM
from guankao.rules.reports.prose import prose
from guankao.rules.reports.results import stated_values, wanted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_SAID: Final = re.compile(r"未達|未能|低於|不足|落後|差距|達成率")


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Shortfalls that the report passes over."""
    for measure in subject.plan.measures:
        text = prose(measure.report or "")
        if _SAID.search(text) or CLAIM.search(text):
            continue
        for one in wanted(measure):
            values = stated_values(measure, one)
            if values and one.value and not any(map(one.is_met_by, values)):
                facts = {
                    "subject": one.subject,
                    "target": str(one),
                    "actual": f"{max(values):,f}{one.unit}",
                    "share": f"{max(values) / one.value * 100:.1f}",
                }
                yield Fault(subject.measure_id(measure), "report", facts)


RULE = ActionPlanRule(
    code="GK620",
    name="below-target-unsaid",
    level=Level.WARNING,
    title=Words(
        "未達目標，報告沒有說明",
        "Below the target, and not said",
    ),
    sentence=Words(
        "「{subject}」的目標是 {target}，實際為 {actual}（{share}%），報告沒有說明未達成",
        'the target of "{subject}" is {target}, the figure {actual} ({share}%); the report '
        "does not say that it falls short",
    ),
    chinese=Explanation(
        finds=("填報數字（單位相同）未達目標值，報告沒有「未達」「低於」等字。"),
        matters=("讀者看到一串成果，以為達成；未達的原因無人追問。"),
        instead=("寫明未達，並說明原因與改進作為。"),
    ),
    check=check,
)
