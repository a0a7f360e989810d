"""A KPI named for a result only measures the money spent.

What it finds:
    A KPI whose name promises work or a result, and whose standard divides only amounts of the
    budget.

Why it matters:
    Money can be spent without the result. The KPI is met by paying, whatever was built or mended.

Example:
    KPI 「整建老舊房舍」, standard （預算執行數÷預算編列數）×100%

Instead:
    Count what was built or mended; keep the rate of spending for the KPI on the budget.

When it is right anyway:
    Where the name itself says that spending is measured.

Basis:
    Comparison of what the name promises with the inputs of the formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

MONEY: Final = re.compile(r"預算|經費|費用|歲出|[實支]支|支用")
COUNTS: Final = re.compile(r"員額|[人項件案戶次家]數")
OWN_NAME: Final = re.compile(r"預算|經費|概算|歲出|執行率|支用|費用|財務|採購|節約|標案")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every KPI whose inputs are all money, and whose name is not."""
    for indicator, _, _, formula in subject.computed():
        if OWN_NAME.search(indicator.name) or formula.unit != "%":
            continue
        names = [item.name for item in formula.inputs]
        if all(MONEY.search(name) and not COUNTS.search(name) for name in names):
            facts = {"name": indicator.name}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK410",
    name="budget-stands-for-result",
    level=Level.WARNING,
    title=Words("以預算執行代替成果", "The budget stands for the result"),
    sentence=Words(
        "指標「{name}」只衡量預算執行，未衡量其所指的成果",
        "KPI 「{name}」 only measures the budget, not what its name promises",
    ),
    chinese=Explanation(
        finds="名稱承諾工作或成果、衡量標準卻只計算預算執行的指標。",
        matters="錢可以花完而沒有成果；只要付款，指標就算達成。",
        instead="衡量完成的數量或效果；預算執行率留給預算指標。",
    ),
    check=check,
)
