"""The target asks to raise something, and does not say from what.

What it finds:
    提高, 增加, 提升, 降低 or 減少 before a number word (數, 率, 次) in a target without 較 or an
    earlier year.

Why it matters:
    Whether it rose cannot be told from the report.

Example:
    擴大輔導，增加參與家數，計90家

Instead:
    參與家數由 75 家增加至 90 家

When it is right anyway:
    When the figure of the year before stands in the column on the comparison.

Basis:
    A change is measured from a base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import prose
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_RISE: Final = re.compile(r"(?:提高|增加|提升|降低|減少)[^,。;、]{0,8}(?:數|率|次)(?![量])")
_BASE: Final = re.compile(r"較|比|由|相較|\d{2,3}年以前|上年|前年")


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Targets that ask for a rise from nowhere."""
    for measure in subject.plan.measures:
        for target in measure.targets:
            text = prose(target.text)
            found = _RISE.search(text)
            if found and not _BASE.search(text):
                facts = {"asked": found[0]}
                yield Fault(subject.measure_id(measure), "targets", facts)
                break


RULE = ActionPlanRule(
    code="GK623",
    name="raise-without-base",
    level=Level.NOTE,
    title=Words(
        "要求提高，未載明原來的數",
        "A rise without a base",
    ),
    sentence=Words(
        "目標要求「{asked}」，沒有寫原來是多少，無從判斷是否提高",
        'the target asks for "{asked}" and gives no number to rise from',
    ),
    chinese=Explanation(
        finds=("目標值寫「提高」「增加」「降低」某數或某率，沒有「較」或以前年度的數。"),
        matters=("看不出是否真的提高。"),
        instead=("寫明由多少提高到多少。"),
    ),
    check=check,
)
