"""The standard calculates, and cannot be read as one certain formula.

What it finds:
    A standard with signs or words of arithmetic that allows more than one reading, or none.

Why it matters:
    A figure that two people compute in two ways cannot be checked, and no program can compute it.

Example:
    Σ（達成值÷目標值）×60%＋滿意度×40%, without a list of what Σ adds

Instead:
    〔（甲項達成值÷甲項目標值）＋（乙項達成值÷乙項目標值）〕÷2×60%＋滿意度×40%

When it is right anyway:
    When the official text may not be changed; then write the formula plainly beside it.

Basis:
    Guankao's notation for formulas (how formulas are read), which refuses rather than guesses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from guankao.figures.formulas import RefusalCode, RefusedFormula
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

LONGEST_QUOTE: Final = 24
"""Characters that are quoted from the place of the trouble on."""

_WITHOUT_PLACE: Final = frozenset({RefusalCode.UNIT, RefusalCode.TOO_LONG, RefusalCode.ILLEGIBLE})
_NOT_HERE: Final = frozenset({RefusalCode.NO_ARITHMETIC, RefusalCode.WEIGHTS})
"""No calculation at all is no fault; weights have a rule of their own."""

REASONS: Final = {
    RefusalCode.ILLEGIBLE: Words("含有無法辨識的字元", "it holds characters that cannot be read"),
    RefusalCode.TOO_LONG: Words("算式過長", "it is too long"),
    RefusalCode.TOO_DEEP: Words("括號層次過深", "its brackets are nested too deeply"),
    RefusalCode.UNBALANCED_BRACKET: Words("括號不成對", "a bracket lacks its partner"),
    RefusalCode.OPEN_SUM: Words("Σ 未列出加總的項目", "Σ does not say what it adds"),
    RefusalCode.OPEN_AVERAGE: Words("平均未說明由哪些數值得出", "an average does not say of what"),
    RefusalCode.OPEN_YEAR: Words("列有數個年度的目標值", "it lists targets of several years"),
    RefusalCode.SAME_NAME: Words("同一名稱指不同的數", "one name stands for two things"),
    RefusalCode.SEVERAL_FORMULAS: Words("有數個算式", "it holds several formulas"),
    RefusalCode.CONDITION: Words(
        "有一部分以條件（是否達到）計分", "a part of it counts under a condition"
    ),
    RefusalCode.WORDS_CALCULATE: Words(
        "部分計算寫在文字裡", "words beside the signs change the result"
    ),
    RefusalCode.OPERAND: Words("缺少一個數或名稱", "a quantity is missing"),
    RefusalCode.EXPONENT: Words("次方過高", "a power is too high"),
    RefusalCode.UNIT: Words("結果的單位與目標值不符", "its result is not in the target's unit"),
}


def check(subject: PlanSubject) -> Iterator[Fault]:
    """KPIs that calculate and were refused."""
    for indicator in subject.plan.indicators:
        refused = subject.formulas[indicator.key]
        if not isinstance(refused, RefusedFormula) or refused.code in _NOT_HERE:
            continue
        quote = refused.text[refused.position : refused.position + LONGEST_QUOTE]
        yield Fault(
            subject.indicator_id(indicator),
            "standard",
            {"reason": REASONS[refused.code]},
            None if refused.code in _WITHOUT_PLACE else quote or None,
        )


RULE = PlanRule(
    code="GK203",
    name="refused-formula",
    level=Level.WARNING,
    title=Words(
        "算式無法確定",
        "The formula cannot be read for certain",
    ),
    sentence=Words(
        "衡量標準有算式，但{reason}，無法確定如何計算",
        "the standard calculates, and {reason}: how is not certain",
    ),
    chinese=Explanation(
        finds=("衡量標準用了運算符號或計算用語，卻可以有一種以上的讀法，或根本讀不通。"),
        matters=("兩個人會算出兩個數字，成果無從查核，也無法由程式計算。"),
        instead=("把每一項寫全：加哪些項目、各項權重、分子與分母；條件改寫成可以填數字的項目。"),
    ),
    check=check,
)
