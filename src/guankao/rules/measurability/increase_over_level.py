"""What was added is divided by a stock of another kind.

What it finds:
    A percentage whose numerator is called 增加, 新增 or 新設, and whose denominator is not.

Why it matters:
    The result is neither a share nor a rate of completion; it can exceed 100%, and it may look
    small or large by the choice of the stock.

Example:
    累計增加照服員人數÷目標照服員人數×100%

Instead:
    累計增加照服員人數÷目標增加照服員人數×100%

When it is right anyway:
    When the denominator is the stand of the year before: that is a growth rate, and should be
    called one.

Basis:
    Definition of a share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.attainment import quotients
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_ADDED: Final = re.compile(r"增加|新增|增設|新設|新建")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Quotients of an increase and a level."""
    for indicator, formula in subject.with_formulas():
        if formula.unit != "%":
            continue
        for top, bottom in quotients(formula.expression):
            if _ADDED.search(top.name) and not _ADDED.search(bottom.name):
                facts = {"numerator": top.name, "denominator": bottom.name}
                yield Fault(subject.indicator_id(indicator), "standard", facts)
                break


RULE = PlanRule(
    code="GK244",
    name="increase-over-level",
    level=Level.NOTE,
    title=Words(
        "增加數除以總數",
        "An increase is divided by a level",
    ),
    sentence=Words(
        "分子「{numerator}」是增加的數，分母「{denominator}」是總數，兩者不是同一種數",
        'the numerator "{numerator}" is an increase, the denominator "{denominator}" a '
        "level: not of one kind",
    ),
    chinese=Explanation(
        finds=("百分比的分子稱為增加、新增、新設的數，分母卻不是增加的數。"),
        matters=("結果既不是占比，也不是完成率。"),
        instead=("分母改為目標增加數；若要成長率，分母寫明前一年度。"),
    ),
    check=check,
)
