"""Composites come apart into parts whose weights are the whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guankao.figures.formulas import RefusedFormula, read_formula
from guankao.rules.weighted_parts import main_parts, weighted_parts


def parts(standard: str):
    try:
        reading = read_formula(standard, target="90%")
    except RefusedFormula as refused:
        reading = refused
    return weighted_parts(reading)


@pytest.mark.parametrize(
    ("standard", "weights"),
    [
        ("（甲數÷乙數）×70%＋（丙數÷丁數）×30%", ["0.7", "0.3"]),
        ("【（甲數÷乙數）×0.5】＋【（丙數÷丁數）×0.5】", ["0.5", "0.5"]),
        ("1.（甲數÷乙數）×40%。2.（丙數÷丁數）×40%。3.（戊數÷己數）×20%", ["0.4", "0.4", "0.2"]),
        ("【（甲數÷乙數）×60%＋（丙數÷丁數）×40%】×50%＋（戊數÷己數）×50%", ["0.3", "0.2", "0.5"]),
    ],
)
def test_weights_are_multiplied_down_to_the_parts(standard, weights):
    assert [part.weight for part in parts(standard)] == [Decimal(weight) for weight in weights]


@pytest.mark.parametrize(
    "standard",
    [
        "（甲數÷乙數）×100%",
        "（甲數＋乙數）÷丙數×100%",
        "（甲數÷乙數）×60%＋（丙數÷丁數）×20%",
        "辦理件數",
    ],
)
def test_what_is_no_whole_has_no_parts(standard):
    assert parts(standard) == ()


def test_a_deed_among_ratios_is_taken_from_the_text():
    found = parts("1.內勤：（錄取人數÷招考人數）×60%。2.辦理精進措施3項以上×40%")
    assert [(part.weight, part.deed) for part in found] == [
        (Decimal("0.6"), False),
        (Decimal("0.4"), True),
    ]
    assert [part.weight for part in main_parts(found)] == [Decimal("0.6")]


def test_of_equal_parts_the_one_without_a_full_mark_is_the_main_one():
    found = parts("（修繕戶數÷申請戶數）×50%＋（本年人數－去年人數）÷去年人數×50%")
    assert [part.boundless for part in found] == [False, True]
    assert main_parts(found) == (found[1],)


def test_a_symbol_says_nothing_of_itself():
    assert all(part.opaque for part in parts("指標1×50%＋指標2×50%"))
