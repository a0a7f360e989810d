"""The standard lists the targets of several years.

What it finds:
    A standard with 目標值 or deeds for two fiscal years or more.

Why it matters:
    It is easy to hold a result against the wrong year, and next year's target is published before
    last year's result is known.

Example:
    107年目標值5案，108年目標值8案

Instead:
    The target of the year in its column, the others in the medium-term plan

When it is right anyway:
    When the KPI is a programme of several years whose stages are worth seeing together.

Basis:
    The annual plan is for one fiscal year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_YEAR: Final = re.compile(r"(?<!\d)(1\d\d)(?:年底?|年度)?(?:[至~-](1\d\d))?年")
_ASKED: Final = re.compile(r"目標|完成|預定|應用於|提出|辦理|送.{0,6}審|分別|均為")
_LISTED: Final = re.compile(r"目標值|分別|均為|依序")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Standards that ask for something in several years."""
    this_year = subject.plan.fiscal_year
    for indicator in subject.plan.indicators:
        years = _years_asked(fold(indicator.standard))
        if len([year for year in years if year >= this_year]) > 1:
            facts = {"years": "、".join(map(str, sorted(years))), "year": str(this_year)}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


def _years_asked(text: str) -> frozenset[int]:
    """The years for which a text asks; one span of years without a list is one period."""
    years: set[int] = set()
    periods = 0
    listed = False
    for match in _YEAR.finditer(text):
        behind = text[match.start() : match.start() + 60]
        if _ASKED.search(behind):
            first, last = int(match[1]), int(match[2] or match[1])
            years |= set(range(first, min(last, first + 9) + 1))
            periods += 1
            listed = listed or bool(_LISTED.search(behind))
    return frozenset(years) if listed or periods > 1 else frozenset()


RULE = PlanRule(
    code="GK211",
    name="targets-of-several-years",
    level=Level.NOTE,
    title=Words(
        "衡量標準列有數個年度的目標",
        "The standard lists targets of several years",
    ),
    sentence=Words(
        "衡量標準列出 {years} 等年度的目標，只有 {year} 年度適用於本計畫",
        "the standard lists targets of {years}; only that of {year} belongs to this plan",
    ),
    chinese=Explanation(
        finds=("衡量標準列有兩個以上年度的目標值或應完成事項。"),
        matters=("容易拿錯年度比較；次年度的目標也早於本年度成果公布。"),
        instead=("目標欄只寫本年度，其他年度寫在中程計畫。"),
    ),
    check=check,
)
