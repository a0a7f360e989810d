"""A target asks for less than last year's.

What it finds:
    A KPI of both plans whose target is weaker than that of last year, in its direction and in the
    same unit. Where the definition changed too, nothing is compared.

Why it matters:
    A target that is lowered quietly turns a miss into a success.

Example:
    106: 目標值「85%」; 107: 目標值「80%」

Instead:
    Keep or raise the target, or say what has changed.

When it is right anyway:
    After a cut of means or a task that was handed over.

Basis:
    Comparison of two plans of one agency.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.documents.comparison.pairs import pairs, same_definition
from guankao.figures import UnitsDiffer, convert
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every KPI of both years with a weaker target."""
    if subject.previous is None or subject.previous_subject is None:
        return
    earlier = {one.key: figure for one, _, figure in subject.previous_subject.measured()}
    current = {one.key: (target, figure) for one, target, figure in subject.measured()}
    for pair in pairs(subject.previous, subject.plan):
        if pair.before.key not in earlier or pair.now.key not in current:
            continue
        old = subject.previous_subject.formulas[pair.before.key]
        if not same_definition(pair, old, subject.formulas[pair.now.key]):
            continue
        target, figure = current[pair.now.key]
        try:
            before = convert(earlier[pair.before.key], figure.unit)
        except UnitsDiffer:
            continue
        if target.is_weaker_than(before.value):
            facts = {
                "now": pair.now.target,
                "before": pair.before.target,
                "year": str(subject.previous.fiscal_year),
            }
            yield Fault(subject.indicator_id(pair.now), "target", facts)


RULE = PlanRule(
    code="GK502",
    name="target-lowered",
    level=Level.WARNING,
    title=Words("目標值調降", "The target was lowered"),
    sentence=Words(
        "目標值「{now}」低於 {year} 年度的「{before}」",
        "target 「{now}」 asks for less than that of {year}, 「{before}」",
    ),
    chinese=Explanation(
        finds="兩年都有、而今年目標值依其方向較去年寬鬆的指標。",
        matters="悄悄調降目標值，會把未達成變成達成。",
        instead="維持或提高目標值，或說明情勢的變化。",
    ),
    check=check,
)
