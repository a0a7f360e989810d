"""What is added to a count is named without a counting word.

What it finds:
    A sum in which one part ends in a counting word and another is only a deed, a project or a
    thing.

Why it matters:
    The reader has to borrow the missing word from the other part, and may borrow the wrong one.

Example:
    東區研習營＋西區研習營參加人數

Instead:
    東區研習營參加人數＋西區研習營參加人數

When it is right anyway:
    When the last word is meant for all parts, and they stand in one bracket.

Basis:
    Only like is added to like.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.figures.formulas.nodes import Add, Divide, Input, Node, walk
from guankao.figures.formulas.operands import is_measure, is_rate
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.measurability.attainment import terms
from guankao.rules.measurability.wording import fold
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Sums of inputs of which one is no count."""
    for indicator, formula in subject.with_formulas():
        text = fold(indicator.standard)
        for node in walk(formula.expression):
            added = _added(node)
            counted = [name for name in added if _counts(name, text)]
            others = [name for name in added if not _counts(name, text)]
            if counted and others:
                facts = {"addend": others[0].split("（")[0], "counted": counted[0]}
                yield Fault(subject.indicator_id(indicator), "standard", facts)
                break


def _added(node: Node) -> list[str]:
    """The inputs that a sum adds, where it adds nothing else."""
    if isinstance(node, Divide):
        return _added(node.left) or _added(node.right)
    if not isinstance(node, Add):
        return []
    found = list(terms(node))
    return [it.name for it in found if isinstance(it, Input)]


def _counts(name: str, text: str) -> bool:
    """Whether a name ends as a quantity does, in the words of the standard itself."""
    completed = "（" in name and fold(name) not in text
    return not completed and (is_measure(name) or is_rate(name))


RULE = PlanRule(
    code="GK253",
    name="addend-without-count",
    level=Level.WARNING,
    title=Words(
        "相加的項目缺少計數用語",
        "An addend without a counting word",
    ),
    sentence=Words(
        "「{addend}」與「{counted}」相加，卻沒有寫計的是什麼（件數、人次、金額……）",
        '"{addend}" is added to "{counted}", and does not say what of it is counted',
    ),
    chinese=Explanation(
        finds=("以「＋」相加的各項，有的以件數、人數等結尾，有的只寫計畫、工作或事物。"),
        matters=("讀者得從另一項借用計數用語，可能借錯。"),
        instead=("每一項都寫全。"),
    ),
    check=check,
)
