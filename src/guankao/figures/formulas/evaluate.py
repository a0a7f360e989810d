"""Evaluate a formula exactly, and keep every step.

Inside, values are fractions: a third times three is one, and a target is met by a hair or not at
all. Only what is shown is rounded, to 28 significant digits. What goes wrong is a named problem
on the result: a missing figure is never 0, and a division by zero never stops a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

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
    rebuilt,
    walk,
)
from guankao.figures.formulas.operands import is_measure, is_rate
from guankao.figures.formulas.render import SIGNS, to_text, written
from guankao.figures.text import fold_width, normalise

SHOWN: Final = Context(prec=28)
"""How a fraction becomes a decimal."""
LARGEST_EXPONENT: Final = 30
"""Powers of ten that a stated value may have; no figure of government comes near."""


class ProblemCode(StrEnum):
    """What can be wrong with a result."""

    MISSING_INPUT = "missing_input"
    UNKNOWN_INPUT = "unknown_input"
    """A value was stated for a name that the formula does not use."""
    NOT_A_FIGURE = "not_a_figure"
    """A value that is no finite number of ordinary size."""
    DIVISION_BY_ZERO = "division_by_zero"
    NEGATIVE_COUNT = "negative_count"
    FRACTION_FOR_PERCENTAGE = "fraction_for_percentage"
    """0.9 was stated where 90 is meant; or indeed 0.9%."""
    PERCENTAGE_ABOVE_HUNDRED = "percentage_above_hundred"


FATAL: Final = frozenset(
    {ProblemCode.MISSING_INPUT, ProblemCode.NOT_A_FIGURE, ProblemCode.DIVISION_BY_ZERO}
)
"""Problems with which there is no result; the others ask a person to look again."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a result: what, and with which name or expression."""

    code: ProblemCode
    subject: str

    def __str__(self) -> str:
        return f"{self.code.value}: {self.subject}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the working.

    Attributes:
        node: what was calculated.
        text: it in the words of the standard.
        figures: the same with values in place of names.
        value: what came out.
        name: what the standard calls it, where it has a name (I1).
    """

    node: Node
    text: str
    figures: str
    value: Decimal
    name: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a formula gives for stated values.

    Attributes:
        value: in ``unit``; ``None`` where a problem leaves no result.
        unit: the unit of the formula's result.
        steps: the working, in the order of calculation.
        problems: what is wrong, or worth a second look.
    """

    value: Decimal | None
    unit: str
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether there is a value."""
        return self.value is not None


class _Impossible(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def evaluate(formula: Formula, values: Mapping[str, Decimal]) -> Result:
    """Evaluate a formula with the stated values.

    Args:
        formula: what ``read_formula`` gave.
        values: by name of input; inputs with a default need none. Percentages as 90, not 0.9.

    >>> from guankao.figures.formulas import read_formula
    >>> formula = read_formula("及格人數÷到考人數×100%", target="90%")
    >>> result = evaluate(formula, {"及格人數": Decimal(45), "到考人數": Decimal(60)})
    >>> str(result.value), result.unit, result.steps[0].figures
    ('75', '%', '45÷60')
    >>> str(evaluate(formula, {"及格人數": Decimal(1), "到考人數": Decimal(0)}).problems[0])
    'division_by_zero: 「到考人數」'
    """
    formula = _with_stated_definitions(formula, values)
    known, problems = _given(formula, values)
    if any(problem.code in FATAL for problem in problems):
        return Result(None, formula.unit, (), tuple(problems))
    working = _Working(known)
    try:
        exact = working.value(formula.expression)
    except _Impossible as impossible:
        found = (*problems, impossible.problem)
        return Result(None, formula.unit, tuple(working.steps), found)
    value = decimal(exact * Fraction(formula.factor))
    return Result(value, formula.unit, tuple(working.steps), tuple(problems))


def _with_stated_definitions(formula: Formula, values: Mapping[str, Decimal]) -> Formula:
    """The formula with a defined name as an input, where its value is stated outright."""
    stated = {key(name) for name in values} - {key(item.name) for item in formula.inputs}
    names = {item.name for item in formula.definitions if key(item.name) in stated}
    if not names:
        return formula

    def as_input(item: Defined) -> Node:
        return Input(item.name, span=item.span) if item.name in names else item

    expression = rebuilt(formula.expression, lambda item: item, as_input)
    return replace(formula, expression=expression)


def key(name: str) -> str:
    """A name as it is compared: widths and spaces do not matter."""
    return fold_width(normalise(name)).replace(" ", "")


def decimal(exact: Fraction) -> Decimal:
    """A fraction as a decimal of at most 28 significant digits, without an exponent.

    >>> decimal(Fraction(3, 2)), str(decimal(Fraction(1000)))
    (Decimal('1.5'), '1000')
    """
    value = SHOWN.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        return Decimal(f"{value:f}")
    return value


def _given(
    formula: Formula, values: Mapping[str, Decimal]
) -> tuple[dict[str, Fraction], list[Problem]]:
    stated = {key(name): (name, value) for name, value in values.items()}
    problems: list[Problem] = []
    known: dict[str, Fraction] = {}
    percentages = {
        node.operand.name
        for node in walk(formula.expression)
        if isinstance(node, Percent) and isinstance(node.operand, Input)
    }
    if formula.unit == "%" and formula.factor == 1:  # a percentage made of percentages
        percentages |= {item.name for item in formula.inputs if is_rate(item.name)}
    for item in formula.inputs:
        _, value = stated.pop(key(item.name), ("", item.default))
        if value is None:
            problems.append(Problem(ProblemCode.MISSING_INPUT, item.name))
        elif not value.is_finite() or abs(value.adjusted()) > LARGEST_EXPONENT:
            problems.append(Problem(ProblemCode.NOT_A_FIGURE, item.name))
        else:
            known[item.name] = Fraction(value)
            problems.extend(_doubts(item, value, percentage=item.name in percentages))
    problems += [Problem(ProblemCode.UNKNOWN_INPUT, name) for name, _ in stated.values()]
    return known, problems


def _doubts(item: Input, value: Decimal, *, percentage: bool) -> list[Problem]:
    """What looks wrong about a stated value, without being impossible."""
    found: list[Problem] = []
    if percentage and 0 < abs(value) <= 1:
        found.append(Problem(ProblemCode.FRACTION_FOR_PERCENTAGE, item.name))
    if percentage and value > 100 and "滿意度" in item.name:
        found.append(Problem(ProblemCode.PERCENTAGE_ABOVE_HUNDRED, item.name))
    if value < 0 and is_measure(item.name) and not is_rate(item.name):
        found.append(Problem(ProblemCode.NEGATIVE_COUNT, item.name))
    return found


class _Working:
    """The values of one evaluation, and the steps so far."""

    def __init__(self, known: Mapping[str, Fraction]) -> None:
        self.known = known
        self.steps: list[Step] = []
        self.done: dict[Node, Fraction] = {}

    def value(self, node: Node) -> Fraction:
        match node:
            case Number():
                return Fraction(node.value)
            case Input():
                return self.known[node.name]
            case Percent(operand=Number(value=value)):
                return Fraction(value) / 100
            case Percent(operand=Input(name=name)):
                return self.known[name] / 100
        if node in self.done:
            return self.done[node]
        exact = self.calculated(node)
        self.done[node] = exact
        if not isinstance(node, Defined):
            text = to_text(node, brief=True)
            self.steps.append(Step(node, text, self.figures(node), decimal(exact)))
        elif self.steps:  # its expression has just been shown
            self.steps[-1] = replace(self.steps[-1], name=node.name)
        return exact

    def calculated(self, node: Node) -> Fraction:  # noqa: PLR0911  one case a node
        match node:
            case Percent():
                return self.value(node.operand) / 100
            case Defined():
                return self.value(node.expression)
            case Negate():
                return -self.value(node.operand)
            case Power():
                return self.power(self.value(node.base), node)
            case Minimum():
                return min([self.value(item) for item in node.operands])
            case Maximum():
                return max([self.value(item) for item in node.operands])
            case Add():
                return self.value(node.left) + self.value(node.right)
            case Subtract():
                return self.value(node.left) - self.value(node.right)
            case Multiply():
                return self.value(node.left) * self.value(node.right)
            case Divide():
                return self.quotient(node)
        raise TypeError(type(node).__name__)

    def quotient(self, node: Divide) -> Fraction:
        left, right = self.value(node.left), self.value(node.right)
        if right == 0:
            raise _Impossible(Problem(ProblemCode.DIVISION_BY_ZERO, to_text(node.right)))
        return left / right

    @staticmethod
    def power(base: Fraction, node: Power) -> Fraction:
        return base**node.exponent

    def figures(self, node: Node) -> str:
        """The step with a value in place of every name and of every earlier step."""
        match node:
            case Percent():
                return f"{self.shown(node.operand)}%"
            case Negate():
                return f"－{self.shown(node.operand)}"
            case Power():
                return f"{self.shown(node.base)}^{node.exponent}"
            case Minimum() | Maximum():
                name = "min" if isinstance(node, Minimum) else "max"
                return f"{name}（{'，'.join(self.shown(item) for item in node.operands)}）"
            case Add() | Subtract() | Multiply() | Divide():
                return f"{self.shown(node.left)}{SIGNS[type(node)]}{self.shown(node.right)}"
        return self.shown(node)

    def shown(self, node: Node) -> str:
        if isinstance(node, Percent) and isinstance(node.operand, Number | Input):
            return f"{self.shown(node.operand)}%"
        value = decimal(self.value(node))
        return f"（{written(value)}）" if value < 0 else written(value)
