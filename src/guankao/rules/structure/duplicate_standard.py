"""Two KPIs of a plan have the same standard.

What it finds:
    Two KPIs whose standards are the same text, but for widths and spaces, or but for a remark at
    the end where the formulas are the same.

Why it matters:
    Either one figure is counted as two, or the text does not say what tells them apart; their
    inputs have the same names and are mixed up.

Example:
    KPI 1-1 and KPI 4-2, both 指標1×50%＋指標2×50%

Instead:
    Write into each standard what it alone measures.

When it is right anyway:
    Where the target tells them apart and the figure is meant to be the same.

Basis:
    The form of the annual plan (年度施政計畫): each KPI has a standard of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.figures import fold_width
from guankao.figures.formulas import Formula, to_text
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every KPI that is measured like an earlier one."""
    first: dict[str, str] = {}
    for indicator in subject.plan.indicators:
        formula = subject.formulas[indicator.key]
        measured = indicator.standard
        if isinstance(formula, Formula):
            measured = to_text(formula.expression)
        folded = fold_width(measured).replace(" ", "")
        other = first.setdefault(folded, indicator.key)
        if other != indicator.key:
            facts = {"key": indicator.key, "other": other, "formula": measured}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK124",
    name="duplicate-standard",
    level=Level.WARNING,
    title=Words("衡量標準重複", "Two KPIs have the same standard"),
    sentence=Words(
        "指標 {key} 的衡量標準與指標 {other} 相同：{formula}",
        "the standard of KPI {key} is that of KPI {other}: {formula}",
    ),
    chinese=Explanation(
        finds="衡量標準文字相同，或算式相同、僅附註不同的指標。",
        matters="不是同一數字算了兩次，就是文字沒寫出差別；同名的輸入值容易混淆。",
        instead="在各衡量標準寫出各自衡量的對象。",
    ),
    check=check,
)
