"""A strategy does not end.

What it finds:
    A strategy without a full stop at its end, in a plan whose strategies mostly have one.

Why it matters:
    The end may have been cut off, or the next heading has run into the sentence.

Example:
    （三）強化查緝能量，維護海域安全

Instead:
    （三）強化查緝能量，維護海域安全。

When it is right anyway:
    Strategies written as headings.

Basis:
    The form of the annual plan (年度施政計畫): strategies are sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

TAIL: Final = 8


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every strategy that breaks the custom of its plan."""
    written = [one for goal in subject.plan.goals for one in goal.strategies]
    ended = [one for one in written if one.text.endswith(("。", "」", "！"))]
    if len(ended) * 2 <= len(written):
        return
    for goal in subject.plan.goals:
        for number, strategy in enumerate(goal.strategies, start=1):
            if strategy not in ended:
                end = strategy.text[-TAIL:]
                facts = {"no": f"{goal.no}-{number}", "end": end}
                yield Fault(subject.goal_id(goal), "strategies", facts, quote=end)


RULE = PlanRule(
    code="GK120",
    name="strategy-without-full-stop",
    level=Level.NOTE,
    title=Words("策略缺句號", "A strategy without a full stop"),
    sentence=Words(
        "策略 {no} 末尾沒有句號：「…{end}」",
        "strategy {no} has no full stop at its end: 「…{end}」",
    ),
    chinese=Explanation(
        finds="多數策略以句號結尾的計畫中，末尾沒有句號的策略。",
        matters="可能文字被截斷，或下一標題誤入句中。",
        instead="補上句號，並確認文字完整。",
    ),
    check=check,
)
