"""A composite target can be reached without its main part.

What it finds:
    A KPI of weighted parts whose target is met when all other parts are full and the heaviest one
    is nought. Where the heaviest part still has to give something, but no more than 70% of its
    own whole, it is a note. Parts that are deeds, done or not done, count as full.

Why it matters:
    What the KPI is named for need not happen.

Example:
    （甲÷乙）×60%＋問卷滿意度×40%, 目標值「40%」

Instead:
    Raise the target, or set a floor for the main part.

When it is right anyway:
    Where the other parts are as hard to reach as the main one.

Basis:
    Computed from the formula: the other weighted parts are set to full.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from guankao.figures import Comparator
from guankao.rules.amounts import shown
from guankao.rules.findings import Fact, Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject
from guankao.rules.weighted_parts import WeightedPart, main_parts, weighted_parts

FULL: Final = Decimal(100)
LITTLE: Final = Decimal(70)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every composite whose main part has little to give."""
    for indicator, target, quantity in subject.measured():
        if target.comparator is not Comparator.AT_LEAST or quantity.unit != "%":
            continue
        parts = weighted_parts(subject.formulas[indicator.key])
        main = main_parts(parts)
        if not main or any(part.boundless for part in parts if part not in main):
            continue
        facts, needed = _share_needed(main, quantity.value)
        if needed <= LITTLE:
            told = needed <= 0 and not any(part.opaque for part in parts)
            level = None if told else Level.NOTE
            facts["target"] = indicator.target
            yield Fault(subject.indicator_id(indicator), "target", facts, level=level)


def _share_needed(
    main: tuple[WeightedPart, ...], wanted: Decimal
) -> tuple[dict[str, Fact], Decimal]:
    """What the main part has to give, in percent of its own whole, when the others are full."""
    weight = sum((part.weight for part in main), Decimal(0))
    others = (1 - weight) * FULL
    needed = (wanted - others) / weight
    facts: dict[str, Fact] = {
        "others": shown(others),
        "main": "；".join(part.text for part in main),
        "weight": shown(weight * FULL),
        "needed": shown(max(needed, Decimal(0))),
    }
    return facts, needed


RULE = PlanRule(
    code="GK307",
    name="reachable-without-main-part",
    level=Level.WARNING,
    title=Words("不靠主要部分也能達成", "Reachable without the main part"),
    sentence=Words(
        "其他部分滿分時已有 {others}%，主要部分{main}（權重 {weight}%）只需 {needed}% 即達目"
        "標值「{target}」",
        "with all other parts full ({others}%), the main part {main} (weight {weight}%) needs"
        " only {needed}% to reach the target {target}",
    ),
    chinese=Explanation(
        finds="其他加權部分滿分時，最重的部分為零也能達標的複合指標；若仍需該部分達成但不超過七成，"
        "列為提示。",
        matters="指標名稱所指的事可以完全不發生。",
        instead="提高目標值，或為主要部分另訂下限。",
    ),
    check=check,
)
