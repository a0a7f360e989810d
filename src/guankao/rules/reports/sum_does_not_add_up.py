"""The parts of a stated sum do not make its total.

What it finds:
    A total with its parts in brackets behind it, listed behind 計有 or 分別為, or summed up by 共計
    , whose sum differs.

Why it matters:
    One of the figures is wrong, and the reader cannot know which.

Example:
    辦理 75 件（甲 40 件、乙 30 件）

Instead:
    辦理 70 件（甲 40 件、乙 30 件）

When it is right anyway:
    When a part was left out on purpose; then write 其中.

Basis:
    Addition. Lists behind 其中 and 含 may leave something out and are not looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.arithmetic import stated_sums
from guankao.rules.reports.prose import prose, quoted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Complete lists of parts whose sum is not the total."""
    for measure in subject.plan.measures:
        report = measure.report or ""
        for found in stated_sums(prose(report)):
            if found.complete and found.sum != found.total.value:
                facts = {
                    "total": str(found.total),
                    "working": found.working,
                    "gap": f"{abs(found.sum - found.total.value):,f}{found.total.unit}",
                }
                quote = quoted(report, *found.span)
                yield Fault(subject.measure_id(measure), "report", facts, quote)


RULE = ActionPlanRule(
    code="GK601",
    name="sum-does-not-add-up",
    level=Level.ERROR,
    title=Words(
        "各項相加不等於總數",
        "The parts do not add up to the total",
    ),
    sentence=Words(
        "總數寫 {total}，各項相加卻是 {working}，差 {gap}",
        "the total is {total}, and the parts make {working}: {gap} apart",
    ),
    chinese=Explanation(
        finds=(
            "總數後括號內的各項、「計有」「分別為」後的各項，或「共計」前的各項，相加不等於總數。"
        ),
        matters=("必有一個數字是錯的，讀者無從知道是哪一個。"),
        instead=("核對原始資料後更正；只列部分項目時寫「其中」。"),
    ),
    check=check,
)
