"""The target is a percentage, and the standard holds no rate.

What it finds:
    A percent target with a standard that counts an amount or describes a deed, without stages.

Why it matters:
    Someone decides after the fact what 100% means.

Example:
    節省辦理時間20萬小時 (target 15%)

Instead:
    節省時間÷原需時間×100%, or 20萬小時 as the target

When it is right anyway:
    When the percentages of the stages stand in an annex.

Basis:
    Definition of a percentage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_RATE: Final = re.compile(
    r"[^效機概頻]率|比例|百分|滿意|同意|[占佔]|幅度|認知|助益|程度|進度|[成覆]度|覆蓋|指數"
)
_STAGES: Final = re.compile(
    r"[(（]\s*\d+(?:\.\d+)?\s*%\s*[)）]|(?:增加|成長|減少|提升|降低)\s*\d+(?:\.\d+)?\s*%"
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Percent targets of what is no rate."""
    for indicator, target, quantity in subject.measured():
        if subject.calculates(indicator):
            continue
        text = fold(indicator.standard)
        if quantity.unit == "%" and not _RATE.search(text) and not _STAGES.search(text):
            facts = {"target": target.text}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK236",
    name="percentage-for-count",
    level=Level.WARNING,
    title=Words(
        "目標值為百分比，衡量標準卻不是比率",
        "A percent target for something that is no rate",
    ),
    sentence=Words(
        "目標值是「{target}」，衡量標準卻沒有比率或算式，不知是什麼的百分比",
        'the target is "{target}", and the standard neither a rate nor a formula: a percentage'
        " of what is open",
    ),
    chinese=Explanation(
        finds=(
            "目標值為百分比，衡量標準卻是數量或一段工作說明，沒有比率，也沒有列出各階段百分比。"
        ),
        matters=("100% 是什麼，事後才由人決定。"),
        instead=("寫出分子與分母；工作事項改列各階段完成百分比。"),
    ),
    check=check,
)
