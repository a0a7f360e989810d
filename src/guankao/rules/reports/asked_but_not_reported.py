"""The target asks for results of several kinds, and the report names not all of them.

What it finds:
    Results that a target lists behind 產出, 包括 or 含 with 、, of which one shares no word with
    the report.

Why it matters:
    The figures of the easy part stand for the whole.

Example:
    target 完成稽核40案，及產出節省公帑、研提改善方案等效益; report without 方案

Instead:
    研提改善方案 12 項

When it is right anyway:
    When the list only gives examples.

Basis:
    The report answers the target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import prose
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_SHORT: Final = 4
_LISTED: Final = re.compile(r"(?:產出|包括|包含)([^。;]{4,60}?)(?:等|。|;|$)")


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Listed results of which the report says nothing."""
    for measure in subject.plan.measures:
        report = prose(measure.report or "")
        if not report:
            continue
        for target in measure.targets:
            found = _LISTED.search(prose(target.text))
            pieces = re.split(r"[、及]", found[1]) if found and "、" in found[1] else []
            left_out = [piece for piece in pieces if not _told(piece, report)]
            if left_out:
                facts = {"asked": "、".join(left_out)}
                yield Fault(subject.measure_id(measure), "report", facts)
                break


def _told(piece: str, report: str) -> bool:
    """Whether the report shares two characters in a row with a piece; short ones say too little."""
    pairs = {piece[place : place + 2] for place in range(len(piece) - 1)}
    return len(piece) <= _SHORT or any(pair in report for pair in pairs)


RULE = ActionPlanRule(
    code="GK619",
    name="asked-but-not-reported",
    level=Level.NOTE,
    title=Words(
        "目標列舉的成果，報告沒有提到",
        "A kind of result that is asked for is not reported",
    ),
    sentence=Words(
        "目標要求「{asked}」，報告沒有提到",
        'the target asks for "{asked}", and the report does not speak of it',
    ),
    chinese=Explanation(
        finds=("目標值以「產出」「包括」列舉數種成果，報告完全沒有提到其中一種。"),
        matters=("容易的數字代表了全部。"),
        instead=("逐項填報，沒有的寫「無」。"),
    ),
    check=check,
)
