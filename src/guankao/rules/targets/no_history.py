"""No values of earlier years stand beside a target.

What it finds:
    A plan in which no KPI states what was reached before; and, in a plan that does state it for
    some, each KPI that does not.

Why it matters:
    Without a past nobody can tell an ambitious target from an easy one.

Example:
    目標值「7,200人」, no remark on earlier years

Instead:
    【備註：本指標過去年度實際值為：104年：6,400人，105年：6,900人】

When it is right anyway:
    A KPI that is measured for the first time.

Basis:
    The remark on actual values of past years (過去年度實際值) in the form of the annual plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """The plan as a whole where none has a history, else each KPI without one."""
    plan = subject.plan
    without = [one for one in plan.indicators if not one.history]
    if without and len(without) == len(plan.indicators):
        whole = Words(f"全部 {len(without)} 項指標", f"all {len(without)} KPIs")
        yield Fault(plan.identifier, "indicators", {"what": whole})
        return
    for indicator in without:
        what = Words(f"指標 {indicator.key} ", f"KPI {indicator.key}")
        yield Fault(subject.indicator_id(indicator), "history", {"what": what})


RULE = PlanRule(
    code="GK305",
    name="no-history",
    level=Level.NOTE,
    title=Words("缺過去年度實際值", "No values of earlier years"),
    sentence=Words(
        "{what}未列過去年度實際值，無從判斷目標值高低",
        "{what}: no values of earlier years are stated, so nobody can tell whether the target"
        " is ambitious",
    ),
    chinese=Explanation(
        finds="全部指標均未列過去年度實際值的計畫；或部分列出、其餘未列的指標。",
        matters="沒有過去，就無法分辨目標值是積極還是保守。",
        instead="於備註列出近年實際值；新增指標請註明。",
    ),
    check=check,
)
