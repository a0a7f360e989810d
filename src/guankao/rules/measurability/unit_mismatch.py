"""The standard counts in another unit than the target is stated in.

What it finds:
    A count whose last word names a unit (人數, 人次, 件數 …) other than the target's; a rate per so
    many people whose target is a bare number of cases. A mere scale (張 and 萬張) or a neighbour (
    項次 and 項) is a note.

Why it matters:
    People and visits are different figures: one person who comes ten times is one or ten.

Example:
    參加研習人次 (target 500人)

Instead:
    參加研習人次 (target 500人次)

When it is right anyway:
    When the two units are the same in practice, because nobody can be counted twice.

Basis:
    The form of the annual plan: the target is stated in the unit in which the standard measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.figures import Target
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.counting import counted_in, is_scaled, near, per_people
from guankao.rules.measurability.thresholds import is_scored
from guankao.rules.measurability.wording import unit_of_target
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

_KNOWN: Final = re.compile(
    r"人|人次|件|件次|次|場|場次|項|項次|案|家|家次|戶|篇|張|筆|處|座|校|班|名|位|冊|則|面|公噸|"
    r"公斤|公里|公頃|小時|天|日|例|門|檔次|部次|架次|隊|團|組|頭"
)
_SAME: Final = {"名": "人", "位": "人", "例": "人"}


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Counts and sums whose unit is not the target's."""
    for indicator in subject.plan.indicators:
        target = subject.targets[indicator.key]
        if not isinstance(target, Target) or target.quantity is None:
            continue
        power, unit = unit_of_target(target.quantity.unit)
        known = _KNOWN.fullmatch(unit) or (power and is_scaled(subject, indicator))
        if not known or is_scored(indicator.standard):
            continue
        per = per_people(subject, indicator)
        counted = counted_in(subject, indicator)
        facts: dict[str, str | Words] = {"target": target.text, "remark": ""}
        if per is not None:
            facts["counted"] = Words(f"每 {per:,} 人（單位）", f"so many in {per:,}")
            yield Fault(subject.indicator_id(indicator), "target", facts)
        elif counted and not {unit, _SAME.get(unit, unit)} & set(counted):
            facts["counted"] = "、".join(counted)
            level = Level.NOTE if any(near(unit, other) for other in counted) else None
            yield Fault(subject.indicator_id(indicator), "target", facts, level=level)
        elif power and (counted or is_scaled(subject, indicator)):
            facts["counted"] = unit
            facts["remark"] = Words("，位數不同，填報時須換算", ", another scale")
            yield Fault(subject.indicator_id(indicator), "target", facts, level=Level.NOTE)


RULE = PlanRule(
    code="GK206",
    name="unit-mismatch",
    level=Level.WARNING,
    title=Words(
        "衡量標準與目標值的單位不一致",
        "Standard and target are in different units",
    ),
    sentence=Words(
        "衡量標準以「{counted}」計，目標值卻是「{target}」{remark}",
        'the standard counts in "{counted}", and the target is "{target}"{remark}',
    ),
    chinese=Explanation(
        finds=(
            "衡量標準末尾的計數用語（人數、人次、件數……）與目標值的單位不同；每十萬人之比率，目"
            "標值只寫「例」「人」。僅差「萬」「千」等位數，或「項次」與「項」之類，列為提示。"
        ),
        matters=("「人」與「人次」不同：一人來十次，是一人還是十人次，結果差十倍。"),
        instead=("讓衡量標準與目標值使用同一單位。"),
    ),
    check=check,
)
