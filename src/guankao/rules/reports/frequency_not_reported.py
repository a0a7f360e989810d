"""The indicator asks for something every quarter or month, and the report names none.

What it finds:
    每季 or 每月 in an indicator or target, and in the report neither 季 nor 月 as a period.

Why it matters:
    A year's total hides that nothing was published for three quarters.

Example:
    indicator 每季公布登錄情形; report 登錄共 1,200 件

Instead:
    每季公布登錄情形（4次），登錄共 1,200 件

When it is right anyway:
    When the total is the number of quarterly deeds.

Basis:
    The report answers the indicator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import prose
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_ASKED: Final = re.compile(r"每(季|月)[^,。;]{0,14}")
_TOLD: Final = {"季": re.compile(r"季"), "月": re.compile(r"每月|按月|逐月|各月|月份")}


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Deeds of every quarter or month of which the report tells nothing."""
    for measure in subject.plan.measures:
        if not measure.report:
            continue
        texts = [*measure.indicators, *(target.text for target in measure.targets)]
        asked = next((found for text in texts if (found := _ASKED.search(prose(text)))), None)
        if asked and not _TOLD[asked[1]].search(prose(measure.report)):
            facts = {"asked": asked[0], "period": asked[1]}
            yield Fault(subject.measure_id(measure), "report", facts)


RULE = ActionPlanRule(
    code="GK618",
    name="frequency-not-reported",
    level=Level.NOTE,
    title=Words(
        "應按季或按月辦理，報告未提",
        "Every quarter or month is not reported",
    ),
    sentence=Words(
        "衡量指標要求「{asked}」，報告沒有說明各{period}的辦理情形",
        'the indicator asks for "{asked}"; the report says nothing of the single periods',
    ),
    chinese=Explanation(
        finds=("指標或目標值有「每季」「每月」，報告沒有「季」或「按月」「每月」等字。"),
        matters=("全年總數看不出有幾季沒有辦理。"),
        instead=("寫明各季（月）是否辦理。"),
    ),
    check=check,
)
