"""The standard measures per day or month, and the target's unit does not say so.

What it finds:
    每日 or 每月 right before the amount in a standard, with a target whose unit has no ／日 or ／月
    .

Why it matters:
    9,000 tonnes in a day and in a year are 365 times apart.

Example:
    每日回收水量 (target 9,000公噸)

Instead:
    每日回收水量 (target 9,000公噸／日)

When it is right anyway:
    When the unit itself says it (人次 for daily visitors in a table of daily figures).

Basis:
    The form of the annual plan: the column 年度目標值 holds a number and its unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures import Target
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold, without_remarks
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_PER: Final = re.compile(r"每(日|月|小時)[^,。;÷×]{0,8}(?:量|數|人次|產能)$")
_ENGLISH: Final = {"日": "day", "月": "month", "小時": "hour"}


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Daily and monthly amounts whose targets do not say so."""
    for indicator in subject.plan.indicators:
        target = subject.targets[indicator.key]
        found = _PER.search(without_remarks(fold(indicator.standard)).rstrip("。"))
        if not found or not isinstance(target, Target) or target.quantity is None:
            continue
        if found[1] not in target.text and target.quantity.unit != "%":
            facts = {
                "phrase": found[0],
                "target": target.text,
                "period": found[1],
                "period_en": _ENGLISH[found[1]],
            }
            yield Fault(subject.indicator_id(indicator), "target", facts)


RULE = PlanRule(
    code="GK257",
    name="period-missing-in-unit",
    level=Level.NOTE,
    title=Words(
        "每日、每月之量，目標值單位未註明",
        "A daily or monthly amount without its period in the unit",
    ),
    sentence=Words(
        "衡量標準是「{phrase}」，目標值「{target}」的單位沒有「／{period}」",
        'the standard is "{phrase}", and the unit of the target "{target}" does not say per '
        "{period_en}",
    ),
    chinese=Explanation(
        finds=("衡量標準以每日、每月計量，目標值的單位沒有「／日」「／月」。"),
        matters=("一日九千公噸與一年九千公噸，差三百六十五倍。"),
        instead=("在單位加上「／日」「／月」。"),
    ),
    check=check,
)
