"""A growth against an earlier year whose value the plan does not give.

What it finds:
    A formula that compares with an earlier year, where neither the standard nor the history states
    that year's figure.

Why it matters:
    Without the base nobody sees whether 5% more is much; the base can even be corrected afterwards.

Example:
    （本年度人次－前一年度人次）÷前一年度人次×100%

Instead:
    The same, with 備註：前一年度人次為12,400人次

When it is right anyway:
    When the base year is not over while the plan is written.

Basis:
    The form of the annual plan, whose remark holds 過去年度實際值.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.figures import Target
from guankao.figures.formulas import Formula
from guankao.figures.formulas.nodes import Input, Subtract, walk
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.periods import EARLIER, STATED_YEAR, period_of
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Growth formulas whose base has no value anywhere in the KPI."""
    for indicator in subject.plan.indicators:
        formula, target = subject.formulas[indicator.key], subject.targets[indicator.key]
        if not isinstance(formula, Formula) or not isinstance(target, Target):
            continue
        if indicator.history or indicator.standard_remark or indicator.note:
            continue
        if not any(isinstance(node, Subtract) for node in walk(formula.expression)):
            continue
        base = next((item for item in formula.inputs if _is_base(item)), None)
        if base is not None:
            facts = {"target": target.text, "base": base.name}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


def _is_base(item: Input) -> bool:
    return item.default is None and period_of(item.name) in (EARLIER, STATED_YEAR)


RULE = PlanRule(
    code="GK222",
    name="growth-without-base-value",
    level=Level.NOTE,
    title=Words(
        "成長率未載明基期數值",
        "A growth rate without the value of its base",
    ),
    sentence=Words(
        "目標值「{target}」以「{base}」為基準，計畫卻沒有載明它的數值",
        'the target "{target}" rests on "{base}", whose value the plan does not give',
    ),
    chinese=Explanation(
        finds=("算式與以前年度比較，衡量標準、備註與歷年實際值都沒有那一年的數值。"),
        matters=("沒有基期數值，看不出 5% 是多是少，事後也可以改動基期。"),
        instead=("在備註寫明基期數值；尚未結束的年度寫預估數。"),
    ),
    check=check,
)
