"""The report claims that the target is met, and its figure does not meet it.

What it finds:
    已達, 達成目標, 達標 or 超過目標 in a report with a figure, in the target's unit, that does not
    meet the target.

Why it matters:
    The claim is what is read.

Example:
    完成 60 件，已達績效目標值 (target 80件)

Instead:
    完成 60 件，未達績效目標值 80 件

When it is right anyway:
    When the claim is about another of the targets.

Basis:
    Comparison of the reported figure with the target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import prose, quoted
from guankao.rules.reports.results import stated_values, wanted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

CLAIM: Final = re.compile(
    r"(?<!未)(?<!未能)(?:已達(?:成|到)?[^,。;]{0,10}(?:目標|標準)|達成(?:預[定訂]|年度|績效)[^,。;]{0,6}目標|"
    r"達標|超[越過](?:預[定訂]|年度|績效)?[^,。;]{0,4}目標|達成[^,。;]{0,14}之[^,。;]{0,6}目標)"
)


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Claims over figures that fall short."""
    for measure in subject.plan.measures:
        report = measure.report or ""
        claim = CLAIM.search(prose(report))
        if claim is None:
            continue
        stated = [
            (one, values) for one in wanted(measure) if (values := stated_values(measure, one))
        ]
        short = [(one, values) for one, values in stated if not any(map(one.is_met_by, values))]
        # Where another target is met, the claim may be about that one.
        level = None if len(short) == len(stated) else Level.NOTE
        for one, values in short:
            facts = {
                "claim": claim[0],
                "subject": one.subject,
                "target": str(one),
                "actual": f"{max(values):,f}{one.unit}",
            }
            quote = quoted(report, *claim.span())
            yield Fault(subject.measure_id(measure), "report", facts, quote, level)


RULE = ActionPlanRule(
    code="GK605",
    name="claim-not-borne-out",
    level=Level.ERROR,
    title=Words(
        "宣稱達成，數字卻未達目標",
        "The claim is not borne out by the figure",
    ),
    sentence=Words(
        "報告寫「{claim}」，但「{subject}」的目標是 {target}，實際為 {actual}",
        'the report says "{claim}"; the target of "{subject}" is {target}, and the figure {actual}',
    ),
    chinese=Explanation(
        finds=(
            "報告有「已達」「達成目標」「達標」等字，而同一目標的實際值（單位相同）未達目標值。"
        ),
        matters=("讀者看到的是「已達」。"),
        instead=("更正敘述，並說明未達的原因。"),
    ),
    check=check,
)
