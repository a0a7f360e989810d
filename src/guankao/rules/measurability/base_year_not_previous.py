"""A growth of the year is measured against an older year than the last.

What it finds:
    A growth formula whose base is a stated fiscal year before last year.

Why it matters:
    Called 年度成長率 it reads as the change of one year; the same text carried on for years says
    less each year.

Example:
    （當年度員額－104年度員額）÷104年度員額 in the plan of 107

Instead:
    年度成長率 against 106, or the name 較104年度成長率

When it is right anyway:
    When a programme is measured against the year of its beginning, and the name says so.

Basis:
    Definition of a yearly growth rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures.formulas.nodes import Input, Subtract, walk
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_YEAR: Final = re.compile(r"(?<![\d至~-])(1\d\d|[89]\d)年[度底]?(?![至~-])")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Differences to a year before the last."""
    this_year = subject.plan.fiscal_year
    for indicator, formula in subject.with_formulas():
        taken = (node.right for node in walk(formula.expression) if isinstance(node, Subtract))
        names = (node.name for node in taken if isinstance(node, Input))
        years = [int(found[1]) for name in names if (found := _YEAR.search(fold(name)))]
        if years and years[0] < this_year - 1:
            facts = {
                "base": str(years[0]),
                "year": str(this_year),
                "years": str(this_year - years[0]),
            }
            yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK241",
    name="base-year-not-previous",
    level=Level.NOTE,
    title=Words(
        "成長率的基期不是前一年度",
        "The base of a growth is not the year before",
    ),
    sentence=Words(
        "以 {base} 年度為基期，{year} 年度的結果包含 {years} 年的變動",
        "the base is fiscal year {base}, so the result of {year} holds the change of {years} years",
    ),
    chinese=Explanation(
        finds=("成長率的算式以前一年度以前的特定年度為基期。"),
        matters=("名為年度成長率，讀者會當成一年的變動。"),
        instead=("以前一年度為基期，或在名稱寫明「較某年度」。"),
    ),
    check=check,
)
