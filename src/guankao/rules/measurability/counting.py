"""In which units a KPI counts, by its standard or by the inputs of its formula."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from guankao.documents import Indicator
from guankao.figures.formulas import Formula
from guankao.figures.formulas.nodes import Add, Input, Multiply, Number, Subtract, walk
from guankao.rules.measurability.wording import units
from guankao.rules.subjects import PlanSubject

_PER_PEOPLE: Final = Decimal(1000)
"""The least round number of people in whom a rate counts."""
_EVENTS: Final = re.compile(r"(?:[人家廠場件架班項]次|次數?|場次數?)$")
_THING: Final = re.compile(
    r"(單位|機關|學校|企業|事業|家庭|縣市|鄉鎮|部落|社區|場所|場館|機構|業者|廠商|公司|設備|系統|人口)"
    r"(?:之)?(?:總數|數量|數目|數)$"
)
_NEAR: Final = (
    {"件", "案", "項", "項次", "件次"},
    {"場", "場次"},
    {"家", "家次"},
    {"次", "場次", "件次", "項次"},
    {"校", "所"},
    {"天", "日"},
    {"人", "名"},
)


def counted_in(subject: PlanSubject, indicator: Indicator) -> tuple[str, ...]:
    """The units in which the standard counts; none where it divides, or counts nothing."""
    formula = subject.formulas[indicator.key]
    if not isinstance(formula, Formula):
        return units(indicator.standard)
    whole = formula.expression
    if any(not isinstance(node, Add | Subtract | Input) for node in walk(whole)):
        return ()
    return tuple(dict.fromkeys(unit for item in formula.inputs for unit in units(item.name)))


def is_scaled(subject: PlanSubject, indicator: Indicator) -> bool:
    """Whether a formula gives a count in another scale than the target's; money always may."""
    formula = subject.formulas[indicator.key]
    scaled = isinstance(formula, Formula) and formula.factor not in (1, 100)
    return scaled and "元" not in indicator.target


def per_people(subject: PlanSubject, indicator: Indicator) -> Decimal | None:
    """The round number of people in whom a rate counts: 100,000."""
    formula = subject.formulas[indicator.key]
    if isinstance(formula, Formula) and isinstance(formula.expression, Multiply):
        factor = formula.expression.right
        if isinstance(factor, Number) and factor.value >= _PER_PEOPLE:
            return factor.value
    return None


def last_unit(name: str) -> str:
    """The unit of a name's last word, or that word where it is none of the usual units."""
    found = units(name)
    if found:
        return found[-1]
    noun = _THING.search(name)
    return noun[1] if noun else ""


def differ(first: str, second: str) -> bool:
    """Whether two units, or a unit and a noun, certainly count different things."""
    if not first or not second or first == second:
        return False
    if near(first, second):
        return False
    if len(first) == 2 and len(second) == 2 and not _EVENTS.search(first):
        return False  # two nouns may name one thing
    events = bool(_EVENTS.search(first)), bool(_EVENTS.search(second))
    return events[0] != events[1] or (len(first) == 1 and len(second) == 1)


def near(first: str, second: str) -> bool:
    """Whether two units may be two words for one thing.

    >>> near("項次", "項"), near("人", "人次")
    (True, False)
    """
    return any({first, second} <= group for group in _NEAR)
