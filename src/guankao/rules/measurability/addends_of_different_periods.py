"""One part of a sum names its year, and another names none.

What it finds:
    A sum of counts in which one name says 本年度 or an earlier year and another says no period.

Why it matters:
    The part without a period may be a stock or a sum of several years.

Example:
    本年度甲計畫服務人數＋乙計畫服務人數

Instead:
    本年度甲計畫服務人數＋本年度乙計畫服務人數

When it is right anyway:
    When one bracket with 本年度 holds all parts.

Basis:
    Only like is added to like.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.figures.formulas.nodes import Input
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.attainment import terms
from guankao.rules.measurability.periods import NO_PERIOD, period_of
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Sums of inputs of which only some name their period."""
    year = subject.plan.fiscal_year
    for indicator, formula in subject.with_formulas():
        if formula.unit == "%":
            continue
        added = [it.name for it in terms(formula.expression) if isinstance(it, Input)]
        dated = [name for name in added if period_of(name, year) is not NO_PERIOD]
        undated = [name for name in added if period_of(name, year) is NO_PERIOD]
        if len(added) > 1 and dated and undated:
            facts = {"dated": dated[0], "open": undated[0]}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK258",
    name="addends-of-different-periods",
    level=Level.NOTE,
    title=Words(
        "相加的項目期間寫法不同",
        "Addends of different periods",
    ),
    sentence=Words(
        "「{dated}」寫了期間，相加的「{open}」沒有寫",
        '"{dated}" names its period, and "{open}", which is added to it, names none',
    ),
    chinese=Explanation(
        finds=("以「＋」相加的各項，有的寫本年度或年份，有的沒有寫期間。"),
        matters=("沒有寫期間的項目，可能是累計數或存量。"),
        instead=("各項都寫期間，或在括號外寫「本年度」。"),
    ),
    check=check,
)
