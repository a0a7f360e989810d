"""A rate or a degree of satisfaction that does not say of what it is a share.

What it finds:
    A percent target whose standard ends in a rate (比率, 解決率, 滿意度) and holds no arithmetic
    and no 占…之比率.

Why it matters:
    Satisfied answers over all answers, over all visitors, or the mean of scores: one survey gives
    three results.

Example:
    使用者滿意度 (target 90%)

Instead:
    回答滿意以上人數÷有效問卷數×100%

When it is right anyway:
    When it is an official statistic with a published definition (失業率).

Basis:
    Definition of a share; both parts are stored and added up, never the percentage alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.documents import IndicatorKind
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import clause_before, fold, without_remarks
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_RATE: Final = re.compile(
    r"(?:(?:滿意度|達成|完成)?比[率例]|[^效機概頻利比]率|百分比|滿意度|認同度|"
    r"助益性|占比|幅度|程度)(?!比[率例])"
)
_SHARE: Final = re.compile(r"[占佔].{1,40}(?:比率|比例|百分比)")
_STEPS: Final = re.compile(r"[(（]\d+%[)）]")
_OFFICIAL: Final = re.compile(r"失業率|勞動參與率|經濟成長率|出生率|死亡率|生育率|通貨膨脹率")
"""Rates that the statistics office defines and publishes."""


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Percent targets of rates without arithmetic."""
    for indicator, target, quantity in subject.measured():
        if subject.calculates(indicator):
            continue
        if quantity.unit != "%" or _STEPS.search(indicator.standard):
            continue
        if subject.kinds[indicator.key] is IndicatorKind.MILESTONE:
            continue
        text = without_remarks(fold(indicator.standard))
        found = list(_RATE.finditer(text))
        if found and not _SHARE.search(text) and not _OFFICIAL.search(text):
            rate = clause_before(text, found[-1].end())
            facts = {"rate": rate, "target": target.text}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


RULE = PlanRule(
    code="GK226",
    name="rate-without-parts",
    level=Level.WARNING,
    title=Words(
        "比率或滿意度未說明分子與分母",
        "A rate without numerator and denominator",
    ),
    sentence=Words(
        "「{rate}」沒有說明分子與分母（由誰占誰得出），目標值「{target}」無從查核",
        '"{rate}" names neither numerator nor denominator, so the target "{target}" cannot '
        "be checked",
    ),
    chinese=Explanation(
        finds=(
            "目標值為百分比，衡量標準只寫某某率、比率或滿意度，沒有算式，也沒有「某占某之比率」。"
        ),
        matters=("滿意者除以全部填答者、除以全部來訪者，或取平均分數，同一份問卷就有三個結果。"),
        instead=("寫出分子與分母，例如「回答滿意以上人數÷有效問卷數×100%」。"),
    ),
    check=check,
)
