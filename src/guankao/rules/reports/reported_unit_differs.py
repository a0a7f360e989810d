"""The result is reported in another unit than the target.

What it finds:
    A reported figure whose unit neither is the target's nor converts into it; or a report that
    holds the target's unit nowhere, and one count in another.

Why it matters:
    Three courses are not three pieces of teaching material. Whether the target is met is then an
    opinion.

Example:
    target 教材6件, report 完成 6 門課程

Instead:
    完成教材 6 件（數位課程）

When it is right anyway:
    When the two units are two words for one thing.

Basis:
    The result is stated in the unit of the target.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from guankao.documents.action_plan import Measure
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import Figure, figures, prose
from guankao.rules.reports.results import Wanted, actuals_of, in_unit, may_be, wanted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_COUNTS: Final = frozenset({"件", "案", "場次", "場", "次", "項", "門", "種", "篇", "份", "則"})


_ONE: Final = Decimal(1)


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Results in another unit, where both are known."""
    for measure in subject.plan.measures:
        for one in wanted(measure):
            stated = [it for it in actuals_of(measure, one) if it.unit and it.value is not None]
            other = next(
                (it for it in stated if in_unit(it.value or _ONE, it.unit or "", one.unit) is None),
                None,
            )
            if other is not None and other.value is not None:
                actual, unit = f"{other.value:,f}{other.unit}", other.unit or ""
            elif not stated and (figure := _only_other_unit(measure, one)):
                actual, unit = str(figure), figure.unit
            else:
                continue
            facts = {"target": str(one), "unit": unit, "actual": actual}
            level = Level.NOTE if may_be(unit, one.unit) else None
            yield Fault(subject.measure_id(measure), "report", facts, level=level)


def _only_other_unit(measure: Measure, one: Wanted) -> Figure | None:
    """The last count of a report that holds the unit of this target nowhere.

    Only where the other targets have their units, so that this count is what is left for it.
    """
    asked = {it.unit for it in wanted(measure)}
    found = figures(prose(measure.report or ""))
    if len(asked) < 2 or one.unit not in _COUNTS or any(may_be(it.unit, one.unit) for it in found):
        return None
    left = [it for it in found if it.unit in _COUNTS - asked and it.value >= one.value]
    return left[-1] if left else None


RULE = ActionPlanRule(
    code="GK609",
    name="reported-unit-differs",
    level=Level.WARNING,
    title=Words(
        "填報單位與目標值單位不同",
        "The reported unit is not the target's",
    ),
    sentence=Words(
        "目標值是 {target}，填報的單位卻是「{unit}」（{actual}）",
        'the target is {target}, and what is reported counts in "{unit}" ({actual})',
    ),
    chinese=Explanation(
        finds=(
            "填報數字的單位與目標值不同且無法換算；或報告中沒有目標值的單位，只有另一單位的數。"
        ),
        matters=("三門課程不等於三件教材，是否達成便成了看法。"),
        instead=("以目標值的單位填報，或於目標值註明可計入的項目。"),
    ),
    check=check,
)
