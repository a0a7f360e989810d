"""Indicator and target of one measure name different figures for the same unit.

What it finds:
    A figure in the text of the indicator (not 每…次) whose unit is the target's, with another
    value.

Why it matters:
    Two targets stand in one plan. The easier one will be reported.

Example:
    indicator 全年提報 40 件, target 60 件

Instead:
    The same figure in both, or none in the indicator

When it is right anyway:
    When the indicator states a minimum for each office and the target the sum.

Basis:
    One measure, one target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import figures, prose
from guankao.rules.reports.results import wanted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_EACH: Final = re.compile(r"每|至少")


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Indicators with another figure in the target's unit."""
    for measure in subject.plan.measures:
        asked = list(wanted(measure))
        for indicator in measure.indicators:
            for figure in figures(prose(indicator)):
                if _EACH.search(figure.label):
                    continue
                same_unit = [one for one in asked if one.unit == figure.unit]
                if same_unit and all(one.value != figure.value for one in same_unit):
                    facts = {"indicator": str(figure), "target": str(same_unit[0])}
                    yield Fault(subject.measure_id(measure), "indicators", facts, indicator[:60])
                    break


RULE = ActionPlanRule(
    code="GK606",
    name="target-and-indicator-differ",
    level=Level.WARNING,
    title=Words(
        "衡量指標與目標值的數字不同",
        "Indicator and target name different figures",
    ),
    sentence=Words(
        "績效衡量指標寫「{indicator}」，績效目標值卻是「{target}」",
        'the indicator says "{indicator}", the target "{target}"',
    ),
    chinese=Explanation(
        finds=("績效衡量指標的文字內有與目標值同單位、但不同數值的數字（「每季一次」之類不計）。"),
        matters=("同一措施有兩個目標，填報時會取容易的。"),
        instead=("兩處寫同一數字，或指標不寫數字。"),
    ),
    check=check,
)
