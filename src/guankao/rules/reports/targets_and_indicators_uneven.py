"""There are more targets than indicators, or the other way.

What it finds:
    A measure with two or more indicators whose number is not that of its targets.

Why it matters:
    A target without an indicator is measured by nobody's rule; an indicator without a target asks
    for nothing.

Example:
    Two indicators, three targets

Instead:
    One target for each indicator

When it is right anyway:
    When one indicator carries several targets, and says so.

Basis:
    The form of the action plan: 績效衡量指標 and 績效目標值 are numbered alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import ActionPlanRule, Explanation
from guankao.rules.subjects import ActionPlanSubject


def check(subject: ActionPlanSubject) -> Iterator[Fault]:
    """Measures whose indicators and targets are numbered differently."""
    for measure in subject.plan.measures:
        indicators, targets = len(measure.indicators), len(measure.targets)
        if indicators > 1 and targets and indicators != targets:
            facts = {"indicators": str(indicators), "targets": str(targets)}
            yield Fault(subject.measure_id(measure), "targets", facts)


RULE = ActionPlanRule(
    code="GK611",
    name="targets-and-indicators-uneven",
    level=Level.NOTE,
    title=Words(
        "目標與衡量指標數目不同",
        "Targets and indicators do not pair",
    ),
    sentence=Words(
        "績效衡量指標有 {indicators} 項，績效目標值有 {targets} 項，無法一一對應",
        "there are {indicators} indicators and {targets} targets, which do not pair",
    ),
    chinese=Explanation(
        finds=("衡量指標有兩項以上，項數與目標值不同。"),
        matters=("沒有指標的目標，無從衡量；沒有目標的指標，沒有要求。"),
        instead=("逐項對應。"),
    ),
    check=check,
)
