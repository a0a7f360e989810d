"""The agency surveys its own service, and evaluates it itself.

What it finds:
    評估方式 問卷調查 with 評估體制 1.

Why it matters:
    Who asks, whom, and what is counted as satisfied decide the result.

Example:
    問卷調查 with 評估體制 1

Instead:
    問卷調查 with 評估體制 3 or 4

When it is right anyway:
    When the questionnaire and the sample were fixed by a third party, and the plan says so.

Basis:
    The form of the annual plan: 評估體制 1 own organisation, 3 third party, 4 own with third party.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Surveys by the organisation itself."""
    for indicator in subject.plan.indicators:
        if "問卷" in indicator.evaluation_method and indicator.evaluation_arrangement == 1:
            yield Fault(subject.indicator_id(indicator), "evaluation_arrangement", {})


RULE = PlanRule(
    code="GK247",
    name="self-run-survey",
    level=Level.NOTE,
    title=Words(
        "由機關自行評估的滿意度調查",
        "A survey that the agency runs on itself",
    ),
    sentence=Words(
        "問卷調查的評估體制填「1」（由機關自行評估），結果不具第三方性",
        "the survey has the evaluation arrangement 1 (own organisation): nobody else looks at it",
    ),
    chinese=Explanation(
        finds=("評估方式為問卷調查，評估體制為 1（指實際評估作業為運用既有之組織架構進行）。"),
        matters=("問誰、怎麼問、什麼算滿意，都由被評的機關決定。"),
        instead=("由第三者辦理或共同辦理，或說明問卷與抽樣如何產生。"),
    ),
    check=check,
)
