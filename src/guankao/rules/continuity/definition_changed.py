"""A KPI keeps its name and measures something else.

What it finds:
    A KPI whose standard is not the one of last year's plan: both formulas are shown. Where only
    widths, spaces or years differ, nothing is said; where the text differs and the formula is the
    same, it is a note.

Why it matters:
    The series breaks: the two years cannot be drawn in one line, and a change of definition can
    pass for an improvement.

Example:
    106: （及格數÷報名數）×100%; 107: （及格數÷到考數）×100%

Instead:
    Keep the definition, or compute last year's value by the new one and show the break.

When it is right anyway:
    When the law changed what can be counted, and the plan says so.

Basis:
    Comparison of two plans of one agency.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.documents.comparison.pairs import pairs, plain, same_definition
from guankao.figures.formulas import Formula, to_text
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every KPI of both years whose standard changed."""
    if subject.previous is None or subject.previous_subject is None:
        return
    for pair in pairs(subject.previous, subject.plan):
        if plain(pair.before.standard) == plain(pair.now.standard):
            continue
        old = subject.previous_subject.formulas[pair.before.key]
        new = subject.formulas[pair.now.key]
        before, now = f"「{pair.before.standard}」", f"「{pair.now.standard}」"
        if isinstance(old, Formula) and isinstance(new, Formula):
            before, now = to_text(old.expression), to_text(new.expression)
        facts = {
            "key": pair.now.key,
            "year": str(subject.previous.fiscal_year),
            "before": before,
            "now": now,
        }
        level = Level.NOTE if same_definition(pair, old, new) else None
        yield Fault(subject.indicator_id(pair.now), "standard", facts, level=level)


RULE = PlanRule(
    code="GK501",
    name="definition-changed",
    level=Level.WARNING,
    title=Words("指標定義變更", "The definition of a KPI changed"),
    sentence=Words(
        "指標 {key} 的衡量標準與 {year} 年度不同：{before} → {now}",
        "the standard of KPI {key} is not that of {year}: {before} → {now}",
    ),
    chinese=Explanation(
        finds="名稱未變、衡量標準卻與去年計畫不同的指標，並列出兩年的算式。",
        matters="數列中斷：兩年無法並列比較，改變定義可能被當成進步。",
        instead="維持定義；若須變更，以新定義重算去年數值並註明。",
    ),
    check=check,
)
