"""One total covers several kinds of things, and the kinds are not counted apart.

What it finds:
    A list of kinds with 、 or 及 that ends in 總額, 總餘額, 總量 or 總計, without arithmetic.

Why it matters:
    A rise of the total can hide that the part that matters fell.

Example:
    貸款、保證及投資之總餘額

Instead:
    貸款餘額＋保證餘額＋投資餘額

When it is right anyway:
    When the total is an official statistic.

Basis:
    Guankao's notation for formulas: an addition is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures.formulas import RefusalCode, RefusedFormula
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import clause_before, fold, without_remarks
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_TOTAL: Final = re.compile(
    r"[^,。;÷×]{1,40}[、及與][^,。;÷×]{1,30}?(?:之|等|的)?總(?:餘額|金額|額|量|計[^,。;]{1,6}|產值|收入)[。]?$"
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Totals over lists of kinds."""
    for indicator in subject.plan.indicators:
        refused = subject.formulas[indicator.key]
        if not isinstance(refused, RefusedFormula) or refused.code is not RefusalCode.NO_ARITHMETIC:
            continue
        text = without_remarks(fold(indicator.standard)).rstrip("。")
        if _TOTAL.search(text):
            facts = {
                "phrase": clause_before(text.replace("、", "，"), len(text)).replace("，", "、")
            }
            yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK260",
    name="one-total-of-several-kinds",
    level=Level.NOTE,
    title=Words(
        "數種事項只有一個總數",
        "One total of several kinds",
    ),
    sentence=Words(
        "「{phrase}」把數種事項合為一個總數，沒有分別列計",
        '"{phrase}" makes one total of several kinds, none of which is counted apart',
    ),
    chinese=Explanation(
        finds=("以「、」「及」列舉數種事項，末尾只有「總額」「總餘額」「總計」，沒有算式。"),
        matters=("總數增加，可能掩蓋重要的一項減少。"),
        instead=("以「＋」分項寫出，分別填報。"),
    ),
    check=check,
)
