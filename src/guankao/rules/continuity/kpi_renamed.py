"""A KPI has a new name.

What it finds:
    A KPI whose name changed while name or standard are so like last year's that it is likely the
    same.

Why it matters:
    Charts, reports and links follow the name; with a new one the series begins anew.

Example:
    106: 「提升結案率」; 107: 「提升有效結案率」

Instead:
    Keep the name, or say that it is the same KPI.

When it is right anyway:
    When the old name was wrong.

Basis:
    Comparison of two plans of one agency.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.documents.comparison.pairs import likeness, pairs
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every KPI that is likely one of last year under another name."""
    if subject.previous is None:
        return
    for pair in pairs(subject.previous, subject.plan):
        if pair.renamed:
            facts = {
                "before": pair.before.name,
                "now": pair.now.name,
                "year": str(subject.previous.fiscal_year),
                "likeness": str(round(likeness(pair.before, pair.now))),
            }
            yield Fault(subject.indicator_id(pair.now), "name", facts)


RULE = PlanRule(
    code="GK504",
    name="kpi-renamed",
    level=Level.NOTE,
    title=Words("指標更名", "A KPI was renamed"),
    sentence=Words(
        "{year} 年度為「{before}」，本年度為「{now}」，可能為同一指標（相似度 {likeness}%）",
        "called 「{before}」 in {year} and 「{now}」 now; likely the same KPI ({likeness}% alike)",
    ),
    chinese=Explanation(
        finds="名稱改變，但名稱或衡量標準與去年相近、可能為同一指標者。",
        matters="圖表、填報與關聯依名稱而行，更名後數列重新開始。",
        instead="維持名稱，或註明為同一指標。",
    ),
    check=check,
)
