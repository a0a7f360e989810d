"""The comparison with last year names a figure that the report does not hold.

What it finds:
    A figure of this year in the column on the comparison (達成率及執行成果比較) that stands nowhere
    in the report.

Why it matters:
    Two columns of one table report one result; they are compiled by hand.

Example:
    report 核准率 81%; comparison 107年為83%

Instead:
    The same figure in both

When it is right anyway:
    When the comparison adds a figure of another year, and names the year.

Basis:
    A figure is typed once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import figures, prose, quoted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_OTHER: Final = re.compile(r"目標|達成率|成長|增加|減少|較|比")


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Figures of the comparison that the report does not hold."""
    year = subject.plan.fiscal_year
    for measure in subject.plan.measures:
        comparison = measure.comparison or ""
        reported = {(it.value, it.unit) for it in figures(prose(measure.report or ""))}
        if not reported:
            continue
        text = prose(comparison)
        for figure in figures(text):
            of_this_year = re.search(rf"{year}\s*年", figure.label)
            if not of_this_year or _OTHER.search(figure.label):
                continue
            if (figure.value, figure.unit) not in reported:
                words = quoted(comparison, figure.start, figure.end)
                yield Fault(subject.measure_id(measure), "comparison", {"figure": words}, words)


RULE = ActionPlanRule(
    code="GK621",
    name="comparison-differs",
    level=Level.WARNING,
    title=Words(
        "比較欄與達成情形的數字不同",
        "The comparison names another figure than the report",
    ),
    sentence=Words(
        "比較欄寫「{figure}」，達成情形沒有這個數字",
        'the comparison says "{figure}", and the report holds no such figure',
    ),
    chinese=Explanation(
        finds=("「達成率及執行成果比較」欄本年度的數字，在達成情形中找不到。"),
        matters=("同一成果在一張表的兩欄各寫一次，靠人工抄錄。"),
        instead=("兩欄採同一數字。"),
    ),
    check=check,
)
