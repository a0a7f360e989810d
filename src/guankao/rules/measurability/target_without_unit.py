"""The target is a bare number.

What it finds:
    A target that is a number and nothing else.

Why it matters:
    3.7 may be a mean, a score, a percentage or a number of things; reports and sums need to know.

Example:
    3.7

Instead:
    3.7次／篇

When it is right anyway:
    When the figure is an index without a unit; then name the index.

Basis:
    The form of the annual plan: the column 年度目標值 holds a number and its unit.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.figures import Target
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Targets in figures alone."""
    for indicator in subject.plan.indicators:
        target = subject.targets[indicator.key]
        if isinstance(target, Target) and target.quantity and not target.quantity.unit:
            yield Fault(subject.indicator_id(indicator), "target", {"target": target.text})


RULE = PlanRule(
    code="GK255",
    name="target-without-unit",
    level=Level.WARNING,
    title=Words(
        "目標值沒有單位",
        "A target without a unit",
    ),
    sentence=Words(
        "目標值只寫「{target}」，沒有單位",
        'the target is only "{target}", without a unit',
    ),
    chinese=Explanation(
        finds=("年度目標值只有數字。"),
        matters=("3.7 可能是平均數、分數、百分比或件數，填報與彙總都需要單位。"),
        instead=("加上單位，例如「3.7次／篇」「3.7分」。"),
    ),
    check=check,
)
