"""Numerator and denominator are of different periods, or only one says its period.

What it finds:
    A percentage whose numerator names this year, a cumulative number or another year, while the
    denominator names another period or none.

Why it matters:
    A numerator of five years over a denominator of one exceeds 100% without any merit; where one
    period is open, each reporter chooses.

Example:
    累計繳納金額÷本年度應繳金額×100%

Instead:
    本年度繳納金額÷本年度應繳金額×100%

When it is right anyway:
    When the denominator is the whole of a programme of several years, or last year's number on
    purpose.

Basis:
    Definition of a share: both counted over one period.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.attainment import quotients
from guankao.rules.measurability.periods import EARLIER, NO_PERIOD, period_of
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Quotients of two inputs whose periods differ."""
    for indicator, formula in subject.with_formulas():
        if formula.unit != "%":
            continue
        year = subject.plan.fiscal_year
        for top, bottom in quotients(formula.expression):
            first, second = period_of(top.name, year), period_of(bottom.name, year)
            # A comparison with an earlier year is meant.
            if first is NO_PERIOD or second in (first, EARLIER):
                continue
            said = Words(f"是{second.zh}", f"of {second.en}")
            facts: dict[str, str | Words] = {
                "numerator": top.name,
                "denominator": bottom.name,
                "first": first,
                "second": Words("未寫期間", "names none") if second is NO_PERIOD else said,
            }
            yield Fault(subject.indicator_id(indicator), "standard", facts)
            break


RULE = PlanRule(
    code="GK217",
    name="ratio-periods-differ",
    level=Level.NOTE,
    title=Words(
        "分子與分母的期間不同",
        "Numerator and denominator differ in their periods",
    ),
    sentence=Words(
        "分子「{numerator}」是{first}，分母「{denominator}」{second}",
        'the numerator "{numerator}" is of {first}, the denominator "{denominator}" {second}',
    ),
    chinese=Explanation(
        finds=("百分比的分子寫本年度或累計，分母卻是另一期間，或沒有寫期間。"),
        matters=("累計數除以一年的數，不必努力也會超過 100%；期間不明時，各填各的。"),
        instead=("分子、分母寫明同一期間。"),
    ),
    check=check,
)
