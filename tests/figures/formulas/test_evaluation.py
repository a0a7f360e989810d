"""Computing: values, working, and what goes wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guankao.figures.formulas import (
    ProblemCode,
    Result,
    compile_formula,
    evaluate,
    read_formula,
    to_mathml,
)

EFFECTIVE_CLOSURE = (
    '有效結案率I計算公式為：｛[（I1^2×I2）＋（I1×I2^2）]÷（I1^2＋I2^2）｝×100%。（以"^2"代表平方）'
    "【註2】I1：有效終結件數÷終結件數。【註3】I2：有效終結件數÷未結件數。"
)


def run(standard: str, target: str = "90%", **values: str) -> Result:
    formula = read_formula(standard, target=target)
    return evaluate(formula, {name: Decimal(value) for name, value in values.items()})


def codes(result: Result) -> list[ProblemCode]:
    return [problem.code for problem in result.problems]


def test_effective_closure_rate_from_the_text_to_the_number() -> None:
    result = run(EFFECTIVE_CLOSURE, "25%", 有效終結件數="30", 終結件數="100", 未結件數="120")
    # I1 = 0.3, I2 = 0.25: (0.09×0.25 ＋ 0.3×0.0625) ÷ (0.09 ＋ 0.0625) = 0.04125 ÷ 0.1525
    assert result.value is not None
    assert round(result.value, 10) == Decimal("27.0491803279")
    named = {step.name: step.value for step in result.steps if step.name}
    assert named == {"I1": Decimal("0.3"), "I2": Decimal("0.25")}
    assert result.steps[1].text == "「I1」^2"
    assert result.steps[1].figures == "0.3^2"


def test_a_defined_name_may_be_stated_outright() -> None:
    result = run(EFFECTIVE_CLOSURE, "25%", I1="0.3", I2="0.25")
    assert result.value is not None
    assert round(result.value, 10) == Decimal("27.0491803279")
    assert result.problems == ()


def test_a_third_times_three_is_one() -> None:
    assert run("甲數÷乙數×3", "1", 甲數="1", 乙數="3").value == 1


def test_zero_is_a_value() -> None:
    assert run("甲數÷乙數", 甲數="0", 乙數="5").value == 0


def test_missing_is_not_zero() -> None:
    result = run("甲數÷乙數", 乙數="5")
    assert result.value is None
    assert [str(problem) for problem in result.problems] == ["missing_input: 甲數"]


def test_division_by_zero_names_the_divisor() -> None:
    result = run("甲數÷（乙數－丙數）", 甲數="1", 乙數="5", 丙數="5")
    assert result.value is None
    assert str(result.problems[0]) == "division_by_zero: 「乙數」－「丙數」"


def test_negative_count() -> None:
    assert codes(run("甲件數÷乙件數", 甲件數="-1", 乙件數="5")) == [ProblemCode.NEGATIVE_COUNT]


@pytest.mark.parametrize(("stated", "doubted"), [("0.9", True), ("90", False), ("0", False)])
def test_a_fraction_where_a_percentage_is_meant(stated: str, *, doubted: bool) -> None:
    result = run("甲件數÷乙件數×70%＋滿意度×30%", 甲件數="1", 乙件數="2", 滿意度=stated)
    assert (ProblemCode.FRACTION_FOR_PERCENTAGE in codes(result)) is doubted


def test_a_fraction_among_percentages() -> None:
    result = run("甲滿意度×0.5＋乙合格率×0.5", "80%", 甲滿意度="0.9", 乙合格率="80")
    assert codes(result) == [ProblemCode.FRACTION_FOR_PERCENTAGE]


def test_ratios_and_percentages_in_one_sum() -> None:
    result = run("甲件數÷乙件數×70%＋滿意度×30%", 甲件數="1", 乙件數="2", 滿意度="90")
    assert result.value == 62


def test_a_constant_of_the_text_may_be_left_out_or_stated() -> None:
    standard = "受益戶數÷預估受益戶數1,200戶×100%"
    assert run(standard, 受益戶數="600").value == 50
    assert run(standard, 受益戶數="600", 預估受益戶數="600").value == 100


def test_names_match_whatever_their_width() -> None:
    formula = read_formula("ＡＢ件數÷乙件數", target="90%")
    result = evaluate(formula, {"AB 件數": Decimal(1), "乙件數": Decimal(2)})
    assert result.value == 50


def test_a_name_that_is_not_used() -> None:
    assert codes(run("甲數÷乙數", 甲數="1", 乙數="2", 丙數="3")) == [ProblemCode.UNKNOWN_INPUT]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+999", "1E-999"])
def test_no_figure(value: str) -> None:
    result = run("甲數÷乙數", 甲數=value, 乙數="2")
    assert result.value is None
    assert codes(result) == [ProblemCode.NOT_A_FIGURE]


def test_penalties_and_caps() -> None:
    standard = "min（甲次數÷乙次數，1）×100%－【每發生乙次事故扣2%，每逾期乙件扣1%】"
    result = run(standard, 甲次數="12", 乙次數="10", 事故次數="3", 逾期件數="1")
    assert result.value == 93


def test_the_compiled_function_takes_values_in_the_order_of_the_inputs() -> None:
    formula = read_formula("（甲數－乙數）÷基準數8件×100%", target="90%")
    function = compile_formula(formula)
    assert function(Decimal(6), Decimal(2)) == 50
    assert function(Decimal(6), Decimal(2), Decimal(16)) == 25


def test_the_compiled_function_holds_no_text_of_the_standard() -> None:
    function = compile_formula(read_formula("甲數÷乙數×100%", target="90%"))
    code = function.__code__
    assert code.co_varnames == ("v0", "v1")
    assert not any(isinstance(constant, str) for constant in code.co_consts)


def test_mathml_says_percent_once() -> None:
    formula = read_formula("甲項滿意度×70%＋乙項滿意度×30%", target="90%")
    shown = to_mathml(formula.expression)
    assert "<mn>70</mn><mo>%</mo>" in shown
    assert shown.count("%") == 2


def test_mathml_escapes_names() -> None:
    formula = read_formula("「<script>件數」÷乙件數", target="90%")
    assert "<script>" not in to_mathml(formula.expression)
    assert "<mfrac>" in to_mathml(formula.expression)
