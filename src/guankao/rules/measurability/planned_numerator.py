"""The numerator is a planned figure, so that the quotient measures the plan.

What it finds:
    A quotient whose numerator is called 目標, 預定, 預估 or 預計, and not 實際 or 完成.

Why it matters:
    Plan divided by plan measures nothing that happens in the year.

Example:
    累計目標里程÷4年總目標里程×100%

Instead:
    累計完成里程÷4年總目標里程×100%

When it is right anyway:
    When the words mean goods that are called so (目標族群人數).

Basis:
    Definition of attainment: what was reached over what was to be reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures.formulas.nodes import Divide, Input, walk
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_PLANNED: Final = re.compile(r"目標(?!族群|對象|客|市場)|預定|預估|預計|預期")
_REACHED: Final = re.compile(r"實際|達成|達到|完成|已")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Quotients with a planned figure on top."""
    for indicator, formula in subject.with_formulas():
        for node in walk(formula.expression):
            if not isinstance(node, Divide) or not isinstance(node.left, Input):
                continue
            name = node.left.name
            if _PLANNED.search(name) and not _REACHED.search(name):
                facts = {"numerator": name}
                yield Fault(subject.indicator_id(indicator), "standard", facts, name)
                break


RULE = PlanRule(
    code="GK218",
    name="planned-numerator",
    level=Level.WARNING,
    title=Words(
        "分子是目標或預定數，不是實際數",
        "The numerator is a planned figure",
    ),
    sentence=Words(
        "分子「{numerator}」是預定的數，不是實際達成的數，結果在年初就已確定",
        'the numerator "{numerator}" is planned, not reached: the result is known when the '
        "year begins",
    ),
    chinese=Explanation(
        finds=("比率的分子稱為「目標」「預定」「預估」「預計」，而非實際或完成的數。"),
        matters=("計畫數除以計畫數，與執行無關，年初就知道結果。"),
        instead=("分子改為實際完成數。"),
    ),
    check=check,
)
