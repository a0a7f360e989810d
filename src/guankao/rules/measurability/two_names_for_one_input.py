"""The formula writes what seems to be one thing in two ways.

What it finds:
    Two names in a formula that share their words but for a particle (與, 及, 之), a bracket, or two
    words for a sum (累計, 合計).

Why it matters:
    A reader has to guess whether another group is meant; a later edit of one of them changes the
    KPI unseen.

Example:
    甲類與乙類結案人數÷甲類及乙類總人數

Instead:
    甲類及乙類結案人數÷甲類及乙類總人數

When it is right anyway:
    When the difference is meant; then it deserves a clearer word.

Basis:
    One thing has one name.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.comparing import slight_difference
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Pairs of inputs that differ in next to nothing."""
    for indicator, formula in subject.with_formulas():
        for first, second in combinations(formula.inputs, 2):
            found = slight_difference(first.name, second.name)
            if found is None:
                continue
            facts: dict[str, str | Words] = {"first": first.name, "second": second.name}
            nothing = Words("（無）", "nothing")
            facts |= {"one": found[0] or nothing, "other": found[1] or nothing}
            yield Fault(subject.indicator_id(indicator), "standard", facts)
            break


RULE = PlanRule(
    code="GK220",
    name="two-names-for-one-input",
    level=Level.NOTE,
    title=Words(
        "同一對象的寫法不一致",
        "One thing under two names",
    ),
    sentence=Words(
        "同一算式裡「{first}」與「{second}」只差「{one}」與「{other}」，看來是同一對象",
        '"{first}" and "{second}" in one formula differ only in "{one}" and "{other}", '
        "and seem to be the same",
    ),
    chinese=Explanation(
        finds=("算式中兩個名稱用字相同，只差「與」「及」「之」、括號，或「累計」「合計」等字。"),
        matters=("讀者得猜是不是另一群對象；日後只改其中一處，指標便悄悄改變。"),
        instead=("同一對象用同一寫法。"),
    ),
    check=check,
)
