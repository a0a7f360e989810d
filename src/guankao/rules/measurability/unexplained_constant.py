"""A number in the formula that the KPI does not explain.

What it finds:
    A number of more than one digit without a unit that is no weight, no power of ten, no share of a
    year.

Why it matters:
    When the number of sites changes, nobody knows that the formula has to change.

Example:
    故障日數÷（63×365日）

Instead:
    故障日數÷（63站×365日）

When it is right anyway:
    When the number is known to every reader (12 months).

Basis:
    Guankao's notation for formulas: a constant has a name or a unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from guankao.figures.formulas.nodes import Multiply, Number, walk
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_KNOWN: Final = frozenset(map(Decimal, (12, 24, 30, 52, 60, 365, 366)))


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Products of numbers that nobody names."""
    for indicator, formula in subject.with_formulas():
        for node in walk(formula.expression):
            if not isinstance(node, Multiply):
                continue
            loose = [it for it in (node.left, node.right) if _is_loose(it)]
            if loose and isinstance(node.left, Number) and isinstance(node.right, Number):
                constant = loose[0]
                facts = {"constant": f"{constant.value:f}" if isinstance(constant, Number) else ""}
                yield Fault(subject.indicator_id(indicator), "standard", facts)
                break


def _is_loose(node: object) -> bool:
    return (
        isinstance(node, Number)
        and not node.unit
        and node.value > 9
        and node.value not in _KNOWN
        and node.value.normalize().as_tuple().digits != (1,)
    )


RULE = PlanRule(
    code="GK240",
    name="unexplained-constant",
    level=Level.NOTE,
    title=Words(
        "算式裡的常數沒有說明",
        "An unexplained constant",
    ),
    sentence=Words(
        "算式裡的「{constant}」沒有說明是什麼數",
        "the formula holds the number {constant}, and nothing says of what",
    ),
    chinese=Explanation(
        finds=("算式有兩位數以上、沒有單位的常數，不是權重、10 的次方或一年的日數、月數。"),
        matters=("據點數改變時，沒有人知道算式也要改。"),
        instead=("加上單位或名稱，例如「63站」。"),
    ),
    check=check,
)
