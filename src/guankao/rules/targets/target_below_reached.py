"""A target asks for less than was already reached.

What it finds:
    A target that lies below a value of an earlier year, in the target's own direction. It is a
    note where only an older year was better than the latest one and the target.

Why it matters:
    An easy target is met without doing anything, and hides that things got worse.

Example:
    目標值「90%」; actual value of 105: 91.2%

Instead:
    Set the target beyond the best value that was reached, or state why less is to be expected.

When it is right anyway:
    After a change of scope, a one-off event in the good year, or a cut of means: then the plan
    says so.

Basis:
    Comparison with the actual values of past years that the plan itself states (過去年度實際值).
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject
from guankao.rules.targets.past_values import past_values


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every target that a value of its history surpasses."""
    for indicator, target, quantity in subject.measured():
        known = past_values(indicator, quantity.unit)
        better = [one for one in known if target.is_weaker_than(one[1])]
        if not better:
            continue
        reached = "、".join(f"{value.fiscal_year}年 {value.value}" for value, _ in better)
        level = None if known[-1] in better else Level.NOTE
        facts = {"target": indicator.target, "reached": reached}
        yield Fault(subject.indicator_id(indicator), "target", facts, level=level)


RULE = PlanRule(
    code="GK302",
    name="target-below-reached",
    level=Level.WARNING,
    title=Words("目標值低於已達成的實績", "The target lies below what was already reached"),
    sentence=Words(
        "目標值「{target}」比已達成的實績保守：{reached}",
        "target 「{target}」 asks for less than was already reached: {reached}",
    ),
    chinese=Explanation(
        finds="依目標值的方向，低於以前年度已達成的實際值；若只有較早年度較佳，列為提示。",
        matters="容易的目標值不必努力即可達成，也掩蓋了退步。",
        instead="目標值應優於歷來最佳值，或說明為何預期較差。",
    ),
    check=check,
)
