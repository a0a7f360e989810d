"""The weights of a composite do not add up to the whole.

What it finds:
    A standard that adds weighted parts whose weights make more or less than 100%. Where they are
    several groups of 100% each, as of two institutes, it is a warning.

Why it matters:
    With 90% nobody can reach the target of 95%; with 200% everyone does.

Example:
    甲項達成率×50%＋乙項達成率×40%

Instead:
    甲項達成率×50%＋乙項達成率×50%

When it is right anyway:
    When the text lists several composites, each with its own 100%; then each needs its own formula.

Basis:
    Arithmetic of a weighted mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from guankao.figures.formulas import RefusalCode, RefusedFormula
from guankao.rules.findings import Fact, Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_WEIGHT: Final = re.compile(r"(?:[(×*]|權重為?|[占佔]|配分)\s*(\d+(?:\.\d+)?)\s*%")

_WHOLE: Final = Decimal(100)
_NOT_THE_WHOLE: Final = Words("不是 100%", "not to 100%")
_GROUPS: Final = Words(
    "是數組各 100%，卻沒有寫各組如何合成一個數",
    "as groups of 100% each, and nothing says how the groups become one figure",
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """KPIs that were refused because of their weights."""
    for indicator in subject.plan.indicators:
        refused = subject.formulas[indicator.key]
        if not isinstance(refused, RefusedFormula) or refused.code is not RefusalCode.WEIGHTS:
            continue
        text = re.sub(r"[×*]\s*100\s*%", "", fold(indicator.standard))
        weights = [Decimal(weight) for weight in _WEIGHT.findall(text)]
        groups = _groups_of_the_whole(weights)
        why = _GROUPS if len(groups) > 1 else _NOT_THE_WHOLE
        working = "；".join("＋".join(f"{it:f}" for it in group) for group in groups or [weights])
        facts: dict[str, Fact] = {"total": f"{sum(weights):f}", "why": why, "working": working}
        level = Level.WARNING if len(groups) > 1 else None
        yield Fault(subject.indicator_id(indicator), "standard", facts, level=level)


def _groups_of_the_whole(weights: Sequence[Decimal]) -> list[list[Decimal]]:
    """The weights in the groups of 100% that stand one after the other; none where one is not."""
    groups: list[list[Decimal]] = [[]]
    for weight in weights:
        if sum(groups[-1]) == _WHOLE:
            groups.append([])
        groups[-1].append(weight)
    return groups if all(sum(group) == _WHOLE for group in groups) else []


RULE = PlanRule(
    code="GK213",
    name="weights-do-not-sum",
    level=Level.ERROR,
    title=Words(
        "權重合計不是 100%",
        "The weights do not add up to 100%",
    ),
    sentence=Words(
        "各項權重合計為 {total}%，{why}（{working}）",
        "the weights add up to {total}%, {why} ({working})",
    ),
    chinese=Explanation(
        finds=(
            "綜合指標各項權重相加，多於或少於 100%。若是數組權重各為 100%"
            "（如兩個機構各一組），列為警告。"
        ),
        matters=("合計 90% 時，全部做到也達不到 95% 的目標；合計 200% 時，只做一半就達標。"),
        instead=("調整權重，使合計為 100%；若有數個綜合指標，分別寫成算式。"),
    ),
    check=check,
)
