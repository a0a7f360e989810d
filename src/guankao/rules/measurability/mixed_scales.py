"""A percentage and a fraction are added.

What it finds:
    A weighted sum with a quotient that is not multiplied by 100% beside a satisfaction or other
    percentage.

Why it matters:
    0.9×70% ＋ 90×30% is 27.63, and not 90. Each reporter has to know what was meant.

Example:
    回覆件數÷陳情件數×0.6＋陳情人滿意度×0.4

Instead:
    回覆件數÷陳情件數×100%×0.6＋陳情人滿意度×0.4

When it is right anyway:
    When both are stated as fractions, and the plan says so.

Basis:
    Arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.figures.formulas.nodes import Divide, Input, Node, Number, Percent, walk
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.attainment import inputs_under, terms
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Sums of a stated percentage and a bare quotient."""
    for indicator, formula in subject.with_formulas():
        parts = list(terms(formula.expression))
        percentage = next((name for part in parts if (name := _percentage(part))), None)
        fraction = next((name for part in parts if (name := _fraction(part))), None)
        if percentage and fraction:
            facts = {"percentage": percentage, "fraction": fraction}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


def _divides(part: Node) -> bool:
    return any(isinstance(node, Divide) and inputs_under(node.right) for node in walk(part))


def _percentage(part: Node) -> str | None:
    """The input of a term that is stated as a percentage, where nothing divides it."""
    if any(isinstance(node, Divide) for node in walk(part)):
        return None
    stated = (node.operand for node in walk(part) if isinstance(node, Percent))
    return next((it.name for it in stated if isinstance(it, Input)), None)


def _fraction(part: Node) -> str | None:
    """What a term divides, where no 100% makes it a percentage."""
    hundred = any(
        isinstance(node, Percent) and isinstance(node.operand, Number) and node.operand.value == 100
        for node in walk(part)
    )
    if hundred or not _divides(part):
        return None
    first = inputs_under(part)
    return f"{first[0].name}÷{first[-1].name}" if len(first) > 1 else None


RULE = PlanRule(
    code="GK230",
    name="mixed-scales",
    level=Level.WARNING,
    title=Words(
        "百分比與比值相加",
        "A percentage is added to a fraction",
    ),
    sentence=Words(
        "「{percentage}」以百分比填報（如 90），「{fraction}」是比值（如 0.9），相加前未化為同一"
        "尺度",
        '"{percentage}" is stated in percent (90), "{fraction}" is a fraction (0.9), and '
        "nothing brings them to one scale",
    ),
    chinese=Explanation(
        finds=("加權相加的各項中，有滿意度等百分比，也有未乘 100% 的分子÷分母。"),
        matters=("0.9×70%＋90×30%＝27.63，不是 90；填報人得猜原意。"),
        instead=("比值先乘 100%，再與百分比相加。"),
    ),
    check=check,
)
