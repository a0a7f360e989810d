"""The target is a percentage and the formula a bare quotient, without ×100%.

What it finds:
    A percent target whose formula divides and neither multiplies by 100% nor carries weights in
    percent.

Why it matters:
    One reporter states 0.29, another 29; the same column then holds both.

Example:
    加值÷產值 (target 29%)

Instead:
    加值÷產值×100%

When it is right anyway:
    Always harmless where a program computes the result; a note for those who type it.

Basis:
    The form of the common KPIs on the budget, which write ×100%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures import Target
from guankao.figures.formulas import Formula
from guankao.figures.formulas.nodes import Divide, Input, walk
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_HUNDRED: Final = re.compile(r"[×*]\s*\(?100\s*%?")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Percent targets whose formula divides, and does not say ×100%."""
    for indicator in subject.plan.indicators:
        formula, target = subject.formulas[indicator.key], subject.targets[indicator.key]
        if not isinstance(formula, Formula) or not isinstance(target, Target):
            continue
        if formula.unit != "%" or not re.search(r"[÷/]", indicator.standard):
            continue
        divides = any(
            isinstance(node, Divide) and any(isinstance(it, Input) for it in walk(node.right))
            for node in walk(formula.expression)
        )
        if divides and not _HUNDRED.search(fold(indicator.standard)):
            facts = {"target": target.text}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK204",
    name="percent-factor-missing",
    level=Level.NOTE,
    title=Words(
        "目標為百分比，算式未乘 100%",
        "×100% is missing against a percent target",
    ),
    sentence=Words(
        "目標值為「{target}」，算式是比值而未寫 ×100%",
        'the target is "{target}", and the formula a quotient without ×100%',
    ),
    chinese=Explanation(
        finds=("年度目標值為百分比，算式有除號，卻沒有「×100%」，也沒有以百分比寫的權重。"),
        matters=("有人填 0.29，有人填 29，同一欄便混有兩種尺度。"),
        instead=("在算式末尾加上「×100%」。"),
    ),
    check=check,
)
