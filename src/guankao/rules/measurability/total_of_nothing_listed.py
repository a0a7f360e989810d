"""A total is called a sum, and no addends are listed.

What it finds:
    總和 or 加總 at the end of a standard that lists nothing.

Why it matters:
    Nobody can tell whether one source or five were added, and whether somebody is counted twice.

Example:
    本年度研究中心數量總和

Instead:
    校設研究中心數＋部會補助研究中心數

When it is right anyway:
    When 總和 only means the whole number; then 總數 says it.

Basis:
    Guankao's notation for formulas: an addition names what it adds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures.formulas import RefusedFormula
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold, without_remarks
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_SUM: Final = re.compile(r"[^,。;:]{0,16}(?:總和|加總)[。]?$")
_LISTED: Final = re.compile(r"[、＋+;]|\d\.")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Sums of nothing that is named."""
    for indicator in subject.plan.indicators:
        if not isinstance(subject.formulas[indicator.key], RefusedFormula):
            continue
        text = without_remarks(fold(indicator.standard))
        found = _SUM.search(text)
        if found and not _LISTED.search(text):
            facts = {"phrase": found[0].rstrip("。")}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK251",
    name="total-of-nothing-listed",
    level=Level.NOTE,
    title=Words(
        "寫「總和」卻沒有列出加總的項目",
        "A sum without addends",
    ),
    sentence=Words(
        "「{phrase}」是總和，沒有說明由哪些項目相加",
        '"{phrase}" is a sum, and what is added is not listed',
    ),
    chinese=Explanation(
        finds=("衡量標準以「總和」「加總」結尾，卻沒有列出任何項目。"),
        matters=("不知道加了一個還是五個來源，也不知道是否重複計算。"),
        instead=("列出相加的項目；若只是總數，改寫「總數」。"),
    ),
    check=check,
)
