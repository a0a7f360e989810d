"""The report names a target that the measure does not have.

What it finds:
    目標值為 or 目標值 … with a figure, in a report, that is in none of the measure's targets.

Why it matters:
    A target that is set in the report can be met by choosing it.

Example:
    本署目標值為受理200件，計260件，已達成

Instead:
    The target in its own column

When it is right anyway:
    When the agency's share of the whole target is meant, and the shares are published.

Basis:
    The form of the action plan: 績效目標值 stands in its own column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import figures, prose
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_TARGET: Final = re.compile(r"目標值?(?:為|係|是|:)[^,。;\d]{0,10}$")


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Targets that the report sets."""
    for measure in subject.plan.measures:
        texts = (*measure.indicators, *(target.text for target in measure.targets))
        asked = {it.value for text in texts for it in figures(prose(text))}
        text = prose(measure.report or "")
        for figure in figures(text):
            stated = _TARGET.search(text[max(0, figure.start - 24) : figure.start])
            if stated and figure.value not in asked:
                facts = {"stated": str(figure)}
                yield Fault(subject.measure_id(measure), "report", facts)
                break


RULE = ActionPlanRule(
    code="GK628",
    name="target-only-in-report",
    level=Level.NOTE,
    title=Words(
        "報告提到的目標值不在目標欄",
        "A target that stands only in the report",
    ),
    sentence=Words(
        "報告寫目標值是「{stated}」，績效目標值欄沒有這個數字",
        'the report says that the target is "{stated}", and no target of the measure has that '
        "figure",
    ),
    chinese=Explanation(
        finds=("報告中「目標值為」後的數字，不在績效目標值欄。"),
        matters=("在報告裡才出現的目標，可以選到達成為止。"),
        instead=("目標值列入績效目標值欄。"),
    ),
    check=check,
)
