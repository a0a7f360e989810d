"""The standard is a bare counting word, without what is counted.

What it finds:
    A standard of at most five characters besides the year and words such as 總 and 整體.

Why it matters:
    The standard is where scope and source belong; the name alone does not settle what counts.

Example:
    年度營運量

Instead:
    郵政掛號及包裹年度收寄件數

When it is right anyway:
    When the name of the KPI is the full definition.

Basis:
    The form of the annual plan: 關鍵績效指標 and 衡量標準 are two columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold, names_amount, without_remarks
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_LONGEST: Final = 5
_EMPTY: Final = re.compile(r"[\W_]|[本當]?年度?|每年|總|整體|完成|之|的|[(（].*")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Standards that are hardly more than a counting word."""
    for indicator in subject.plan.indicators:
        standard = without_remarks(fold(indicator.standard))
        if len(_EMPTY.sub("", standard)) <= _LONGEST and names_amount(standard):
            facts = {"standard": indicator.standard}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK254",
    name="subject-left-out",
    level=Level.NOTE,
    title=Words(
        "衡量標準只有計數用語",
        "The standard is only a counting word",
    ),
    sentence=Words(
        "衡量標準「{standard}」只寫了計數用語，沒有寫對象與範圍",
        'the standard "{standard}" is only a counting word; of what, and in which scope, is '
        "left to the name",
    ),
    chinese=Explanation(
        finds=("衡量標準除年度、「總」「整體」等字外，不超過五個字。"),
        matters=("計算範圍與資料來源應寫在衡量標準，只看名稱不能確定什麼算、什麼不算。"),
        instead=("寫全計數的對象、範圍與資料來源。"),
    ),
    check=check,
)
