"""The denominator is a planned total whose value the plan does not give.

What it finds:
    A percentage of 預定, 預計, 目標 or 4年總計 whose number stands neither in the formula nor in a
    remark.

Why it matters:
    The agency that reports also sets the denominator, and can set it when the numerator is known.

Example:
    累計完工處數÷4年預定總處數×100%

Instead:
    累計完工處數÷4年預定總處數240處×100%

When it is right anyway:
    When the number is published in an approved programme that the plan names.

Basis:
    The form of the annual plan: the target can be checked from the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.attainment import quotients
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_PLANNED: Final = re.compile(r"預定|預計|預估|預劃|目標|\d年總計|[年度]計畫招募|設定|需求")
_GIVEN_BY_YEAR: Final = re.compile(r"\d{2,3}年度?[:為]?\d+(?:\.\d+)?[^\d年月]")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Quotients over a planned total without a value."""
    for indicator, formula in subject.with_formulas():
        if formula.unit != "%":
            continue
        if indicator.standard_remark or indicator.note:
            continue
        if _GIVEN_BY_YEAR.search(fold(indicator.standard)):
            continue
        for _, bottom in quotients(formula.expression):
            if bottom.default is None and _PLANNED.search(bottom.name):
                facts = {"denominator": bottom.name}
                yield Fault(subject.indicator_id(indicator), "standard", facts)
                break


RULE = PlanRule(
    code="GK246",
    name="planned-total-without-value",
    level=Level.NOTE,
    title=Words(
        "分母是計畫總數，未載明數值",
        "A planned total without its value",
    ),
    sentence=Words(
        "分母「{denominator}」是計畫訂的數，計畫卻沒有載明它是多少",
        'the denominator "{denominator}" is set by the plan, and the plan does not say how '
        "much it is",
    ),
    chinese=Explanation(
        finds=("百分比的分母是「預定」「預計」「目標」「4年總計」等計畫數，算式與備註都沒有數值。"),
        matters=("分母由填報機關自訂，也可以在知道分子之後才訂。"),
        instead=("在分母寫出數值，例如「4年預定總處數240處」。"),
    ),
    check=check,
)
