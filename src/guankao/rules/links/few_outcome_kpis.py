"""Most KPIs of a plan count effort, not effect.

What it finds:
    A plan in which fewer than a third of the KPIs ask for an outcome; the others say how the
    budget was used, how many came, how much was produced, or how far a draft has come.

Why it matters:
    A ministry can hold every event and spend every dollar and change nothing. Goals are written
    as effects, so their KPIs should be.

Example:
    Of 12 KPIs: 2 on the budget, 6 on attendance, 3 on output, 1 on an outcome

Instead:
    Keep the counts that matter as inputs of a formula, and measure what they are for: shares,
    rates, savings, time.

When it is right anyway:
    Agencies whose product is the count itself, such as statistics or inspections.

Basis:
    This project's own: the sort of each KPI is told by the words of its name and standard, and a
    third is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.kpi_classes import KpiClass, kpi_class
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

SHARE: Final = 3
FEWEST_KPIS: Final = 4


def check(subject: PlanSubject) -> Iterator[Fault]:
    """The plan, where outcomes are fewer than a third of its KPIs."""
    classes = Counter(kpi_class(indicator) for indicator in subject.plan.indicators)
    every = classes.total()
    if every >= FEWEST_KPIS and classes[KpiClass.OUTCOME] * SHARE < every:
        facts = {one.value: str(classes[one]) for one in KpiClass}
        yield Fault(subject.plan.identifier, "indicators", {**facts, "all": str(every)})


RULE = PlanRule(
    code="GK406",
    name="few-outcome-kpis",
    level=Level.NOTE,
    title=Words("成果型指標偏少", "Few KPIs ask for an outcome"),
    sentence=Words(
        "{all} 項指標中，成果型 {outcome} 項；其餘為預算 {budget}、參與 {attendance}、產出 "
        "{output}、進度 {process}",
        "of {all} KPIs, {outcome} ask for an outcome; {budget} are on the budget, "
        "{attendance} on attendance, {output} on output, {process} on progress",
    ),
    chinese=Explanation(
        finds="成果型指標不到三分之一的計畫；其餘衡量預算執行、參與人次、產出數量或辦理進度。",
        matters="活動全辦、預算全用，仍可能什麼都沒有改變。施政目標寫的是效果，指標也應衡量效果。",
        instead="把重要的數量作為計算式的輸入，改為衡量其目的：比率、占比、節省的時間或經費。",
    ),
    check=check,
    needs_whole_plan=True,
)
