"""A target has a figure, and the report none that could answer it.

What it finds:
    A measure with a target in figures and no report; or a report in which neither the unit of the
    target nor one like it stands behind any number.

Why it matters:
    A report that tells at length what was done, and not how much, cannot be judged.

Example:
    target 15個機關, report 完成評鑑委託案

Instead:
    完成評鑑 16 個機關

When it is right anyway:
    When the result is stated in an annex that the report names.

Basis:
    The column reports the result of each target.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.reports.prose import figures, prose
from guankao.rules.reports.results import actuals_of, wanted
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject

_LIKE = {"案": "件", "件次": "件", "場": "場次", "次": "場次", "名": "人", "位": "人", "所": "校"}


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Targets in figures without any figure that could answer them."""
    for measure in subject.plan.measures:
        found = {_LIKE.get(it.unit, it.unit) for it in figures(prose(measure.report or ""))}
        for one in wanted(measure):
            unit = one.unit.lstrip("百千萬億")
            if actuals_of(measure, one) or not unit or _stands(unit, found) or one.value == 1:
                continue
            if measure.report is None and measure.actuals:
                continue  # the record keeps figures only
            facts = {"subject": one.subject, "target": str(one), "unit": unit}
            yield Fault(subject.measure_id(measure), "report", facts)


def _stands(unit: str, found: set[str]) -> bool:
    """Whether a figure in the unit, or in one that counts the same things, is reported."""
    like = _LIKE.get(unit, unit)
    if like.startswith("個") and "個" in found:
        return True
    counted = {"件", "場次", "門", "項", "種"}
    return like in found or (like in counted and bool(found & counted))


RULE = ActionPlanRule(
    code="GK610",
    name="missing-result",
    level=Level.WARNING,
    title=Words(
        "目標值有數字，報告沒有",
        "No result for a target",
    ),
    sentence=Words(
        "目標「{subject}」是 {target}，報告沒有以「{unit}」計的數字",
        'the target "{subject}" is {target}, and the report holds no figure in "{unit}"',
    ),
    chinese=Explanation(
        finds=("目標值有數字，卻沒有填報；或報告中沒有任何數字帶有目標值的單位或相近的單位。"),
        matters=("只寫做了什麼，不寫做了多少，無從判斷是否達成。"),
        instead=("逐項目標填報實際值。"),
    ),
    check=check,
)
