"""The list of what is counted ends in 等.

What it finds:
    等 right before a counting word (等次數, 等總次數, 等人次).

Why it matters:
    Anything can be added at the end of the year to reach the target.

Example:
    記者會、說明會等總次數

Instead:
    記者會及說明會之總次數

When it is right anyway:
    When the members of the list are defined in a rule that the plan names.

Basis:
    The form of the annual plan: the column 衡量標準 states what counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_OPEN_LIST: Final = re.compile(
    r"[^，。；、]{2,8}等(?:之|的|各類|各項)?(?:總)?(?:次數|人次|件數|場次|篇數|數量)"
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Counts of open lists."""
    for indicator in subject.plan.indicators:
        found = _OPEN_LIST.search(indicator.standard)
        if found:
            facts = {"phrase": found[0]}
            yield Fault(subject.indicator_id(indicator), "standard", facts, found[0])


RULE = PlanRule(
    code="GK245",
    name="open-ended-count",
    level=Level.NOTE,
    title=Words(
        "計數的對象以「等」結尾",
        "An open list of what is counted",
    ),
    sentence=Words(
        "「{phrase}」以「等」結尾，什麼算進總數沒有界線",
        '"{phrase}" ends in an open 等, so what counts has no limit',
    ),
    chinese=Explanation(
        finds=("列舉後以「等」接「次數」「總次數」「人次」。"),
        matters=("年底可以把任何活動算進去。"),
        instead=("列舉完畢，刪去「等」。"),
    ),
    check=check,
)
