"""One name stands for two different figures.

What it finds:
    Two KPIs of one plan with word for word the same formula; or a numbered list whose items hold
    the same names under different headings.

Why it matters:
    A system that keys figures by their names fills both with one, and so does a person.

Example:
    1.專任：（實際人數÷預定人數）×50%。2.兼任：（實際人數÷預定人數）×50%

Instead:
    1.（專任實際人數÷專任預定人數）×50%。2.（兼任實際人數÷兼任預定人數）×50%

When it is right anyway:
    When the two KPIs are meant to be the same figure under two goals.

Basis:
    A figure is typed once and has one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures.formulas import Formula
from guankao.figures.formulas.nodes import Node
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_LABELLED: Final = re.compile(
    r"\d[.、]\s*([^:。÷(]{2,20}):\s*[(【〔]([^()【】〔〕]*[÷/][^()【】〔〕]*)[)】〕]"
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """KPIs that share a formula, and lists whose items share their names."""
    seen: dict[Node, tuple[str, str]] = {}
    for indicator in subject.plan.indicators:
        formula = subject.formulas[indicator.key]
        if isinstance(formula, Formula) and formula.inputs:
            key, other = seen.setdefault(formula.expression, (indicator.key, indicator.name))
            if key != indicator.key:
                facts: dict[str, str | Words] = {
                    "name": formula.inputs[0].name,
                    "place": Words(f"本指標與「{other}」", f'this KPI and "{other}"'),
                }
                yield Fault(subject.indicator_id(indicator), "standard", facts)
        bodies: dict[str, str] = {}
        for match in _LABELLED.finditer(fold(indicator.standard)):
            first = bodies.setdefault(match[2], match[1])
            if first != match[1]:
                facts = {
                    "name": match[2],
                    "place": Words(f"「{first}」與「{match[1]}」", f'"{first}" and "{match[1]}"'),
                }
                yield Fault(subject.indicator_id(indicator), "standard", facts)
                break


RULE = PlanRule(
    code="GK219",
    name="same-name-for-different-inputs",
    level=Level.WARNING,
    title=Words(
        "同一名稱指不同的數",
        "One name for two different figures",
    ),
    sentence=Words(
        "「{name}」在{place}用來指不同的數，填報時會混淆",
        '"{name}" means different figures in {place}, which a reporter will confuse',
    ),
    chinese=Explanation(
        finds=("同一計畫的兩項指標，算式一字不差；或各款標題不同，括號內的名稱卻完全相同。"),
        matters=("依名稱填報的系統與人，都會把同一個數填進兩處。"),
        instead=("名稱寫全，把標題的對象寫進分子與分母。"),
    ),
    check=check,
)
