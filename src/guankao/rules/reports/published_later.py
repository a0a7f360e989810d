"""What was to be published in the year was published after it.

What it finds:
    公布, 公告 or 發布 with 次年 or a date in a later year.

Why it matters:
    A result that came after the year is next year's, or the year was reported as done when it was
    not.

Example:
    於次年將調查報告公告於網站

Instead:
    107年12月公告調查報告於網站

When it is right anyway:
    When the measure is of every year and reports last year's publication.

Basis:
    The column reports the results of the year from January to December.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.documents.action_plan import Measure
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import prose, quoted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_PUBLISHED: Final = re.compile(
    r"(?P<next>次年|隔年|翌年)[^。;]{0,30}(?:公布|公告|發布|公開)"
    r"|(?P<year>\d{2,3})\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?[^。;,]{0,8}(?:公布|公告|發布|公開)"
)


_PUBLISHING: Final = re.compile(r"公布|公告|發布|公開")


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Publications after the year of the plan."""
    year = subject.plan.fiscal_year
    for measure in subject.plan.measures:
        report = measure.report or ""
        for found in _PUBLISHED.finditer(prose(report)):
            if found["next"] or int(found["year"]) > year:
                facts = {"when": quoted(report, *found.span()), "year": str(year)}
                # Where nobody asked for it to be published, it may be somebody else's publication.
                level = None if _is_asked_for(measure) else Level.NOTE
                yield Fault(subject.measure_id(measure), "report", facts, facts["when"], level)
                break


def _is_asked_for(measure: Measure) -> bool:
    texts = [*measure.indicators, *(target.text for target in measure.targets)]
    return any(_PUBLISHING.search(text) for text in texts)


RULE = ActionPlanRule(
    code="GK608",
    name="published-later",
    level=Level.WARNING,
    title=Words(
        "次年才公布",
        "Published after the year",
    ),
    sentence=Words(
        "「{when}」才公布，本案的期間是 {year} 年度",
        'published only "{when}", and the plan is of the year {year}',
    ),
    chinese=Explanation(
        finds=("「公布」「公告」「發布」與「次年」或以後年度的日期並列。"),
        matters=("以後年度才完成的，是次年的成果；列為本年度成果即與期間不符。"),
        instead=("寫明完成日期；未於年度內完成者，列為未完成。"),
    ),
    check=check,
)
