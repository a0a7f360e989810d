"""What was reached, as far as the report says it in words that can mean nothing else.

A report is prose with many figures. A figure answers a target only where it has the target's unit,
stands with the target's own words, and no other figure does so as well. Where several items report
figures of one kind without a total, they are never added up. What is not certain is listed with its
reason: a wrong result is worse than none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from guankao.documents.action_plan import Actual, MeasureTarget, TargetPart
from guankao.documents.interpretation.action_plan.mentions import (
    Mention,
    kindred,
    mentions_in,
    telling_pairs,
)
from guankao.documents.interpretation.wording import lead_and_items

ENOUGH: Final = Decimal("0.5")
"""How much of a target's wording a figure's own words must share to answer it."""

ENOUGH_FOR_A_TOTAL: Final = Decimal("0.34")
"""How much the sentence must share where it says that the figure is a total (共計)."""

ENOUGH_FOR_THE_ONLY_ONE: Final = Decimal("0.15")
"""How much the sentence must share where no other figure of the unit is reported at all."""

LONGEST_QUOTE: Final = 300

NOBODY_ELSE: Final = "whether it was done is said in words that a person has to weigh"
SEVERAL: Final = "several figures of the report could be meant"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why no figure is given for a target or a part of it."""

    target: int
    part: int | None
    reason: str


def read_actuals(
    targets: Sequence[MeasureTarget], report: str
) -> tuple[tuple[Actual, ...], tuple[Doubt, ...]]:
    """The figures that answer the targets, and for the others the reason why none is given.

    >>> target = MeasureTarget(no=1, text="稽核 8 件", subject="稽核件數", comparator=">=",
    ...     value=Decimal(8), unit="件")
    >>> [(one.value, one.unit) for one in read_actuals([target], "全年稽核件數計 9 件。")[0]]
    [(Decimal('9'), '件')]
    """
    lead, items = lead_and_items(report)
    aligned = len(items) == len(targets) > 1
    asked = [part or target for target in targets for part in target.parts or (None,)]
    actuals: list[Actual] = []
    doubts: list[Doubt] = []
    for place, target in enumerate(targets):
        own = items[place] if aligned else None
        if target.value is None:
            words = own or (report if len(targets) == 1 else None)
            if words:
                actuals.append(Actual(target=target.no, text=words))
            else:
                doubts.append(Doubt(target.no, None, NOBODY_ELSE))
            continue
        for part in target.parts or (None,):
            unit = (part or target).unit or ""
            rivals = sum(kindred(one.unit or "", unit) for one in asked)
            found = _figure(target, part, _places(lead, items, report, own), rivals == 1)
            if isinstance(found, Actual):
                actuals.append(found)
            else:
                doubts.append(found)
    return _without_shared(actuals, doubts)


def _without_shared(
    actuals: Sequence[Actual], doubts: Sequence[Doubt]
) -> tuple[tuple[Actual, ...], tuple[Doubt, ...]]:
    """Without the figures that were taken for two targets: 稽核及清查計 61 案 answers neither."""
    taken = Counter((one.value, one.text) for one in actuals)
    shared = [one for one in actuals if one.value is not None and taken[one.value, one.text] > 1]
    doubtful = (Doubt(one.target, one.part, SEVERAL) for one in shared)
    return tuple(one for one in actuals if one not in shared), (*doubts, *doubtful)


def _places(lead: str, items: Sequence[str], report: str, own: str | None) -> list[list[str]]:
    """Where to look, the most telling place first; each a list of items that may contradict."""
    if own is not None:
        head = own.partition("：")[0] if "：" in own else own.partition(":")[0]
        return [[head], [own], [lead, *items]]
    if items:
        return [[lead], [lead, *items]]
    return [[report]]


def _figure(
    target: MeasureTarget,
    part: TargetPart | None,
    places: Sequence[Sequence[str]],
    only_one_asks: bool,  # noqa: FBT001  a fact of the targets, not an option
) -> Actual | Doubt:
    asked = part or target
    number = part.no if part else None
    unit = asked.unit or ""
    wanted = telling_pairs(asked.subject)
    for place in places:
        per_item = [
            [one for one in mentions_in(text, wanted) if kindred(one.unit, unit)] for text in place
        ]
        whole_report = place is places[-1]
        chosen = _only(per_item, lonely=only_one_asks and whole_report)
        if chosen is not None:
            return Actual(
                target=target.no,
                part=number,
                value=chosen.value,
                unit=chosen.unit or None,
                text=chosen.clause[:LONGEST_QUOTE],
            )
        if len(place) == 1 and any(one.share >= ENOUGH for one in per_item[0]):
            break
    if any(one.share >= ENOUGH_FOR_A_TOTAL for mentions in per_item for one in mentions):
        return Doubt(target.no, number, SEVERAL)
    return Doubt(target.no, number, f"no figure in {unit or 'numbers'} stands with its words")


def _only(per_item: Sequence[Sequence[Mention]], *, lonely: bool) -> Mention | None:
    """The one figure that answers, or `None` where none or several could."""
    every = [mention for mentions in per_item for mention in mentions]
    stated = [one for one in every if not one.aside]
    sums = [one for one in stated if one.sum_of_all and one.around >= ENOUGH_FOR_A_TOTAL]
    if len(_values(sums)) == 1:
        return sums[0]
    # Several items that each report a figure of the kind are parts of a sum nobody has stated.
    reporting = [mentions for mentions in per_item if any(one.around > 0 for one in mentions)]
    if len(reporting) > 1 and len(_values(every)) > 1:
        return None
    fitting = [one for one in stated if one.share >= ENOUGH]
    if fitting:
        return fitting[0] if len(_values(fitting)) == 1 else None
    if len(_values(every)) != 1 or not stated:
        return None
    only = stated[0]
    enough = ENOUGH_FOR_THE_ONLY_ONE if lonely else ENOUGH_FOR_A_TOTAL
    return only if only.around >= enough and (lonely or only.total) else None


def _values(mentions: Sequence[Mention]) -> set[tuple[Decimal, str]]:
    return {(mention.value, mention.unit) for mention in mentions}
