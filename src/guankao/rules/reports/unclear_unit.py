"""A figure carries two units at once.

What it finds:
    A number with a unit and a second unit in brackets without a number: 50 案（人次）.

Why it matters:
    Cases and persons differ; such a figure cannot be added to any other.

Example:
    議處 50 案（人次）

Instead:
    議處 38 案、50 人次

When it is right anyway:
    Never.

Basis:
    A figure has one unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import prose, quoted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_TWO_UNITS: Final = re.compile(
    r"\d[\d,]*\s*(案|件|人|場|次|項|家|戶)\s*\((人次|件次|場次|案|件|人|次|項|家|戶)\)"
)


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Figures with two units."""
    for measure in subject.plan.measures:
        report = measure.report or ""
        for found in _TWO_UNITS.finditer(prose(report)):
            if found[1] != found[2]:
                figure = quoted(report, *found.span())
                yield Fault(subject.measure_id(measure), "report", {"figure": figure}, figure)


RULE = ActionPlanRule(
    code="GK613",
    name="unclear-unit",
    level=Level.WARNING,
    title=Words(
        "單位不明",
        "A figure with two units",
    ),
    sentence=Words(
        "「{figure}」同時寫了兩個單位，不知計的是什麼",
        '"{figure}" carries two units, so what it counts is open',
    ),
    chinese=Explanation(
        finds=("數字後有單位，括號內又有另一單位而沒有數字，例如「50 案（人次）」。"),
        matters=("案與人次不同，這樣的數字無法與任何數相加。"),
        instead=("分別寫案數與人次。"),
    ),
    check=check,
)
