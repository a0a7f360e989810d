"""The formula ends in the target, or calls the result a target.

What it finds:
    「＝2%」 at the end of a formula where 2% is the target, 「目標值＝…」 in front of one, or 「計
    算年度目標值」.

Why it matters:
    A formula that equals its own target states that the target is met, whatever happens.

Example:
    （本年度人次－前1年度人次）÷前1年度人次＝3% (target 3%)

Instead:
    （本年度人次－前1年度人次）÷前1年度人次×100%

When it is right anyway:
    Never.

Basis:
    Arithmetic: the result is compared with the target, and is not the target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures import Target
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_CALLED_TARGET: Final = re.compile(
    r"計算(?:年度)?目標值|(?<![各÷/])目標值\s*=(?=[^=]*[÷/])|[≥≤]\s*年度目標值|"
    r"以\s*[\d.,]+[^\d,。]{0,3}為目標值計算"
)
_ENDS_IN_FIGURE: Final = re.compile(r"[=≥≤]\s*([\d.,]+\s*[^\W\d%]{0,3}%?)\s*[)】〕。]*$")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Formulas that hold their own target."""
    for indicator in subject.plan.indicators:
        text = fold(indicator.standard)
        target = subject.targets[indicator.key]
        ends = _ENDS_IN_FIGURE.search(text)
        found = _CALLED_TARGET.search(text)
        if ends and isinstance(target, Target) and ends[1] == fold(target.text):
            found = ends
        if found:
            piece = indicator.standard[found.start() : found.end()]
            yield Fault(subject.indicator_id(indicator), "standard", {"piece": piece}, piece)


RULE = PlanRule(
    code="GK212",
    name="target-in-formula",
    level=Level.WARNING,
    title=Words(
        "算式裡寫了目標值",
        "The target stands inside the formula",
    ),
    sentence=Words(
        "算式「{piece}」把目標值寫成計算結果，計算的應是實際值",
        'the formula\'s "{piece}" makes the target the result; what is computed is the actual '
        "figure",
    ),
    chinese=Explanation(
        finds=("算式末尾寫「＝目標值的數字」，或以「目標值＝」「計算年度目標值」稱呼計算結果。"),
        matters=("等號右邊就是目標值，等於宣告無論如何都達成。"),
        instead=("算式只寫到「×100%」，目標值留在目標欄。"),
    ),
    check=check,
)
