"""What holds for every tree: written and read again, evaluated, compiled."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from figures.formulas.trees import NAMES, VALUES, fraction_of, trees
from guankao.figures.formulas import (
    Formula,
    ProblemCode,
    compile_formula,
    evaluate,
    to_mathml,
    to_text,
)
from guankao.figures.formulas.lexer import items_of
from guankao.figures.formulas.nodes import Node
from guankao.figures.formulas.parser import parse

values_by_name = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))


@settings(deadline=None)
@given(trees)
def test_what_is_written_is_read_again(tree: Node) -> None:
    text = to_text(tree)
    assert parse(text, items_of(text)) == tree


@settings(deadline=None)
@given(trees, values_by_name)
def test_evaluation_is_exact(tree: Node, values: dict[str, Decimal]) -> None:
    formula = Formula("", tree)
    used = {item.name: values[item.name] for item in formula.inputs}
    result = evaluate(formula, used)
    try:
        exact = fraction_of(tree, used)
    except ZeroDivisionError:
        assert result.value is None
        assert [problem.code for problem in result.problems][-1] is ProblemCode.DIVISION_BY_ZERO
        return
    assert result.value is not None
    assert abs(Fraction(result.value) - exact) <= abs(exact) / 10**27
    if result.steps:
        assert abs(Fraction(result.steps[-1].value) - exact) <= abs(exact) / 10**27


@settings(deadline=None)
@given(trees, values_by_name)
def test_the_compiled_function_gives_the_same(tree: Node, values: dict[str, Decimal]) -> None:
    formula = Formula("", tree)
    used = {item.name: values[item.name] for item in formula.inputs}
    result = evaluate(formula, used)
    with decimal.localcontext(prec=200):
        try:
            quick = compile_formula(formula)(*used.values())
        except (decimal.DivisionByZero, decimal.InvalidOperation):
            assert result.value is None
            return
        if result.value is None:
            return  # 1÷(甲÷丙×丙－甲): not quite zero once a decimal was rounded
        scale = max(abs(result.value), Decimal("1E-60"))
        assert abs(quick - result.value) <= scale * Decimal("1E-26")


@settings(deadline=None)
@given(trees)
def test_mathml_closes_what_it_opens(tree: Node) -> None:
    from xml.etree import ElementTree

    ElementTree.fromstring(to_mathml(tree))
