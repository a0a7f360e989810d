"""A waiver silences nothing.

What it finds:
    A waiver of a finding that the linter does not make, or does not make any more.

Why it matters:
    Waivers are public: one that is left over tells of a fault that is mended, and would silence
    the next one of its kind before anybody saw it.

Example:
    GK301 of KPI 1-2 is waived until the end of the year, and its target is now higher than what
    was reached.

Instead:
    End the waiver.

When it is right anyway:
    Never.

Basis:
    The linter's own: what is let stand is named, with its reason and its day, and nothing more.
"""

from __future__ import annotations

from guankao.rules.findings import Fact, Finding, Level, Words
from guankao.rules.rule import Explanation, Rule

RULE = Rule(
    code="GK001",
    name="unused-waiver",
    level=Level.WARNING,
    title=Words("保留未發生作用", "A waiver silences nothing"),
    sentence=Words(
        "對規則 {rule} 的保留沒有對應的發現，請終止保留（理由：{reason}）",
        "the waiver of rule {rule} silences nothing; end it (its reason: {reason})",
    ),
    chinese=Explanation(
        finds="對某項發現所作的保留，但檢查程式並未（或不再）提出該發現。",
        matters="保留會公開；留著不用的保留說的是已改正的缺失，還會讓日後同類的缺失無人看見。",
        instead="終止該保留。",
    ),
)


def unused(code: str, element: str, reason: str) -> Finding:
    """The finding that says which waiver silences nothing."""
    facts: dict[str, Fact] = {"rule": code, "reason": reason}
    return Finding(
        code=RULE.code,
        level=RULE.level,
        element=element,
        field=None,
        message=RULE.sentence.filled(facts),
        facts=facts,
    )
