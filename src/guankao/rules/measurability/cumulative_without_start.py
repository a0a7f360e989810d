"""A cumulative number that does not say since when.

What it finds:
    累計, 累積 or 截至當年度 in a standard or target without a year or a word for the beginning.

Why it matters:
    A cumulative number grows by itself; without its start and last year's stand nobody sees what
    this year adds.

Example:
    累計輔導家數 (target 300家)

Instead:
    自105年起累計輔導家數

When it is right anyway:
    When it is a stock (面積, 容量, 戶數) counted since the beginning of all records.

Basis:
    Accumulation has to be stated for each KPI (sum, latest, since a date).
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

_CUMULATIVE: Final = re.compile(
    r"(?:累[計積]|截至[本當]年度?底?)[^,。;:()（）【】÷×]{0,16}|[^,。;:()（）【】÷×]{0,12}累[計積]數"
)
_START: Final = re.compile(
    r"\d{2,3}年|自.{1,12}起|本年度?累計|當年度?累計|開始|首年|以來|前[一二三四五六七八九\d]+年"
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Cumulative numbers without a beginning."""
    for indicator in subject.plan.indicators:
        text = fold(f"{indicator.standard}{indicator.standard_remark or ''}")
        target = subject.targets[indicator.key]
        found = _CUMULATIVE.search(text) or _CUMULATIVE.search(fold(indicator.target))
        if found and isinstance(target, Target) and not _START.search(text):
            facts = {"phrase": found[0], "target": target.text}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK224",
    name="cumulative-without-start",
    level=Level.NOTE,
    title=Words(
        "累計數未說明起算時間",
        "A cumulative number without a start",
    ),
    sentence=Words(
        "「{phrase}」沒有說明從何時起累計，目標值「{target}」無從判斷是一年還是多年的成果",
        '"{phrase}" does not say since when, so the target "{target}" may be the work of one'
        " year or of many",
    ),
    chinese=Explanation(
        finds=("衡量標準或目標值有「累計」「累積」「截至」，沒有起算年度。"),
        matters=("累計數會自己變大；不知起點與去年底的數，看不出今年做了多少。"),
        instead=("寫明起算年度，並在備註寫去年底的累計數。"),
    ),
    check=check,
)
