"""The KPI is named as a number and measured as a rate, or the other way.

What it finds:
    A name that ends in 人數, 件數, 金額, 時間 … with a percent target, or a name with a rate (普及
    率, 自有率) and a target that counts.

Why it matters:
    A reader of the results takes 85% for 85 people, or believes a share to be known that nobody
    computed.

Example:
    志工招募人數 (target 85%)

Instead:
    志工招募達成率 (target 85%), or the number itself as the target

When it is right anyway:
    When the name is fixed by law, or the rate is per so many people and says so.

Basis:
    The form of the annual plan: 關鍵績效指標 names what 衡量標準 measures.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.figures import Target
from guankao.figures.formulas import Formula
from guankao.figures.formulas.nodes import Divide, walk
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import is_number_name, is_rate_name
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_NUMBER = Words("數量", "a number")
_RATE = Words("比率", "a rate")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """KPIs whose name and target are of different sorts."""
    for indicator in subject.plan.indicators:
        target = subject.targets[indicator.key]
        if not isinstance(target, Target) or target.quantity is None:
            continue
        facts: dict[str, str | Words] = {"name": indicator.name, "target": target.text}
        percent = target.quantity.unit == "%"
        if percent and is_number_name(indicator.name):
            facts |= {"said": _NUMBER, "measured": _RATE}
        elif _counts(target.quantity.unit, indicator.name) and not _divides(subject, indicator.key):
            facts |= {"said": _RATE, "measured": _NUMBER}
        else:
            continue
        yield Fault(subject.indicator_id(indicator), "name", facts)


def _counts(unit: str, name: str) -> bool:
    """Whether a rate is given a count for a target; satisfaction may be a score in points."""
    return unit not in ("%", "", "分") and is_rate_name(name)


def _divides(subject: PlanSubject, key: str) -> bool:
    """Whether it is a rate all the same, per so many people or per unit."""
    formula = subject.formulas[key]
    return isinstance(formula, Formula) and any(
        isinstance(node, Divide) for node in walk(formula.expression)
    )


RULE = PlanRule(
    code="GK208",
    name="name-measure-mismatch",
    level=Level.WARNING,
    title=Words(
        "名稱是數量、衡量卻是比率（或相反）",
        "Named as a number, measured as a rate, or the other way",
    ),
    sentence=Words(
        "指標名稱「{name}」是{said}，目標值「{target}」卻是{measured}",
        'the name "{name}" is {said}, and the target "{target}" {measured}',
    ),
    chinese=Explanation(
        finds=(
            "指標名稱以人數、件數、金額、時間等結尾，目標值卻是百分比；或名稱是某某率，目標值卻"
            "計件數、家數。"
        ),
        matters=("讀者會把 85% 當成 85 人，或以為某個比率已有人計算。"),
        instead=("讓名稱與衡量方式一致：改名為達成率，或直接以數量為目標。"),
    ),
    check=check,
)
