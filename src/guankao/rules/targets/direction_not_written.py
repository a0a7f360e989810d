"""A target does not say that less is better.

What it finds:
    A target that is meant as an upper limit, as the words around it show, and whose text holds no
    以下, 不超過 or other word of direction. Over-runs of the budget ceiling, ranks and nought,
    where the direction is settled by custom, are notes.

Why it matters:
    Whoever computes the achievement takes more to be better unless told otherwise. Then a worse
    result counts as a better one.

Example:
    目標值「12件」 for 「申訴案件數」

Instead:
    目標值「12件以下」

When it is right anyway:
    Where the form has a column of its own for the direction.

Basis:
    The scoring rule: achievement is computed in the target's direction; the form of the annual
    plan has no other place to state it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guankao.figures import Comparator, ReasonCode, Target
from guankao.rules.findings import Fact, Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

SETTLED: Final = frozenset(
    {ReasonCode.CEILING, ReasonCode.ZERO, ReasonCode.RANK, ReasonCode.THRESHOLD}
)
"""Reasons with which nobody takes more to be better."""
WHERE: Final = {
    "name": Words("名稱", "name"),
    "standard": Words("衡量標準", "standard"),
    "text": Words("目標值", "target"),
}


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every upper limit that is not written as one."""
    for indicator in subject.plan.indicators:
        target = subject.targets[indicator.key]
        if not isinstance(target, Target) or target.explicit:
            continue
        if target.comparator is Comparator.AT_MOST:
            facts: dict[str, Fact] = {
                "target": indicator.target,
                "word": target.reason.word,
                "where": WHERE.get(target.reason.where, WHERE["standard"]),
            }
            level = Level.NOTE if target.reason.code in SETTLED else None
            yield Fault(subject.indicator_id(indicator), "target", facts, level=level)


RULE = PlanRule(
    code="GK301",
    name="direction-not-written",
    level=Level.WARNING,
    title=Words("目標值未寫明方向", "The direction of the target is not written"),
    sentence=Words(
        "目標值「{target}」未寫明方向；依{where}「{word}」推斷為越低越好",
        "target 「{target}」 does not say its direction; 「{word}」 in the {where} means that"
        " less is better",
    ),
    chinese=Explanation(
        finds="依上下文應為上限、文字卻沒有「以下」、「不超過」等方向用語的目標值；概算額度超出比率"
        "、名次與零值列為提示。",
        matters="計算達成度時若無說明，一律視為越高越好，較差的結果反而會被算成較好。",
        instead="在目標值後寫明「以下」。",
    ),
    check=check,
)
