"""The method says survey, and the standard asks nobody.

What it finds:
    評估方式 問卷調查 or 民意調查 with a standard that holds no word of a survey, or of which most
    is a count.

Why it matters:
    The wrong method hides where the figure comes from, and asks for a sample that does not exist.

Example:
    預算執行數÷預算數×100% with 民意調查

Instead:
    預算執行數÷預算數×100% with 統計數據

When it is right anyway:
    When the figure itself comes from a survey (成人學習參與率).

Basis:
    The form of the annual plan: 評估方式 is one of 統計數據, 問卷調查, 進度控管 and others.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from guankao.documents import Indicator
from guankao.figures.formulas import Formula
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.surveys import asked_share, is_budget, speaks_of_survey
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_HALF = Fraction(1, 2)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Survey methods over counts."""
    for indicator in subject.plan.indicators:
        method = indicator.evaluation_method
        if "問卷" not in method and "民意調查" not in method:
            continue
        if not _asks(subject, indicator):
            # A share of the population may well come from a survey; a budget never does.
            level = None if is_budget(indicator.standard) else Level.NOTE
            facts = {"method": method}
            yield Fault(subject.indicator_id(indicator), "evaluation_method", facts, level=level)


def _asks(subject: PlanSubject, indicator: Indicator) -> bool:
    formula = subject.formulas[indicator.key]
    if isinstance(formula, Formula):
        share, _ = asked_share(formula)
        if share:
            return share >= _HALF
    return speaks_of_survey(indicator.name + indicator.standard)


RULE = PlanRule(
    code="GK232",
    name="survey-method-without-survey",
    level=Level.WARNING,
    title=Words(
        "評估方式為問卷調查，衡量標準卻不是",
        "The method says survey, and nobody is asked",
    ),
    sentence=Words(
        "評估方式填「{method}」，衡量標準卻沒有問卷、滿意度或抽樣，看來是統計數據",
        "the method says {method}, and the standard holds no questionnaire, satisfaction or sample",
    ),
    chinese=Explanation(
        finds=(
            "評估方式為問卷調查或民意調查，衡量標準卻沒有滿意、問卷、抽樣等字，或過半數是件數、"
            "次數。"
        ),
        matters=("看不出數字從哪裡來，也會要求並不存在的樣本資料。"),
        instead=("改為「統計數據」，或說明調查對象與方式。"),
    ),
    check=check,
)
