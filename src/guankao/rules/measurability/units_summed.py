"""Counts in different units are added up to one number.

What it finds:
    A sum, written with ＋ or 合計 or only implied by a numbered list, whose parts count in
    different units (次, 件, 國家).

Why it matters:
    Forty short contacts outweigh one treaty. The agency can reach the target with whatever is
    easiest.

Example:
    1.會議次數。2.合作計畫件數。以上合計為總次數

Instead:
    Two KPIs, or a weighted attainment of each part

When it is right anyway:
    When the units are two words for one thing.

Basis:
    Only like is added to like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.documents import Indicator
from guankao.figures import Target
from guankao.figures.formulas import Formula
from guankao.figures.formulas.nodes import Input
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.attainment import terms
from guankao.rules.measurability.lists import numbered_items
from guankao.rules.measurability.wording import unit_of_target, units
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_EACH: Final = re.compile(r"每項|各項績效|是否達|分別|代表|其一|[;；]或")
_NOUN_NUMBER: Final = re.compile(r"([^\W\d]{2})(?:數目|數)$|\(([^\W\d]{2})\)數$")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Sums whose parts share no unit."""
    for indicator in subject.plan.indicators:
        target = subject.targets[indicator.key]
        if not isinstance(target, Target) or target.quantity is None:
            continue
        if target.quantity.unit in ("%", "分", "") or _EACH.search(indicator.standard):
            continue
        counted = [unit for unit in map(_units, _parts(subject, indicator)) if unit]
        _, asked = unit_of_target(target.quantity.unit)
        # A target in another unit than all of its items counts the items themselves.
        if len(counted) < 2 or not any(asked in unit for units_ in counted for unit in units_):
            continue
        one_unit = set.intersection(*map(set, counted)) and all(len(it) == 1 for it in counted)
        if not one_unit:
            named = "、".join(dict.fromkeys(unit for units_ in counted for unit in units_))
            facts = {"units": named, "target": target.text}
            yield Fault(subject.indicator_id(indicator), "standard", facts)


def _parts(subject: PlanSubject, indicator: Indicator) -> list[str]:
    """What is added: the inputs of a sum, or the items of a list."""
    formula = subject.formulas[indicator.key]
    if isinstance(formula, Formula):
        found = list(terms(formula.expression))
        return [it.name for it in found if isinstance(it, Input)] if len(found) > 1 else []
    return list(numbered_items(indicator.standard))


def _units(part: str) -> tuple[str, ...]:
    found = units(part)
    if found:
        return found
    noun = _NOUN_NUMBER.search(part.rstrip("。；;， "))
    return (noun[1] or noun[2],) if noun else ()


RULE = PlanRule(
    code="GK227",
    name="units-summed",
    level=Level.WARNING,
    title=Words(
        "不同單位的數相加",
        "Counts in different units are added",
    ),
    sentence=Words(
        "把 {units} 加成一個數（目標值「{target}」），各項的輕重消失在總數裡",
        '{units} are added up to one number (target "{target}"), in which each loses its weight',
    ),
    chinese=Explanation(
        finds=("以「＋」「合計」或條列相加的各項，計數單位不同（次、件、國家）。"),
        matters=("四十次短暫接觸，重過一項協定；機關可以只做最容易的。"),
        instead=("分立指標，或以各項達成率加權。"),
    ),
    check=check,
)
