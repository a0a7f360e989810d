"""The words show that the numerator is no part of the denominator.

What it finds:
    A percentage whose numerator and denominator end in different units of counting (件數 over 人數,
    廠次 over 家數).

Why it matters:
    A share has a scale from 0 to 100. A quotient of two different things has none, and its target
    says nothing.

Example:
    輔導場次÷列管家數×100%

Instead:
    輔導家數÷列管家數×100%

When it is right anyway:
    When the quotient is an established rate with its own name (cases in so many inhabitants).

Basis:
    Definition of a share.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.attainment import quotients
from guankao.rules.measurability.counting import differ, last_unit
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Quotients of two inputs that count in different units, in a percentage."""
    for indicator, formula in subject.with_formulas():
        if formula.unit != "%":
            continue
        for top, bottom in quotients(formula.expression):
            first, second = last_unit(top.name), last_unit(bottom.name)
            if not differ(first, second):
                continue
            facts = {"numerator": top.name, "denominator": bottom.name}
            facts |= {"first": first, "second": second}
            # A rate in so many inhabitants is a usual thing, and only worth a note.
            level = Level.NOTE if "人口" in bottom.name else None
            yield Fault(subject.indicator_id(indicator), "standard", facts, level=level)
            break


RULE = PlanRule(
    code="GK216",
    name="numerator-outside-denominator",
    level=Level.WARNING,
    title=Words(
        "分子不是分母的一部分",
        "The numerator is no part of the denominator",
    ),
    sentence=Words(
        "分子「{numerator}」以「{first}」計，分母「{denominator}」以「{second}」計，兩者不是同一"
        "種數，比值沒有 0 到 100% 的尺度",
        'the numerator "{numerator}" counts in "{first}", the denominator "{denominator}" '
        'in "{second}": not of one kind, so the quotient has no scale from 0 to 100%',
    ),
    chinese=Explanation(
        finds=("百分比的分子與分母，末尾的計數單位不同（件數÷人數、廠次÷家數）。"),
        matters=("比率的尺度是 0 到 100；兩種東西相除沒有這個尺度，目標值便失去意義。"),
        instead=("分子與分母使用同一單位。"),
    ),
    check=check,
)
