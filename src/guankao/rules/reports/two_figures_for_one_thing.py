"""The same words carry two figures.

What it finds:
    Two figures in one unit behind the same words, in one sentence of the report, or one in the
    report and one in the remarks, highlights or benefits.

Why it matters:
    The reader takes the better one. Often one counts cases and the other something else.

Example:
    核准率為 81% … 核准率為 83%

Instead:
    按人數計 81%，按件數計 83%

When it is right anyway:
    When the words before tell the two apart.

Basis:
    A figure is typed once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.documents.action_plan import Measure
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import Figure, figures, prose, sentences
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_EMPTY: Final = re.compile(r"[\d\s.,()年度月]|總?計|共|達|約|為|數$|其中|另")
_SHORTEST: Final = 4
"""Characters that words must have to name one thing."""


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Words with two figures."""
    for measure in subject.plan.measures:
        for words, first, second in _pairs(measure):
            facts = {"words": words, "first": str(first), "second": str(second)}
            yield Fault(subject.measure_id(measure), "report", facts)


def _pairs(measure: Measure) -> Iterator[tuple[str, Figure, Figure]]:
    report = prose(measure.report or "")
    whole = _named(report)
    for start, end in sentences(report):
        yield from _differing(_named(report[start:end]), {})
    for remark in (measure.tracking_note, measure.highlights, measure.benefits):
        yield from _differing(_named(prose(remark or "")), dict(whole))


def _differing(
    named: list[tuple[tuple[str, str], Figure]], known: dict[tuple[str, str], Figure]
) -> Iterator[tuple[str, Figure, Figure]]:
    """Figures whose words already carry another one."""
    known = dict(known)
    for key, figure in named:
        earlier = known.setdefault(key, figure)
        if earlier.value != figure.value:
            yield key[0], earlier, figure
            return


def _named(text: str) -> list[tuple[tuple[str, str], Figure]]:
    """Each figure with the words that it carries, and its unit."""
    named = ((_EMPTY.sub("", figure.label), figure) for figure in figures(text))
    return [((words, it.unit), it) for words, it in named if len(words) >= _SHORTEST]


RULE = ActionPlanRule(
    code="GK625",
    name="two-figures-for-one-thing",
    level=Level.NOTE,
    title=Words(
        "同一事項有兩個數字",
        "Two figures under the same words",
    ),
    sentence=Words(
        "「{words}」寫了 {first} 與 {second} 兩個數字，沒有說明差別",
        '"{words}" carries both {first} and {second}, and how they differ is not said',
    ),
    chinese=Explanation(
        finds=(
            "同一句內，或達成情形與列管說明、亮點、效益之間，相同的用語後面有兩個不同的數字（單"
            "位相同）。"
        ),
        matters=("讀者會取好看的那一個；兩者計算的對象往往不同。"),
        instead=("寫明兩個數字各計什麼。"),
    ),
    check=check,
)
