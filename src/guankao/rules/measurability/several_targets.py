"""The target column holds more than one figure for one KPI.

What it finds:
    A target with two or more figures, each with its own unit, joined by 、, 及 or a slash.

Why it matters:
    No single result answers such a target; each reporter picks one of the figures.

Example:
    50場次、2,000人次

Instead:
    Two KPIs: 50場次 and 2,000人次

When it is right anyway:
    Never; a range has a comparator (3至4件 is 3件以上).

Basis:
    The form of the annual plan: one target for each KPI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_FIGURE: Final = re.compile(
    r"(?<![\d.,年])\d[\d,]*(?:\.\d+)?\s*[萬億千]?\s*(?:%|[^\W\d年月日]{1,4}?)(?=[、,;/及與和()]|以[上下]|$)"
)
_JOINED: Final = re.compile(r"[、,;/及與和]")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Targets with several figures."""
    for indicator in subject.plan.indicators:
        text = fold(indicator.target)
        found = list(_FIGURE.finditer(text))
        if len(found) < 2:
            continue
        between = text[found[0].end() : found[1].start()]
        if _JOINED.search(between) and len({it[0] for it in found}) > 1:
            facts = {
                "target": indicator.target,
                "number": str(len(found)),
                "figures": "、".join(it[0] for it in found),
            }
            yield Fault(subject.indicator_id(indicator), "target", facts)


RULE = PlanRule(
    code="GK252",
    name="several-targets",
    level=Level.WARNING,
    title=Words(
        "一項指標有數個目標值",
        "Several targets for one KPI",
    ),
    sentence=Words(
        "目標值「{target}」有 {number} 個數（{figures}），沒有說明全部達到還是其一達到才算",
        'the target "{target}" holds {number} figures ({figures}), and does not say whether '
        "all or one of them count",
    ),
    chinese=Explanation(
        finds=("年度目標值以「、」「及」或斜線並列兩個以上帶單位的數字。"),
        matters=("沒有一個成果能回答這樣的目標，填報時會挑一個。"),
        instead=("分成兩項指標，或寫明以哪一個為準。"),
    ),
    check=check,
)
