"""A formula as an Ibis expression: the same arithmetic for ten million rows at once.

Columns are computed in binary floating point, as every column store divides; a result agrees with
the exact evaluation to about fifteen significant digits. A figure that is published is therefore
computed exactly (`guankao.figures.formulas.evaluate`) from the sums that the columns give.

A missing value stays missing and a zero divisor gives a missing value: as in the exact
evaluation, neither ever becomes 0.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, cast

import ibis

from guankao.figures.formulas.nodes import (
    Add,
    Defined,
    Divide,
    Formula,
    Input,
    Maximum,
    Minimum,
    Multiply,
    Negate,
    Node,
    Number,
    Percent,
    Power,
    Subtract,
)

if TYPE_CHECKING:
    from ibis.expr.types import NumericValue, Table

HUNDRED = Decimal(100)
OPERATORS = {Add: operator.add, Subtract: operator.sub, Multiply: operator.mul}


class MissingColumn(LookupError):
    """An input that has neither a column nor a default."""


def formula_column(
    formula: Formula, table: Table, columns: Mapping[str, str] | None = None
) -> NumericValue:
    """The formula's value for every row of a table, in the unit of the formula.

    Args:
        formula: what is to be computed.
        table: any table of any backend.
        columns: the column of each input, by the input's name; an input that is not mentioned
            is looked for under its own name, and takes its default where there is no such column.

    Raises:
        MissingColumn: an input has neither.
    """
    names = dict(columns or {})
    values = {item.name: _input_column(item, table, names) for item in formula.inputs}
    result = _column(formula.expression, values)
    return result if formula.factor == 1 else result * _literal(formula.factor)


def _input_column(item: Input, table: Table, columns: Mapping[str, str]) -> NumericValue:
    column = columns.get(item.name, item.name)
    if column in table.columns:
        return cast("NumericValue", table[column].cast("float64"))
    if item.default is None:
        raise MissingColumn(f"no column and no default for {item.name}")
    return _literal(item.default)


def _literal(value: Decimal) -> NumericValue:
    return cast("NumericValue", ibis.literal(float(value)))


def _column(node: Node, values: Mapping[str, NumericValue]) -> NumericValue:  # noqa: PLR0911
    """One node, one case; each child is built once."""
    match node:
        case Number():
            return _literal(node.value)
        case Input():
            return values[node.name]
        case Percent(operand=Number(value=value)):
            return _literal(value / HUNDRED)
        case Percent():
            return _column(node.operand, values) / _literal(HUNDRED)
        case Multiply(right=Percent(operand=Number(value=value))) if value == HUNDRED:
            return _column(node.left, values)
        case Defined():
            return _column(node.expression, values)
        case Negate():
            return -_column(node.operand, values)
        case Power():
            return _power(_column(node.base, values), node.exponent)
        case Minimum() | Maximum():
            return _extreme(node, values)
        case Divide():
            divisor = _column(node.right, values)
            return _column(node.left, values) / cast("NumericValue", divisor.nullif(0))
        case _:
            combine = OPERATORS[type(node)]
            left, right = _column(node.left, values), _column(node.right, values)
            return cast("NumericValue", combine(left, right))


def _power(base: NumericValue, exponent: int) -> NumericValue:
    """Repeated multiplication, which a column store does quicker than its power function."""
    return reduce(lambda product, factor: product * factor, [base] * exponent, _literal(Decimal(1)))


def _extreme(node: Minimum | Maximum, values: Mapping[str, NumericValue]) -> NumericValue:
    """The least or greatest, missing where one of them is: databases would pass over the gap."""
    operands = [_column(operand, values) for operand in node.operands]
    pick = ibis.least if isinstance(node, Minimum) else ibis.greatest
    missing = reduce(lambda one, other: one | other, [operand.isnull() for operand in operands])
    return cast("NumericValue", missing.ifelse(ibis.null("float64"), pick(*operands)))
