"""A measure stands in the plan without a target for the year.

What it finds:
    A measure without any target (無).

Why it matters:
    What asks for nothing cannot be late; the measure looks watched and is not.

Example:
    107年績效目標值：無。

Instead:
    A target, or the request to take the measure off the list

When it is right anyway:
    When the measure was finished in an earlier year, and the plan says so.

Basis:
    The form of the action plan: 績效目標值 for each measure and year.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Measures without targets."""
    for measure in subject.plan.measures:
        if not measure.targets:
            yield Fault(subject.measure_id(measure), "targets", {})


RULE = ActionPlanRule(
    code="GK617",
    name="no-target",
    level=Level.NOTE,
    title=Words(
        "本年度沒有目標值",
        "A measure without a target",
    ),
    sentence=Words(
        "執行措施列在方案中，本年度卻沒有目標值",
        "the measure stands in the action plan, and has no target for the year",
    ),
    chinese=Explanation(
        finds=("執行措施本年度的績效目標值為「無」。"),
        matters=("沒有要求，就不會落後；看來列管，其實沒有。"),
        instead=("訂定目標值，或申請解除列管。"),
    ),
    check=check,
)
