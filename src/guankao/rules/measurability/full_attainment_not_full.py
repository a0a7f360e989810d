"""Everything done gives a result other than 100%.

What it finds:
    A weighted formula whose result, with each ratio set to 1 and each rate to 100%, is not 100%.

Why it matters:
    A scale that ends at 120% makes a target of 100% easy, and one that ends at 80% makes it
    impossible.

Example:
    （甲÷50＋乙÷40）×30%＋丙÷90×70%

Instead:
    （甲÷50＋乙÷40）÷2×30%＋丙÷90×70%

When it is right anyway:
    When more than 100% is wanted as a bonus, and the plan says so.

Basis:
    Arithmetic: each part is set to full.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.attainment import full_attainment, terms
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_FULL = Fraction(100)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Sums of weighted parts that do not end at 100."""
    for indicator, formula in subject.with_formulas():
        if formula.unit not in ("%", "分"):
            continue
        if len(list(terms(formula.expression))) < 2:
            continue
        full = full_attainment(formula)
        if full is not None and full != _FULL:
            facts = {"full": f"{float(full):g}"}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK214",
    name="full-attainment-not-full",
    level=Level.WARNING,
    title=Words(
        "各項全部做到，結果不是 100%",
        "Full attainment of every part does not give 100%",
    ),
    sentence=Words(
        "各項比率都做到 100% 時，算式的結果是 {full}%，不是 100%",
        "with every ratio at 100% the formula gives {full}%, not 100%",
    ),
    chinese=Explanation(
        finds=("加權算式中，把每個比率都設為 100%，結果卻不是 100%。"),
        matters=("滿分是 120% 的尺度，100% 的目標便容易；滿分是 80% 的尺度，永遠達不到。"),
        instead=("檢查括號與權重；同一權重下有兩個比率相加時，應取平均。"),
    ),
    check=check,
)
