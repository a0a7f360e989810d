"""A result below the past counts as full success.

What it finds:
    A KPI that divides this year's figure by that of past years, or by their average, and whose
    target is below 100%.

Why it matters:
    At 90% of the average of the three years before, things have become a tenth worse, and the
    target is met.

Example:
    （本年度查獲件數÷前3年度平均查獲件數）×100%, 目標值「90%」

Instead:
    Set the target above 100%, or name an absolute figure.

When it is right anyway:
    Where less is to be expected, such as fewer offences to be found, and the plan says so.

Basis:
    Full attainment is computed: this year's figure equal to the past gives 100%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from guankao.figures import Comparator
from guankao.figures.formulas import Formula, to_text
from guankao.figures.formulas.nodes import Divide, Input, Subtract, walk
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

PAST: Final = re.compile(
    r"(?:前|近|過去)\s*[二三四五2-5]\s*年|(?:前|上|去)\s*[一1]?\s*年度?(?!\s*\d+\s*月)|歷年平均"
)
NOW: Final = re.compile(r"[本當]年")
HALF: Final = Decimal(50)
FULL: Final = Decimal(100)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every ratio to the past with a target of less than the whole."""
    for indicator, target, quantity, formula in subject.computed():
        base = _past_divisor(formula)
        if base is None or target.comparator is not Comparator.AT_LEAST:
            continue
        # A small percentage is no ratio to the past, but a share of last year's stock.
        if formula.unit == "%" and HALF <= quantity.value < FULL:
            facts = {"base": base, "target": indicator.target}
            yield Fault(subject.indicator_id(indicator), "target", facts)


def _past_divisor(formula: Formula) -> str | None:
    """The past figure that this year's is divided by; None where a difference is divided."""
    for node in walk(formula.expression):
        if isinstance(node, Divide) and isinstance(node.right, Input):
            grows = any(isinstance(inner, Subtract) for inner in walk(node.left))
            same = "平均" in node.right.name or NOW.search(to_text(node.left))
            if PAST.search(node.right.name) and same and not grows:
                return node.right.name
    return None


RULE = PlanRule(
    code="GK308",
    name="target-below-past-average",
    level=Level.WARNING,
    title=Words("低於過去平均也算達成", "A result below the past meets the target"),
    sentence=Words(
        "與「{base}」相比持平即為 100%，目標值「{target}」表示退步也算達成",
        "the same as 「{base}」 gives 100%, so at 「{target}」 doing worse than before meets "
        "the target",
    ),
    chinese=Explanation(
        finds="以當年度數除以過去年度數或其平均、而目標值低於 100% 的指標。",
        matters="若為前三年平均的九成，已較過去退步一成，仍算達成。",
        instead="目標值應高於 100%，或改訂絕對數。",
    ),
    check=check,
)
