"""Steps are given percentages by hand, and the target is one of them.

What it finds:
    A standard whose steps each carry a percentage, such as （90%）, with a percent target.

Why it matters:
    90% looks like nearly everything; it may be the first of three steps. Such figures must not
    enter an average.

Example:
    1.研擬草案（90%）。2.送審（95%）。3.公告（100%）

Instead:
    Name the step as the target: 107年底前送審

When it is right anyway:
    When the shares of work were fixed before and for all such projects.

Basis:
    A milestone is reached or not; its achievement is the share of the steps done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures import Target
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_STEP: Final = re.compile(r"\(\s*(\d+(?:\.\d+)?)\s*%\s*\)")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Percent targets over scored steps."""
    for indicator in subject.plan.indicators:
        target = subject.targets[indicator.key]
        if not isinstance(target, Target) or target.quantity is None:
            continue
        steps = _STEP.findall(fold(indicator.standard))
        if len(steps) > 1 and target.quantity.unit == "%" and f"{target.quantity.value:f}" in steps:
            facts = {"target": target.text, "steps": "、".join(f"{step}%" for step in steps)}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK238",
    name="scored-steps",
    level=Level.NOTE,
    title=Words(
        "里程碑以自訂百分比計分",
        "Steps scored with percentages",
    ),
    sentence=Words(
        "目標值「{target}」是自訂的階段分數（{steps}），不是量出來的百分比",
        'the target "{target}" is a score given to a step ({steps}), and no measured percentage',
    ),
    chinese=Explanation(
        finds=("衡量標準的各階段附有自訂百分比，目標值是其中一個。"),
        matters=("90% 看來接近完成，可能只是第一步；這種數字不能拿來平均或比較。"),
        instead=("目標值寫明要完成的階段。"),
    ),
    check=check,
)
