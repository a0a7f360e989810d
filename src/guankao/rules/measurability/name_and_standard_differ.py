"""Name and standard write one phrase with another word in its middle.

What it finds:
    A phrase of the name that returns in the standard with the same beginning and end and another
    word in between.

Why it matters:
    The reader of the results sees the name. What was counted is narrower, wider or something else.

Example:
    name 圖書資料庫, standard 期刊資料庫查詢筆數

Instead:
    The same words in both

When it is right anyway:
    When the two words are one thing under two names.

Basis:
    The form of the annual plan: 關鍵績效指標 names what 衡量標準 measures.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.comparing import changed_phrase
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """KPIs whose standard changes a phrase of the name."""
    for indicator in subject.plan.indicators:
        found = changed_phrase(indicator.name, indicator.standard)
        if found is not None:
            facts = {"named": found[0], "measured": found[1]}
            yield Fault(subject.indicator_id(indicator), "standard", facts, found[1])


RULE = PlanRule(
    code="GK248",
    name="name-and-standard-differ",
    level=Level.NOTE,
    title=Words(
        "名稱與衡量標準的用詞不同",
        "Name and standard differ in a word",
    ),
    sentence=Words(
        "指標名稱寫「{named}」，衡量標準寫「{measured}」，看來不是同一對象",
        'the name says "{named}", the standard "{measured}", which seems to be another thing',
    ),
    chinese=Explanation(
        finds=("名稱中的一個詞組，在衡量標準中頭尾相同，中間換了或多了別的字。"),
        matters=("讀者看到的是名稱，實際計算的可能較窄、較寬或是另一回事。"),
        instead=("兩處用同一個詞。"),
    ),
    check=check,
)
