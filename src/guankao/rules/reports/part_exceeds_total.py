"""A part is larger than the total that it belongs to.

What it finds:
    A figure in brackets behind a total with 本期, 其中 or 含, or figures listed behind 其中, that
    exceed the total.

Why it matters:
    A part cannot exceed its whole; one of the two figures is wrong or means something else.

Example:
    累計受理 30 件（本期 45 件）

Instead:
    累計受理 310 件（本期 45 件）

When it is right anyway:
    When the bracket counts something else; then give it its own word and unit.

Basis:
    Arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.arithmetic import stated_sums
from guankao.rules.reports.prose import Figure, figures, prose, quoted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_A_PART: Final = re.compile(r"\(\s*(?:本期|本年度?|其中|含|內含)[^()]{0,12}")
_LEAD: Final = re.compile(r"\s*[,;:]\s*(?:其中|計有|包括|含)")


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Single parts and sums of parts beyond their totals."""
    for measure in subject.plan.measures:
        report = measure.report or ""
        text = prose(report)
        identifier = subject.measure_id(measure)
        for total, part in _pairs(text):
            if part.unit == total.unit and part.value > total.value:
                facts = {"part": str(part), "total": str(total)}
                quote = quoted(report, total.start, part.end)
                yield Fault(identifier, "report", facts, quote)
        for found in stated_sums(text):
            led = _LEAD.match(text, found.total.end) or text[found.total.end] == "("
            if led and not found.complete and found.sum > found.total.value:
                facts = {"part": found.working, "total": str(found.total)}
                yield Fault(identifier, "report", facts, quoted(report, *found.span))


def _pairs(text: str) -> Iterator[tuple[Figure, Figure]]:
    """Each total with the one figure that a bracket right behind it calls a part of it."""
    found = figures(text)
    for total, part in pairwise(found):
        lead = _A_PART.match(text, total.end)
        if lead and lead.end() >= part.start:
            yield total, part


RULE = ActionPlanRule(
    code="GK602",
    name="part-exceeds-total",
    level=Level.ERROR,
    title=Words(
        "部分大於總數",
        "A part exceeds its total",
    ),
    sentence=Words(
        "{part} 寫成 {total} 的一部分，卻比總數大",
        "{part} stands as a part of {total}, and is larger",
    ),
    chinese=Explanation(
        finds=("總數後括號內以「本期」「其中」「含」標示的數，或「其中」之後各項之和，大於總數。"),
        matters=("部分不可能大於全體，必有一個數字有誤。"),
        instead=("核對後更正；若指不同的事，請分開說明。"),
    ),
    check=check,
)
