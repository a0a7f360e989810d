"""A satisfaction is measured, and the method says statistics.

What it finds:
    A standard that is a satisfaction or an opinion (more than half of it), with 評估方式 統計數據
    or 進度控管.

Why it matters:
    The method decides whether sample, questionnaire and response are asked for. A survey filed as
    statistics is never asked.

Example:
    學員滿意度 with 統計數據

Instead:
    學員滿意度 with 問卷調查

When it is right anyway:
    When the satisfaction comes from an official statistic.

Basis:
    The form of the annual plan: 評估方式 is one of 統計數據, 問卷調查, 進度控管 and others.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from guankao.documents import Indicator
from guankao.figures import Target
from guankao.figures.formulas import Formula
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.surveys import asked_share, asked_words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_HALF = Fraction(1, 2)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Surveys under another method."""
    for indicator in subject.plan.indicators:
        method = indicator.evaluation_method
        if "調查" in method or "問卷" in method:
            continue
        asked = _asked(subject, indicator)
        if asked:
            facts = {"asked": asked, "method": method}
            yield Fault(subject.indicator_id(indicator), "evaluation_method", facts)


def _asked(subject: PlanSubject, indicator: Indicator) -> str | None:
    formula = subject.formulas[indicator.key]
    if isinstance(formula, Formula):
        share, words = asked_share(formula)
        return words if share > _HALF else asked_words(indicator.name) if share else None
    target = subject.targets[indicator.key]
    scored = isinstance(target, Target) and target.quantity and target.quantity.unit in ("%", "分")
    return asked_words(indicator.standard) if scored else None


RULE = PlanRule(
    code="GK231",
    name="survey-as-statistics",
    level=Level.WARNING,
    title=Words(
        "滿意度列為統計數據",
        "A survey is filed as statistics",
    ),
    sentence=Words(
        "衡量的是「{asked}」，評估方式卻填「{method}」，而非問卷調查",
        'what is measured is "{asked}", and the method says {method}, not a survey',
    ),
    chinese=Explanation(
        finds=("衡量標準（過半數）是滿意度或意見調查，評估方式卻填「統計數據」或「進度控管」。"),
        matters=("評估方式決定是否要說明抽樣、問卷與回收；填成統計數據，就沒有人問。"),
        instead=("評估方式改為「問卷調查」，並說明抽樣與有效樣本。"),
    ),
    check=check,
)
