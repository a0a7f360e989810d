"""Defects seen in other systems that concern formulas, each named after what went wrong."""

from decimal import Decimal

import pytest

from guankao.figures.formulas import (
    Accumulation,
    IncompletePeriods,
    RefusedFormula,
    accumulate,
    evaluate,
    ratio_of_sums,
    read_formula,
)


def test_defect_a_sum_of_noughts_was_reported_as_missing():
    assert accumulate([Decimal(0), Decimal(0)], Accumulation.SUM) == 0
    with pytest.raises(IncompletePeriods):
        accumulate([Decimal(0), None], Accumulation.SUM)


def test_defect_a_cycle_was_found_only_when_somebody_asked_for_the_figure():
    with pytest.raises(RefusedFormula):
        read_formula("總率＝I1÷I2×100%。I1：I2＋甲件數。I2：I1＋乙件數。", target="90%")


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('ls')",
        "eval(甲)",
        "甲件數^999999÷乙件數",
        "lambda: 甲件數",
        "甲件數.real",
        "[x for x in 甲件數]",
    ],
)
def test_defect_the_text_of_a_formula_was_run_as_a_program(text):
    with pytest.raises(RefusedFormula):
        read_formula(text, target="90%")


@pytest.mark.parametrize(
    "text",
    ["甲件數÷乙件數×100%", "甲件數÷乙件數×１００％", "（甲件數－丙件數）÷（乙件數＋丙件數）×100％"],
)
def test_the_signs_that_government_writes_are_taken(text):
    formula = read_formula(text, target="90%")
    values = {"甲件數": Decimal(45), "乙件數": Decimal(60), "丙件數": Decimal(0)}
    known = {item.name: values[item.name] for item in formula.inputs}
    assert evaluate(formula, known).value == 75


def test_defect_a_percentage_of_a_year_was_the_mean_of_percentages():
    small, large = (Decimal(1), Decimal(10)), (Decimal(90), Decimal(100))
    assert ratio_of_sums([small[0], large[0]], [small[1], large[1]]) == Decimal(91) / 110


def test_defect_a_missing_input_was_nought():
    result = evaluate(read_formula("甲件數＋乙件數", target="90件"), {"甲件數": Decimal(5)})
    assert result.value is None
    assert [str(problem) for problem in result.problems] == ["missing_input: 乙件數"]


def test_defect_a_division_by_zero_stopped_the_page():
    formula = read_formula("甲件數÷乙件數×100%", target="90%")
    result = evaluate(formula, {"甲件數": Decimal(5), "乙件數": Decimal(0)})
    assert result.value is None
    assert result.problems[0].code.value == "division_by_zero"
