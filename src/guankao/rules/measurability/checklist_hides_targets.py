"""The target counts conditions, and the real targets stand inside the standard.

What it finds:
    A standard that scores how many of its own conditions are met (0代表…、1代表…, 是否達下列各項標
    準).

Why it matters:
    99% of each condition scores 0, one condition far exceeded still scores 1, and nobody finds the
    real figures in a list of targets, nor in last year's results.

Example:
    是否達下列各項標準：1.完工50件。2.驗收30件 (target 2項)

Instead:
    Two KPIs: 完工件數 (50件) and 驗收件數 (30件)

When it is right anyway:
    When the conditions are deeds without figures.

Basis:
    The form of the annual plan: the target stands in the column 年度目標值.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures import Target
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.thresholds import stated_amounts
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_SCORED: Final = re.compile(r"是否達(?:成|到)?(?:下列|以下|各項)|[01１０]\s*代表|達成值計算方式")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """KPIs that count their own conditions."""
    for indicator in subject.plan.indicators:
        target = subject.targets[indicator.key]
        found = _SCORED.search(indicator.standard)
        if found is None or not isinstance(target, Target):
            continue
        hidden = stated_amounts(indicator.standard)
        facts = {"target": target.text, "hidden": "、".join(hidden[:4])}
        if hidden:
            yield Fault(subject.indicator_id(indicator), "standard", facts, found[0])


RULE = PlanRule(
    code="GK209",
    name="checklist-hides-targets",
    level=Level.WARNING,
    title=Words(
        "目標值只計達成項數，真正的目標藏在衡量標準",
        "The target counts conditions; the real targets are hidden in the standard",
    ),
    sentence=Words(
        "目標值「{target}」只是達成的項數，真正的目標（{hidden}）寫在衡量標準裡",
        'the target "{target}" only counts conditions that are met; the real targets ({hidden}'
        ") stand inside the standard",
    ),
    chinese=Explanation(
        finds=("衡量標準以「是否達下列各項標準」「1代表達到1項」計分，目標值是達成的項數。"),
        matters=(
            "每項都做到 99% 得 0 分，大幅超過也只得 1 分；真正的數字不在目標欄，也無從與往年比較。"
        ),
        instead=("各項分別列為指標，或以各項達成率加權計算。"),
    ),
    check=check,
)
