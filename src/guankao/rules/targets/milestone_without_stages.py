"""A milestone has no stages in between.

What it finds:
    A target of progress in percent whose standard does not say which step stands for which
    percentage. A target of one deed (1件, 1案) without steps is a note.

Why it matters:
    Until the last day nobody can say how far it has come, and whoever reports picks the
    percentage.

Example:
    「完成修法作業」, 目標值「100%」

Instead:
    1.召開公聽會（30%）。2.研擬草案（70%）。3.送院審查（100%）

When it is right anyway:
    Where the deed is one act that has no parts.

Basis:
    The evaluation method 進度控管: progress is controlled against stages set before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.documents import Indicator
from guankao.figures import Comparator, Target
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

STAGE: Final = re.compile(r"\d+(?:\.\d+)?\s*[%％]")
PROGRESS: Final = re.compile(r"進度控管")
DEED: Final = re.compile(
    r"完成|研[修擬議訂]|制定|訂定|核定|發布|修正|建構|送(?:請)?(?:行政|立法)院"
)
COUNTS: Final = re.compile(r"[件案項式種]")
RATE: Final = re.compile(r"率|比[例重]|之比|百分|滿意|程度|[增減]|成長|[占佔]")


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every milestone whose standard holds fewer than two stages."""
    for indicator in subject.plan.indicators:
        target = subject.targets[indicator.key]
        if not isinstance(target, Target) or len(STAGE.findall(indicator.standard)) > 1:
            continue
        level = _level(indicator, target, calculates=subject.calculates(indicator))
        if level is not None:
            facts = {"target": indicator.target}
            yield Fault(subject.indicator_id(indicator), "standard", facts, level=level)


def _level(indicator: Indicator, target: Target, *, calculates: bool) -> Level | None:
    """How much the lack of stages weighs; None where the target needs none."""
    quantity = target.quantity
    if target.comparator is Comparator.MILESTONE:
        in_percent = quantity is None or quantity.unit == "%"
        return Level.WARNING if in_percent else None
    if quantity is None:
        return None
    texts = indicator.name + indicator.standard
    if quantity.unit == "%":
        if calculates:
            return None
        if PROGRESS.search(indicator.evaluation_method):
            return Level.WARNING
        deed = DEED.search(indicator.standard) and not RATE.search(texts)
        return Level.NOTE if deed else None
    one_deed = quantity.value == 1 and COUNTS.fullmatch(quantity.unit)
    return Level.NOTE if one_deed and DEED.search(texts) else None


RULE = PlanRule(
    code="GK306",
    name="milestone-without-stages",
    level=Level.WARNING,
    title=Words("里程碑未訂階段", "A milestone without stages"),
    sentence=Words(
        "目標值「{target}」為進度或單一事項，衡量標準未訂出各階段的比重",
        "target 「{target}」 is a milestone, and the standard names no stages with their shares",
    ),
    chinese=Explanation(
        finds="以百分比表示進度、衡量標準卻未說明各步驟所占比重的目標值；單一事項（1件、"
        "1案）列為提示。",
        matters="在最後一天之前無人能說明進度，填報者只能自訂百分比。",
        instead="列出各階段及其百分比。",
    ),
    check=check,
)
