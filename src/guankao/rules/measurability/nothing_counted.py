"""The standard names no quantity, so that only the target's unit says what is counted.

What it finds:
    A standard without arithmetic that ends in no counting word (件數, 人次, 金額, 面積 …) while the
    target is a number with a unit; or a formula whose inputs are only called 達成值 and 目標值.

Why it matters:
    Two people who count an activity by different rules get different results, and both are right.
    The result cannot be checked.

Example:
    發展社區農園 (target 30處)

Instead:
    當年度新設社區農園處數

When it is right anyway:
    When the target's unit leaves only one way of counting, and everyone who reports knows it.

Basis:
    The form of the annual plan: the column 衡量標準 states how the KPI is measured, the column 年度
    目標值 only how much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures import Target
from guankao.figures.formulas import Formula, RefusalCode
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.thresholds import is_scored
from guankao.rules.measurability.wording import fold, names_amount
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_ORDINAL_UNITS: Final = ("級", "名", "分", "等")
_NAMELESS: Final = re.compile(
    r"(?:本|當|各)?年?度?(?:之|的)?(?:達成|目標|實際|預定|預期|執行|完成)(?:值|數)"
)


_NO_COUNTING_WORD: Final = Words(
    "沒有「件數」「人次」「金額」之類的計數用語", "holds no word for a number or an amount"
)
_NO_NAME: Final = Words("的算式只寫達成值與目標值", "divides one nameless figure by another")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """KPIs with a number for a target and a standard that names none."""
    for indicator in subject.plan.indicators:
        target = subject.targets[indicator.key]
        if not isinstance(target, Target) or target.quantity is None:
            continue
        facts: dict[str, str | Words] = {"target": target.text, "why": _NO_COUNTING_WORD}
        formula = subject.formulas[indicator.key]
        if isinstance(formula, Formula):
            names = [fold(item.name) for item in formula.inputs]
            if names and all(_NAMELESS.fullmatch(name) for name in names):
                facts["why"] = _NO_NAME
                yield Fault(subject.indicator_id(indicator), "standard", facts)
            continue
        if formula.code is RefusalCode.NO_ARITHMETIC and _is_open(
            indicator.standard, target.quantity.unit
        ):
            yield Fault(subject.indicator_id(indicator), "standard", facts)


def _is_open(standard: str, unit: str) -> bool:
    """Whether a count leaves open what it counts; ranks and percentages count nothing."""
    if unit in ("%", "") or unit.startswith(_ORDINAL_UNITS) or is_scored(standard):
        return False
    summed = re.search(rf"(?:累計|總計|合計){re.escape(unit)}。?$", fold(standard))
    return not names_amount(standard) and summed is None


RULE = PlanRule(
    code="GK201",
    name="nothing-counted",
    level=Level.WARNING,
    title=Words(
        "衡量標準未說明計數的對象",
        "The standard does not say what is counted",
    ),
    sentence=Words(
        "衡量標準{why}，無從判斷目標值「{target}」計的是什麼",
        'the standard {why}, so what the target "{target}" counts stays open',
    ),
    chinese=Explanation(
        finds=(
            "衡量標準沒有算式，也沒有「件數」「人次」「金額」等計數用語，目標值卻是帶單位的數字"
            "；或算式只寫「達成值÷目標值」。"
        ),
        matters=("同一件工作，不同的人可以有不同的算法，填報的成果無從查核。"),
        instead=("以名詞寫明計數對象與單位，例如「當年度新設社區農園處數」。"),
    ),
    check=check,
)
