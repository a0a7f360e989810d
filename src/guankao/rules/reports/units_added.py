"""Two figures in different units are added to reach a result.

What it finds:
    A stated rate that no two figures of the report make, and that a sum of figures in two units
    makes; a total whose parts count in another unit.

Why it matters:
    Cases and topics, items and projects are not one kind. A target can be reached by adding what
    lies at hand.

Example:
    列管風險 250 件，預警 150 件，專案稽核 12 案，採取措施比率 64.8%

Instead:
    預警 150 件÷列管風險 250 件＝60%

When it is right anyway:
    When the two units are two words for one thing.

Basis:
    Only like is added to like.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.mixed_units import rate_over_two_units, total_over_two_units
from guankao.rules.reports.prose import figures, items, prose, quoted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Rates and totals that only a sum over two units makes."""
    for measure in subject.plan.measures:
        report = measure.report or ""
        text = prose(report)
        for start, end in items(text):
            found = figures(text[start:end])
            counts = [it for it in found if it.unit not in ("%", "元")]
            rates = (rate_over_two_units(it, counts) for it in found)
            facts = next((it for it in rates if it), None)
            facts = facts or total_over_two_units(text[start:end], counts)
            if facts:
                quote = quoted(report, start, end)[:60]
                yield Fault(subject.measure_id(measure), "report", facts, quote)


RULE = ActionPlanRule(
    code="GK604",
    name="units-added",
    level=Level.WARNING,
    title=Words(
        "不同單位的數相加",
        "Figures in different units are added",
    ),
    sentence=Words(
        "{result} 是由 {working} 得來，把「{first}」與「{second}」相加；只計「{first}」則為 "
        "{alone}",
        '{result} comes from {working}, which adds "{first}" and "{second}"; with "{first}'
        '" alone it is {alone}',
    ),
    chinese=Explanation(
        finds=(
            "比率無法由任何兩個數得出，而把不同單位的數相加後恰好得出；或總數等於不同單位各項之和。"
        ),
        matters=("案件與主題、件與案不是同一種數；湊在一起就能達標。"),
        instead=("只計同一單位，或說明為何可以相加。"),
    ),
    check=check,
)
