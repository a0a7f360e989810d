"""The reported figure is of another period than the year of the plan.

What it finds:
    A figure or a finished deed of a school year (學年度), of an earlier year named as such (106年度
    …完成), or up to a month before December (截至11月底).

Why it matters:
    Months are counted twice, or not at all, and years cannot be compared.

Example:
    106學年度開設 300 門課程

Instead:
    107年1月至12月開設…, or a target that is stated for the school year

When it is right anyway:
    When the target itself is stated for that period.

Basis:
    The column reports the results of the year from January to December.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import prose, quoted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_SCHOOL_YEAR: Final = re.compile(r"\d{2,3}\s*學年度")
_UP_TO: Final = re.compile(
    r"(?:(?:\d{2,3}\s*年(?:度)?\s*)?(?<!\d)1\s*月?\s*(?:至|-)\s*|"
    r"截至\s*(?:\d{2,3}\s*年\s*)?)(?P<month>\d{1,2})\s*月(?:底|止)?"
)
_UP_TO_QUARTER: Final = re.compile(r"至\s*(?P<year>\d{2,3})\s*年(?:度)?\s*第\s*[1-3一二三]\s*季")
_YEAR: Final = re.compile(r"(?<![\d至-])(\d{2,3})\s*年度(?!\s*[(（]?\s*(?:分數|排名|相同))")
_DONE: Final = re.compile(r"完成|簽署|辦理|計|達成率|共")
_NO_RESULT: Final = re.compile(r"較|比|與\s*\d|排名|分數|上年|平均|以前|迄今")


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Reports that speak of a school year, of an earlier year, or of a part of the year."""
    year = subject.plan.fiscal_year
    for measure in subject.plan.measures:
        report = measure.report or ""
        text = prose(report)
        targets = prose("".join(target.text for target in measure.targets))
        found = _SCHOOL_YEAR.search(text) or _part_of_year(text, year) or _other_year(text, year)
        if found and found[0].replace(" ", "") not in targets.replace(" ", ""):
            facts = {"period": quoted(report, *found.span()), "year": str(year)}
            yield Fault(subject.measure_id(measure), "report", facts, facts["period"])


def _part_of_year(text: str, year: int) -> re.Match[str] | None:
    for match in _UP_TO.finditer(text):
        around = text[max(0, match.start() - 12) : match.end()]
        if 1 < int(match["month"]) < 12 and (str(year) in around or "截至" in around):
            return match
    quarter = _UP_TO_QUARTER.search(text)
    return quarter if quarter and int(quarter["year"]) == year else None


def _other_year(text: str, year: int) -> re.Match[str] | None:
    """A year before this one that stands where the result stands: in the first sentence."""
    first = text.split("。", maxsplit=1)[0]
    for match in _YEAR.finditer(first):
        behind = first[match.end() : match.end() + 40]
        if int(match[1]) == year - 1 and not _NO_RESULT.search(first):
            done = _DONE.search(first[: match.start()]) or _DONE.search(behind)
            if done and f"{year}年" not in first.replace(" ", ""):
                return match
    return None


RULE = ActionPlanRule(
    code="GK607",
    name="other-period",
    level=Level.WARNING,
    title=Words(
        "填報的期間不是本年度",
        "The figure is of another period",
    ),
    sentence=Words(
        "填報的是「{period}」的數字，本案為 {year} 年度（1 月至 12 月）",
        'the figure is of "{period}", and the plan of the year {year} (January to December)',
    ),
    chinese=Explanation(
        finds=("填報的數字屬學年度、以前年度，或只統計到 11 月等，與本年度 1 月至 12 月不符。"),
        matters=("有的月份重複計算，有的漏計，也無從逐年比較。"),
        instead=("改為本年度全年的數字，或在目標值寫明採學年度。"),
    ),
    check=check,
)
