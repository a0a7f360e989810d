"""Reaching what is planned would more than meet the target.

What it finds:
    A target below 100% for a KPI that divides what was done by what the standard itself plans
    (目標值, 預定數, 預計, 計畫數) for the year: doing what is planned gives 100%.

Why it matters:
    The plan promises two things at once, and only the smaller one counts.

Example:
    （實際完成件數÷預定完成件數）×100%, 目標值「85%」

Instead:
    Set the target to 100%, or plan the number that is really meant.

When it is right anyway:
    Where what is planned depends on others, and the shortfall that is allowed for is explained.

Basis:
    Full attainment of every part is computed: each planned number is put in for the actual one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from guankao.figures import Comparator
from guankao.figures.formulas import Formula, to_text
from guankao.figures.formulas.nodes import Divide, Node, Number, Percent, children
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

PLANNED: Final = re.compile(r"目標|預定|預計|預估|計畫(?:招募|執行|辦理|完成|達成|召開|稽查)")
SEVERAL_YEARS: Final = re.compile(r"累[計積]|截至|總計|年總|總工作|總目標|總[^÷]{0,6}數|期程")
FULL: Final = Decimal(100)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every such KPI whose target is less than the whole."""
    for indicator, target, quantity, formula in subject.computed():
        if target.comparator is not Comparator.AT_LEAST or formula.unit != "%":
            continue
        if not 0 < quantity.value < FULL:
            continue
        planned = _planned(formula)
        if planned and not SEVERAL_YEARS.search(indicator.standard):
            facts = {"target": indicator.target, "planned": "、".join(planned)}
            yield Fault(subject.indicator_id(indicator), "target", facts)


def _planned(formula: Formula) -> list[str]:
    """What the formula divides by, where all of it is planned: named so, or a plain number."""
    divisors = list(_divisors(formula.expression))
    texts = [to_text(divisor) for divisor in divisors]
    fixed = [isinstance(divisor, Number | Percent) for divisor in divisors]
    planned = [bool(PLANNED.search(text)) for text in texts]
    whole = all(named or number for named, number in zip(planned, fixed, strict=True))
    return texts if whole and (any(planned) or len(texts) > 1) else []


def _divisors(node: Node) -> Iterator[Node]:
    """The divisors of the outermost divisions: what stands inside a dividend is not planned."""
    if isinstance(node, Divide):
        yield node.right
        return
    for child in children(node):
        yield from _divisors(child)


RULE = PlanRule(
    code="GK303",
    name="target-below-own-plan",
    level=Level.NOTE,
    title=Words("目標值低於自訂的預定量", "The target lies below the standard's own plan"),
    sentence=Words(
        "全部達到衡量標準所列的預定量（{planned}）即為 100%，目標值卻只有「{target}」",
        "doing all that the standard plans ({planned}) gives 100%; the target asks for {target}",
    ),
    chinese=Explanation(
        finds="以實際量除以衡量標準自訂的預定量或目標量、而目標值低於 100% 的指標。",
        matters="同一計畫承諾了兩個數字，而只有較小的那一個算數。",
        instead="將目標值訂為 100%，或把預定量改為真正的目標量。",
    ),
    check=check,
)
