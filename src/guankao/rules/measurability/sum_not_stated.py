"""Several counts stand side by side, and nothing says that they are added.

What it finds:
    Numbered items, definitions joined by ；, or two counts joined by 及, without ＋, Σ, 合計 or 總
    和; weighted items that are only listed.

Why it matters:
    The least, the sum and the mean of the items are three results.

Example:
    1.正面報導則數。2.負面報導則數 (target 900則)

Instead:
    正面報導則數＋負面報導則數

When it is right anyway:
    When the only possible reading is the sum.

Basis:
    Guankao's notation for formulas: an addition is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures import Target
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.lists import numbered_items
from guankao.rules.measurability.thresholds import is_scored
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_ADDED: Final = re.compile(r"合計|總和|加總|共計|合併|總計|Σ|[+＋]|平均|每項|各項績效|為總")
_CHOICE_OR_STEPS: Final = re.compile(
    r"[;；]或|[(（]\d+%[)）]|(?:完成|送)[^。]{0,30}?\d{2,3}年|目標值|年度?完成"
)
_WEIGHTED: Final = re.compile(r"[×*]\s*\d+(?:\.\d+)?\s*%")
_SIGN: Final = re.compile(r"Σ|[)】%]\s*\+")
_TWO_OF_A_KIND: Final = re.compile(
    r"^[^,。;及與÷×()]{2,14}(量|[件人次場案]數|人次|面積|金額)[及與][^,。;÷×()]{2,14}\1[。]?$"
)
_DEFINED: Final = re.compile(r"係指[^;。]+數[;。]")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Lists of counts that nothing joins."""
    for indicator in subject.plan.indicators:
        target = subject.targets[indicator.key]
        if not isinstance(target, Target) or target.quantity is None:
            continue
        text = fold(indicator.standard)
        items = numbered_items(text)
        weighted = len(items) > 1 and all(_WEIGHTED.search(item) for item in items)
        if _SIGN.search(text) if weighted else _is_settled(text):
            continue
        defined = _DEFINED.findall(text + "。")
        number = max(len(items), len(defined), 2 if _TWO_OF_A_KIND.search(text) else 0)
        if number > 1:
            facts = {"number": str(number), "target": target.text}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


def _is_settled(text: str) -> bool:
    """Whether a text says how its items make one figure, or that only one of them counts."""
    return bool(_ADDED.search(text) or _CHOICE_OR_STEPS.search(text)) or is_scored(text)


RULE = PlanRule(
    code="GK228",
    name="sum-not-stated",
    level=Level.NOTE,
    title=Words(
        "未說明各項是否相加",
        "A sum that is only implied",
    ),
    sentence=Words(
        "衡量標準列出 {number} 項，沒有寫明如何合成一個數（目標值「{target}」）",
        'the standard lists {number} items, and does not say how they make one figure (target "'
        '{target}")',
    ),
    chinese=Explanation(
        finds=("條列的各項，或以「；」並列的定義，沒有「＋」「Σ」「合計」；有權重的各款也只條列。"),
        matters=("取最小、取總和、取平均，是三種結果。"),
        instead=("在各項之間寫「＋」，或寫「以上合計」。"),
    ),
    check=check,
)
