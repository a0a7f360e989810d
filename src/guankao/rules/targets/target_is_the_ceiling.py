"""A target is the most that can be reached.

What it finds:
    A target of 100% for a share: nothing can exceed it, and one case missed means that the target
    is missed.

Why it matters:
    A target at the ceiling cannot grow, gives no credit for coming near, and tempts to leave hard
    cases out of the denominator.

Example:
    （期限內答復件數÷陳情件數）×100%, 目標值「100%」

Instead:
    Measure what still varies: the time taken, the cases answered within half the limit,
    satisfaction.

When it is right anyway:
    Legal duties, safety, and payments due: there anything less is a failure.

Basis:
    Arithmetic: a share of a whole is at most 100%.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from guankao.figures import Comparator
from guankao.figures.formulas.nodes import Subtract, walk
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

FULL: Final = Decimal(100)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every computed share whose target is the whole."""
    for indicator, target, quantity, formula in subject.computed():
        grows = any(isinstance(node, Subtract) for node in walk(formula.expression))
        whole = formula.unit == "%" and quantity.value == FULL and not grows
        if whole and target.comparator is Comparator.AT_LEAST:
            facts = {"target": indicator.target}
            yield Fault(subject.indicator_id(indicator), "target", facts)


RULE = PlanRule(
    code="GK304",
    name="target-is-the-ceiling",
    level=Level.NOTE,
    title=Words("目標值已達上限", "The target is the most that can be reached"),
    sentence=Words(
        "目標值「{target}」為此比率的上限，只有達成與未達成，日後亦無從提升",
        "target 「{target}」 is the most that this share can be: it can only be met or "
        "missed, and cannot grow",
    ),
    chinese=Explanation(
        finds="目標值為 100% 的占比：不可能超過，漏一件即未達成。",
        matters="已在上限的目標值無法成長，接近也不算，並誘使將困難案件排除於分母之外。",
        instead="改量仍有差異的面向，例如處理時間、提前完成的比率、滿意度。",
    ),
    check=check,
)
