"""The standard counts over several years, and the target is printed for one.

What it finds:
    A count or quotient over a span of years (106至109年, 自103年起累計), or 本年度累計, that mixes
    the year with the sum.

Why it matters:
    It is open whether the target is the stand at the end of the year or what the year adds.

Example:
    105至108年累計增設班級數 (target 400班)

Instead:
    截至107年底累計增設班級數（105年起）

When it is right anyway:
    When the plan says elsewhere that the target is the stand at the end of the year.

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

_SPAN: Final = re.compile(r"(\d{2,3})(?:年度?)?[至~-](\d{2,3})年度?[^,。;÷]{0,30}?累[計積]")
_SINCE: Final = re.compile(
    r"自(\d{2,3})年度?起?累[計積]|累[計積](\d{2,3})年(?:度)?(?:開始|起)|[本當]年度?累[計積]"
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Counts over several years beside a target of one."""
    year = subject.plan.fiscal_year
    for indicator in subject.plan.indicators:
        target = subject.targets[indicator.key]
        text = fold(indicator.standard)
        found = _SPAN.search(text) or _SINCE.search(text)
        if not found or not isinstance(target, Target) or "年" in target.text:
            continue
        first, *last = (
            (group for group in found.groups() if group) if any(found.groups()) else ("",)
        )
        facts: dict[str, str | Words] = {
            "phrase": found[0],
            "target": target.text,
            "year": str(year),
            "years": Words(
                f"{first}～{last[0] if last else year}", f"{first}–{last[0] if last else year}"
            )
            if first
            else Words("當年與累計", "the year and a sum"),
        }
        yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK225",
    name="cumulative-target-for-one-year",
    level=Level.NOTE,
    title=Words(
        "跨年度累計與單年目標並列",
        "A number over several years against a target of one",
    ),
    sentence=Words(
        "衡量標準「{phrase}」跨越 {years}，目標值「{target}」卻列為 {year} 年度的目標",
        '"{phrase}" runs over {years}, while "{target}" stands as the target of {year}',
    ),
    chinese=Explanation(
        finds=("衡量標準跨數個年度（106至109年、自103年起累計），或寫「本年度累計」。"),
        matters=("目標值是年底的累計數，還是當年增加的數，讀者不得而知。"),
        instead=("寫明「截至107年底累計」或「107年度新增」。"),
    ),
    check=check,
)
