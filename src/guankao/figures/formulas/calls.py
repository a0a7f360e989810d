"""A formula as a Python function, for many evaluations at once.

The function is built from the tree: Python's own syntax tree is put together out of operators,
numbered arguments and numbered constants, and compiled. No text of a standard goes into it, not
even a name, so there is nothing that a standard could inject; and nothing is looked up or decided
while it runs, so it costs what the same arithmetic written by hand would cost.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import CodeType, FunctionType
from typing import Final, cast

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

DecimalFunction = Callable[..., Decimal]

_OPERATORS: Final[Mapping[type[Node], type[ast.operator]]] = {
    Add: ast.Add,
    Subtract: ast.Sub,
    Multiply: ast.Mult,
    Divide: ast.Div,
}
_HUNDRED: Final = Decimal(100)


def compile_formula(formula: Formula) -> DecimalFunction:
    """A function of the formula's inputs, by position in the order of ``formula.inputs``.

    Inputs with a default may be left out at the end. It calculates in the decimal context of the
    caller, and knows no problems: a zero divisor raises ``decimal.DivisionByZero`` (or
    ``decimal.InvalidOperation`` for 0÷0). ``evaluate`` says what is wrong, and shows the working.

    >>> from guankao.figures.formulas.reader import read_formula
    >>> share = compile_formula(read_formula("及格人數÷到考人數×100%", target="90%"))
    >>> share(Decimal(45), Decimal(60))
    Decimal('75.00')
    """
    builder = _Builder(formula)
    body = builder.result()
    inputs = formula.inputs
    arguments = ast.arguments(
        posonlyargs=[],
        args=[ast.arg(arg=builder.arguments[item.name]) for item in inputs],
        kwonlyargs=[],
        kw_defaults=[],
        defaults=[],
    )
    tree = ast.Expression(body=ast.Lambda(args=arguments, body=body))
    module = compile(ast.fix_missing_locations(tree), "<formula>", "eval")
    code = next(constant for constant in module.co_consts if isinstance(constant, CodeType))
    function = FunctionType(
        code, {"__builtins__": {"min": min, "max": max}, **builder.constants}, "formula"
    )
    function.__defaults__ = _trailing_defaults(inputs)
    return cast(DecimalFunction, function)


def _trailing_defaults(inputs: tuple[Input, ...]) -> tuple[Decimal, ...]:
    found: list[Decimal] = []
    for item in reversed(inputs):
        if item.default is None:
            break
        found.insert(0, item.default)
    return tuple(found)


class _Builder:
    """Python's syntax tree for a formula, and the constants that it names."""

    def __init__(self, formula: Formula) -> None:
        self.formula = formula
        self.arguments = {item.name: f"v{n}" for n, item in enumerate(formula.inputs)}
        self.constants: dict[str, Decimal] = {}
        self.names: dict[Decimal, str] = {}

    def result(self) -> ast.expr:
        body = self.built(self.formula.expression)
        if self.formula.factor == 1:
            return body
        return ast.BinOp(body, ast.Mult(), self.constant(self.formula.factor))

    def constant(self, value: Decimal) -> ast.expr:
        if value not in self.names:
            self.names[value] = f"c{len(self.names)}"
            self.constants[self.names[value]] = value
        return ast.Name(self.names[value], ast.Load())

    def built(self, node: Node) -> ast.expr:  # noqa: PLR0911  one case a node
        match node:
            case Number():
                return self.constant(node.value)
            case Input():
                return ast.Name(self.arguments[node.name], ast.Load())
            case Percent(operand=Number(value=value)):
                return self.constant(value / _HUNDRED)
            case Percent():
                return ast.BinOp(self.built(node.operand), ast.Div(), self.constant(_HUNDRED))
            case Multiply(right=Percent(operand=Number(value=value))) if value == _HUNDRED:
                return self.built(node.left)  # ×100% is ×1
            case Defined():
                return self.built(node.expression)
            case Negate():
                return ast.UnaryOp(ast.USub(), self.built(node.operand))
            case Power():
                return self.power(node)
            case Minimum() | Maximum():
                name = "min" if isinstance(node, Minimum) else "max"
                operands = [self.built(operand) for operand in node.operands]
                return ast.Call(ast.Name(name, ast.Load()), operands, [])
            case _:
                operator = _OPERATORS[type(node)]()
                return ast.BinOp(self.built(node.left), operator, self.built(node.right))

    def power(self, node: Power) -> ast.expr:
        """A small power is repeated multiplication: for decimals that is much quicker than **."""
        if node.exponent == 0:
            return self.constant(Decimal(1))
        whole = self.built(node.base)
        for _ in range(node.exponent - 1):
            whole = ast.BinOp(whole, ast.Mult(), self.built(node.base))
        return whole
