"""The standard holds a value to be reached that is not the target.

What it finds:
    A figure with 以上, 以下, 至少, 須達, 預計達 and the like that is a demand, not part of the name
    of what is counted.

Why it matters:
    Whether the KPI is met then depends on which of the two is looked at. A demand outside the
    target column is in no list and no comparison.

Example:
    辦理訪視，合格率至少達80%以上 (target 90%)

Instead:
    訪視合格家數÷訪視家數×100% (target 90%)

When it is right anyway:
    When the figure only says which cases count (80分以上之家數); that is not reported.

Basis:
    The form of the annual plan: the target stands in the column 年度目標值, one for each KPI.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.figures import Target
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.thresholds import demands, is_scored, same_figure
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """The first demand in each standard that is not the target's figure."""
    for indicator in subject.plan.indicators:
        target = subject.targets[indicator.key]
        if not isinstance(target, Target) or is_scored(indicator.standard):
            continue
        for demand in demands(indicator.standard):
            if not same_figure(demand, target.text):
                facts = {"threshold": demand, "target": target.text}
                yield Fault(subject.indicator_id(indicator), "standard", facts, demand)
                break


RULE = PlanRule(
    code="GK210",
    name="threshold-in-standard",
    level=Level.WARNING,
    title=Words(
        "衡量標準內另有目標值",
        "The standard holds a target of its own",
    ),
    sentence=Words(
        "衡量標準內另訂「{threshold}」，年度目標值卻是「{target}」",
        'the standard asks for "{threshold}", and the target column says "{target}"',
    ),
    chinese=Explanation(
        finds=(
            "衡量標準裡有「以上」「以下」「至少」「須達」等要求達到的數值，與年度目標值不是同一個。"
        ),
        matters=("是否達標，要看依據哪一個數字；不在目標欄的要求，不會出現在任何清單與比較裡。"),
        instead=("把要求移到目標欄，或另立一項指標。"),
    ),
    check=check,
)
