"""Ratios of a part to its whole, as formulas write them, and parts that outgrow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from guankao.figures.formulas import Formula, evaluate
from guankao.figures.formulas.nodes import (
    Add,
    Defined,
    Divide,
    Input,
    Multiply,
    Node,
    Number,
    Percent,
)
from guankao.results.definitions import Definition
from guankao.results.problems import ReportProblem, ReportProblemCode, problem, shown

WHOLE = Decimal(100)


def outgrown(definition: Definition, values: Mapping[str, Decimal]) -> ReportProblem | None:
    """The problem of a part above its whole; None where there is none, or no such ratio.

    Only of a percentage whose target does not itself lie above 100: 達成率 can be more.
    """
    formula, target = definition.formula, definition.target
    if formula is None or formula.unit != "%" or target is None or target.quantity is None:
        return None
    ratio = _ratio(formula.expression)
    if ratio is None or target.quantity.value > WHOLE or not _is_part(ratio.left):
        return None
    part, whole = _value(formula, ratio.left, values), _value(formula, ratio.right, values)
    if part is None or whole is None or part <= whole:
        return None
    added = isinstance(ratio.left, Add)
    code = ReportProblemCode.PARTS_ABOVE_TOTAL if added else ReportProblemCode.PART_ABOVE_WHOLE
    return problem(code, "inputs", part=shown(part), whole=shown(whole))


def _ratio(node: Node) -> Divide | None:
    """The one division of 甲÷乙×100%, however it is wrapped."""
    match node:
        case Defined():
            return _ratio(node.expression)
        case Multiply(left=left, right=Number() | Percent(operand=Number())):
            return _ratio(left)
        case Multiply(left=Number() | Percent(operand=Number()), right=right):
            return _ratio(right)
        case Divide():
            return node
    return None


def _is_part(node: Node) -> bool:
    """Counts, or counts added up; a difference is growth, which may be more than its base."""
    if isinstance(node, Add):
        return _is_part(node.left) and _is_part(node.right)
    return isinstance(node, Input)


def _value(formula: Formula, node: Node, values: Mapping[str, Decimal]) -> Decimal | None:
    return evaluate(replace(formula, expression=node, factor=Decimal(1)), values).value
