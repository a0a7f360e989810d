"""A stated rate does not follow from the figures beside it.

What it finds:
    達成率 behind a count, held against the target of the same unit; a rate in a sentence with one
    total and parts behind 其中, or with one part that the rate is named for (合格 … 合格率), where
    no two figures make the rate.

Why it matters:
    The rate is what is quoted and compared. It has to follow from what was counted.

Example:
    受理 200 件，其中核准 140 件，核准率 75%

Instead:
    受理 200 件，其中核准 140 件，核准率 70%

When it is right anyway:
    When the rate has another denominator; then state it.

Basis:
    Division, rounded half up or cut off at the last digit that is written.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import figures, prose, quoted, sentences
from guankao.rules.reports.rates import contradiction
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Rates that their own sentence contradicts."""
    for measure in subject.plan.measures:
        report = measure.report or ""
        text = prose(report)
        for start, end in sentences(text):
            piece = text[start:end]
            found = figures(piece)
            for place, rate in enumerate(found):
                if rate.unit != "%":
                    continue
                counts = [it for it in found[:place] if it.unit != "%"]
                working = contradiction(measure, piece, rate, counts)
                if working:
                    facts = {"rate": f"{rate.label}{rate}", "working": working}
                    quote = quoted(report, start + counts[0].start, start + rate.end)
                    yield Fault(subject.measure_id(measure), "report", facts, quote)


RULE = ActionPlanRule(
    code="GK603",
    name="rate-does-not-follow",
    level=Level.ERROR,
    title=Words(
        "比率與所列數字不符",
        "A rate does not follow from its figures",
    ),
    sentence=Words(
        "寫「{rate}」，以所列數字計算是 {working}",
        '"{rate}" is stated; its own figures give {working}',
    ),
    chinese=Explanation(
        finds=(
            "件數後的「達成率」與目標值相除不符；或一句之中有總數、「其中」若干與比率，兩者相除"
            "得不出該比率。"
        ),
        matters=("引用與比較的都是比率，必須能由所列數字算出。"),
        instead=("更正比率，或寫明分母。"),
    ),
    check=check,
)
