"""A stated change does not follow from the two figures that it compares.

What it finds:
    A figure, 較 with an earlier figure in the same unit, and 增加, 減少 or 成長 by a number or a
    percentage that the two do not make.

Why it matters:
    The change is what is quoted.

Example:
    受理 1,250 件，較106年 1,100 件增加 200 件

Instead:
    受理 1,250 件，較106年 1,100 件增加 150 件

When it is right anyway:
    When the change counts something else; then say so.

Basis:
    Subtraction and division.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.changes import stated_changes
from guankao.rules.reports.prose import prose, quoted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Changes that their own figures contradict."""
    for measure in subject.plan.measures:
        report = measure.report or ""
        for change in stated_changes(prose(report)):
            if change.is_wrong:
                quote = quoted(report, *change.span)
                facts = {"stated": quote, "working": change.working}
                yield Fault(subject.measure_id(measure), "report", facts, quote)


RULE = ActionPlanRule(
    code="GK624",
    name="change-does-not-follow",
    level=Level.ERROR,
    title=Words(
        "增減與所列數字不符",
        "A change does not follow from its figures",
    ),
    sentence=Words(
        "報告寫「{stated}」，以所列數字計算是 {working}",
        '"{stated}" is stated; the two figures give {working}',
    ),
    chinese=Explanation(
        finds=(
            "「甲件，較某年乙件增加（減少、成長）丙」，丙不等於兩數之差，百分比也不等於差除以乙。"
        ),
        matters=("引用的往往就是增減數。"),
        instead=("更正增減數或百分比。"),
    ),
    check=check,
)
