"""A growth rate and a level are added in one weighted mean.

What it finds:
    A weighted sum in which one part is a growth rate and another a rate or satisfaction.

Why it matters:
    A level is around 80 or 90, a growth around 5. The sum asks for an absurd growth, or for none.

Example:
    參訪人次成長率×60%＋參訪滿意度×40% (target 85%)

Instead:
    （參訪人次成長率÷目標成長率）×60%＋參訪滿意度×40%

When it is right anyway:
    When growth is first divided by its own target.

Basis:
    Arithmetic: the other parts are set to full.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from guankao.figures import Target
from guankao.figures.formulas import Formula
from guankao.figures.formulas.nodes import Divide, Node, walk
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.attainment import inputs_under, is_growth, terms, weight_of
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_HUNDRED = Fraction(100)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Weighted sums of growth and level, with the growth that the target then asks for."""
    for indicator in subject.plan.indicators:
        formula, target = subject.formulas[indicator.key], subject.targets[indicator.key]
        if not isinstance(formula, Formula) or not isinstance(target, Target):
            continue
        if target.quantity is None or target.quantity.unit != "%":
            continue
        weighted = [(weight_of(term), term) for term in terms(formula.expression)]
        growths = [weight for weight, term in weighted if _is_bare_growth(term) and weight]
        levels = [weight for weight, term in weighted if not is_growth(term) and weight]
        if len(growths) != 1 or not levels:
            continue
        wanted = Fraction(target.quantity.value)
        needed = (wanted - sum(levels) * _HUNDRED) / growths[0]
        facts = {
            "weight": f"{float(growths[0] * _HUNDRED):g}%",
            "needed": f"{float(needed):.1f}",
            "target": target.text,
        }
        yield Fault(subject.indicator_id(indicator), "standard", facts)


def _is_bare_growth(term: Node) -> bool:
    """Whether a term is a growth that is not divided by its own target."""
    divided = any(isinstance(node, Divide) and not inputs_under(node.right) for node in walk(term))
    return is_growth(term) and not divided


RULE = PlanRule(
    code="GK229",
    name="growth-added-to-level",
    level=Level.WARNING,
    title=Words(
        "成長率與水準值加權相加",
        "A growth rate is added to a level",
    ),
    sentence=Words(
        "成長率（權重 {weight}）與水準值加權相加：其餘各項全滿時，成長率要達到 {needed}% 才有目"
        "標值「{target}」",
        "a growth rate (weight {weight}) is added to levels: with all others full it must be "
        '{needed}% to reach "{target}"',
    ),
    chinese=Explanation(
        finds=("加權相加的各項中，有成長率，也有比率或滿意度。"),
        matters=(
            "滿意度常在八、九十，成長率常在個位數；相加後不是要求荒謬的成長，就是完全不需要成長。"
        ),
        instead=("成長率先除以它的目標值，或分立指標。"),
    ),
    check=check,
)
